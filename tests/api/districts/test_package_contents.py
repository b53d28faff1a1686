"""GeoPackages from strangers: what may be in one."""

import shutil

import pytest
from support.parcels_sent import altered, small_package

from api.districts.package_contents import require_plain_package
from api.districts.refused import UploadError


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    return small_package(tmp_path_factory.mktemp("sent") / "district.gpkg")


@pytest.fixture
def package(written, tmp_path):
    return shutil.copy(written, tmp_path / "district.gpkg")


def refused(path):
    with pytest.raises(UploadError) as error:
        require_plain_package(path)
    return str(error.value)


def test_what_gdal_writes_is_plain(package):
    require_plain_package(package)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("CREATE VIEW v AS SELECT * FROM stations", "a view"),
        ("CREATE TRIGGER t AFTER INSERT ON stations BEGIN DELETE FROM areas; END", "a trigger"),
        ("CREATE VIRTUAL TABLE f USING fts4(x)", "a virtual table"),
        ("CREATE TABLE c (a, b AS (hex(zeroblob(1000000000))))", "a computed column"),
        ("CREATE TABLE rtree_c (a, b AS (a + 1) STORED)", "a computed column"),
        ("CREATE INDEX i ON stations (abs(fid))", "an expression"),
        ("CREATE INDEX i ON stations (tier) WHERE tier > 1", "an expression"),
        ("INSERT INTO gpkg_extensions VALUES ('areas', null, 'evil_x', 'file:///', 'read-write')",
         "not known here"),
    ],
)  # fmt: skip
def test_whatever_could_lead_elsewhere_is_refused(package, statement, said):
    assert said in refused(altered(package, statement))


def test_plain_tables_and_indices_of_others_are_let_in(package):
    styles = "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY, styleQML TEXT, d DATETIME)"
    index = 'CREATE INDEX "by name" ON stations (name, "tier" DESC)'
    require_plain_package(altered(package, styles, index))


def test_a_virtual_table_called_like_a_spatial_index_has_to_be_one(package):
    statement = "CREATE VIRTUAL TABLE rtree_x USING fts4(content)"
    assert "a virtual table" in refused(altered(package, statement))


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE VIRTUAL TABLE rtree_a USING dbstat( -- USING rtree(\n main)",
        "CREATE VIRTUAL TABLE rtree_a /* x */ USING fts4( -- USING rtree(\n a, b)",
        "CREATE VIRTUAL TABLE rtree_a -- x\n USING rtree(a, b, c)",
    ],
)
def test_nor_does_a_remark_make_it_one(package, statement):
    assert "a virtual table" in refused(altered(package, statement))


@pytest.mark.parametrize(
    ("name", "does"),
    [
        ("rtree_x_insert", "AFTER INSERT ON areas BEGIN DELETE FROM gpkg_contents; END"),
        ("rtree_x_insert", "AFTER INSERT ON areas BEGIN DELETE FROM rtree_y WHERE id = 1; END"),
        ("rtree_x_insert", "AFTER INSERT ON areas BEGIN SELECT load_extension('x'); END"),
        ("rtree_x_delete", "AFTER DELETE ON areas WHEN zeroblob(9) BEGIN DELETE FROM rtree_x; END"),
        ("rtree_x_update1", "AFTER UPDATE ON areas BEGIN INSERT INTO rtree_x SELECT * FROM y; END"),
        ("rtree_x_update1", "AFTER UPDATE ON areas BEGIN DELETE FROM rtree_x; /* */ END"),
        ("trigger_insert_feature_count_x", "AFTER INSERT ON areas BEGIN DELETE FROM areas; END"),
        ("gpkg_metadata_x", "AFTER INSERT ON areas BEGIN UPDATE areas SET name = 1; END"),
        ("gpkg_metadata_x", "AFTER INSERT ON areas BEGIN SELECT hex(1); END"),
    ],
)
def test_a_trigger_called_like_one_of_the_standard_has_to_be_one(package, name, does):
    assert "a trigger" in refused(altered(package, f"CREATE TRIGGER {name} {does}"))


OF_THE_STANDARD = [
    """CREATE TRIGGER rtree_areas_geom_update6 AFTER UPDATE OF geom ON areas
       WHEN OLD.fid = NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
       AND (OLD.geom NOTNULL AND NOT ST_IsEmpty(OLD.geom))
       BEGIN UPDATE rtree_areas_geom SET minx = ST_MinX(NEW.geom), maxx = ST_MaxX(NEW.geom)
       WHERE id = NEW.fid; END""",
    """CREATE TRIGGER "rtree_areas_geom_update4" AFTER UPDATE ON "areas" WHEN OLD."fid" != NEW."fid"
       BEGIN DELETE FROM "rtree_areas_geom" WHERE id IN (OLD."fid", NEW."fid"); END""",
    """CREATE TRIGGER 'gpkg_metadata_reference_timestamp_insert' BEFORE INSERT ON areas
       FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'timestamp; not valid') WHERE NOT (NEW.name GLOB
       '[1-2]*' AND strftime('%s', NEW.name) NOT NULL); END""",
]


@pytest.mark.parametrize("statement", OF_THE_STANDARD)
def test_triggers_of_the_standard_are_let_in(package, statement):
    name = statement.split()[2].strip("\"'")
    require_plain_package(altered(package, f'DROP TRIGGER IF EXISTS "{name}"', statement))


def test_what_is_damaged_is_refused(package):
    content = bytearray(package.read_bytes())
    content[100:200] = b"\xff" * 100
    package.write_bytes(content)
    assert "damaged" in refused(package)


def test_what_is_no_database_is_refused(tmp_path):
    path = tmp_path / "a.gpkg"
    path.write_text("no database")
    assert "no GeoPackage" in refused(path)
