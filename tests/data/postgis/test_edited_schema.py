"""A schema edited in QGIS, or loaded by other means, is read as carefully as a file."""

import pytest
import shapely
from support.postgis_database import Database
from support.tiny import district, street

from data.declarations import Declaration
from data.errors import DistrictError, SourceError

A, B, C = ("a", 0, 0), ("b", 100, 0), ("c", 200, 0)


@pytest.fixture
def pushed(database):
    place = district(
        streets=[street(A, B), street(B, C)],
        stations=[{"id": "s", "tier": "post", "at": (0, 0)}],
    )
    declared = Declaration("stations", extent=shapely.box(-50, -50, 50, 50))
    database.push(type(place)(place.name, "", place.crs, place.layers, (declared,)))
    return database


def test_a_bad_row_is_left_out_and_named_by_its_id(pushed):
    pushed.run("UPDATE jinniu.stations SET tier = 'village'")
    found = pushed.pull()
    (record,) = found.import_log
    assert (record.source, record.row, record.found) == ("PostGIS jinniu", "s", "village")
    assert found.layers["stations"].empty
    assert not found.declaration("stations").extent.covers(shapely.Point(0, 0))


def test_a_lost_street_makes_a_hole_in_the_street_extent(pushed):
    pushed.run("UPDATE jinniu.streets SET length_m = -1 WHERE id = 'bc'")
    extent = pushed.pull().layers["street_extent"]["geometry"].iloc[0]
    assert not extent.covers(shapely.Point(150, 0))
    assert extent.covers(shapely.Point(50, 0))


def test_rows_drawn_in_qgis_are_there(pushed):
    pushed.run(
        "INSERT INTO jinniu.stations (id, name, geom) "
        "VALUES ('s2', '新站', ST_SetSRID(ST_MakePoint(7, 8), 2443))"
    )
    stations = pushed.pull().layers["stations"]
    assert stations["name"].iloc[1] == "新站"
    assert stations["geometry"].iloc[1] == shapely.Point(7, 8)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("ALTER TABLE jinniu.streets DROP COLUMN length_m", r"\[streets\].*no column length_m"),
        ("ALTER TABLE jinniu.stations DROP COLUMN geom", r"\[stations\].*has no geometry"),
        ("ALTER TABLE jinniu.stations ALTER geom TYPE public.geometry", r"\[stations\].*no CRS"),
        (
            "ALTER TABLE jinniu.stations ALTER geom TYPE public.geometry(Point,4326) "
            "USING ST_SetSRID(geom, 4326)",
            "WGS 84",
        ),
        (
            "ALTER TABLE jinniu.stations ALTER geom TYPE public.geometry(Point,990001) "
            "USING ST_SetSRID(geom, 990001)",
            "SRID 990001 has no EPSG code",
        ),
        ("UPDATE jinniu.stations SET id = 'ab'", "the id ab is in"),
    ],
)
def test_what_cannot_be_a_district_is_refused(pushed, change, said):
    pushed.run(change)
    with pytest.raises(DistrictError, match=said):
        pushed.pull()


def test_a_table_made_by_other_means_keeps_its_codes_and_numbers(pushed):
    pushed.run(
        "ALTER TABLE jinniu.streets DROP CONSTRAINT streets_pkey, ALTER id TYPE text, "
        "ALTER u TYPE integer USING 510106, ALTER v TYPE numeric(8,2) USING 501, "
        "ALTER length_m TYPE numeric USING 12.34, ALTER foot TYPE text USING '是', "
        'ADD "别""名%" bytea DEFAULT \'x\', ADD geometry text'
    )
    found = pushed.pull()
    row = found.layers["streets"].iloc[0]
    assert (row["u"], row["v"], row["length_m"], row["foot"]) == ("510106", "501", 12.34, True)
    assert any('别"名%' in note.zh for note in found.notes)


def test_without_a_primary_key_rows_without_or_with_the_same_id_are_bad(pushed):
    pushed.run("ALTER TABLE jinniu.streets DROP CONSTRAINT streets_pkey")
    pushed.run("ALTER TABLE jinniu.streets ALTER id DROP NOT NULL")
    pushed.run("INSERT INTO jinniu.streets SELECT * FROM jinniu.streets WHERE id = 'ab'")
    pushed.run("UPDATE jinniu.streets SET id = NULL WHERE id = 'bc'")
    found = pushed.pull()
    assert [record.row for record in found.import_log] == ["ab", "ab", ""]
    assert found.layers["streets"].empty


def test_missing_metadata_is_said(pushed):
    pushed.run("DROP TABLE jinniu.declarations, jinniu.district_info")
    found = pushed.pull()
    assert found.name == "jinniu"
    assert "declarations" in " ".join(note.en for note in found.notes)


def test_a_server_with_other_habits_of_writing_gives_the_same(own_database):
    closed = {"id": "c", "station_id": "s", "from": "2026-10-01"}
    place = district(stations=[{"id": "s", "at": (1 / 3, 0)}], closures=[closed])
    own_database.push(place)
    before = own_database.pull().hashes
    ((name,),) = own_database.ask("SELECT current_database()")
    own_database.run(f"ALTER DATABASE {name} SET datestyle = 'German'")
    own_database.run(f"ALTER DATABASE {name} SET extra_float_digits = -10")
    own_database.store.close()
    assert own_database.pull().hashes == before


def test_rows_that_a_policy_hides_are_not_taken_for_missing(pushed):
    pushed.run("CREATE ROLE clerk LOGIN; GRANT USAGE ON SCHEMA jinniu TO clerk")
    pushed.run("GRANT SELECT ON ALL TABLES IN SCHEMA jinniu TO clerk")
    clerk = Database(pushed.url.replace("quankan@", "clerk@"))
    assert len(clerk.pull().layers["streets"]) == 2
    pushed.run("ALTER TABLE jinniu.streets ENABLE ROW LEVEL SECURITY")
    with pytest.raises(SourceError, match="the account may not do that"):
        clerk.pull()
    clerk.store.close()
    pushed.run("DROP OWNED BY clerk; DROP ROLE clerk")


@pytest.mark.parametrize("schema", ["nowhere", "public"])
def test_a_schema_without_a_district_is_refused(pushed, schema):
    with pytest.raises(SourceError, match="not there, or has no district"):
        pushed.pull(schema)


def test_more_rows_than_a_district_has_are_not_taken_in(pushed, monkeypatch):
    monkeypatch.setattr("data.postgis.copying.MAX_ROWS", 1)
    with pytest.raises(SourceError, match=r"\[streets\].*more than a district"):
        pushed.pull()
    monkeypatch.undo()
    assert len(pushed.pull().layers["streets"]) == 2
