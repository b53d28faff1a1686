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


def test_what_is_damaged_is_refused(package):
    content = bytearray(package.read_bytes())
    content[100:200] = b"\xff" * 100
    package.write_bytes(content)
    assert "damaged" in refused(package)


def test_what_is_no_database_is_refused(tmp_path):
    path = tmp_path / "a.gpkg"
    path.write_text("no database")
    assert "no GeoPackage" in refused(path)
