"""A district goes into one file and comes back as it was; what is wrong is said, row by row."""

import contextlib
import sqlite3
from dataclasses import replace
from datetime import date

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely
from support.tiny import METRES, district, street

from data.content_hash import content_hash
from data.declarations import Declaration, Visibility
from data.district import District
from data.errors import DistrictError, SourceError
from data.geopackage import read_district, write_district
from data.import_log import ImportRecord, Outcome
from data.layers import LAYER_BY_NAME
from data.text import Text

A, B, C = ("a", 0, 0), ("b", 100, 0), ("c", 200, 0)
HERE = shapely.Point(0, 0)


@pytest.fixture
def place():
    return district(
        streets=[street(A, B, steps=None, bridge=True), street(B, C, level=-1)],
        stations=[{"id": "s", "name": "站", "at": (0, 0), "windows": 3, "step_free": None}],
        residents=[{"id": "r", "population": 12.5, "at": shapely.box(0, 0, 9, 9)}],
        matters=[{"id": "m", "online": True}],
        closures=[{"id": "c", "station_id": "s", "from": "2026-10-01", "to": None}],
    )


@pytest.fixture
def file(place, tmp_path):
    write_district(place, tmp_path / "place.gpkg")
    return tmp_path / "place.gpkg"


def with_column(place, layer, **columns):
    """The district as someone else's tool might have left it."""
    return replace(place, layers={**place.layers, layer: place.layers[layer].assign(**columns)})


def test_what_was_written_is_read_back(place, file):
    found = read_district(file)
    assert found.name == "小区"
    for name, table in place.layers.items():
        pd.testing.assert_frame_equal(
            pd.DataFrame(found.layers[name]), pd.DataFrame(table), check_like=False
        )


def test_declarations_and_the_log_come_back(place, tmp_path):
    declared = Declaration(
        "stations", "post", "区政数局", "内部", date(2026, 6, 30), date(2027, 6, 30),
        extent=shapely.box(0, 0, 10, 10), position_error_m=5.0, visibility=Visibility.PUBLIC,
        column_visibility={"phone": Visibility.RESTRICTED}, rows_lost=2, source_crs="gcj02",
    )  # fmt: skip
    never = Declaration("areas", never_stale=True, none_here=True)
    record = ImportRecord("stations", "a.csv", "3", Outcome.REJECTED, Text("空", "empty"), "x")
    written = District("区", "", METRES, place.layers, (declared, never), (record,))
    write_district(written, tmp_path / "d.gpkg")
    found = read_district(tmp_path / "d.gpkg")
    assert found.declarations == (declared, never)
    assert found.import_log == (record,)
    assert found.declaration("stations", "post") == declared
    assert found.declaration("stations", "kiosk") is None


def test_the_hash_knows_no_row_order(place):
    layer, table = LAYER_BY_NAME["streets"], place.layers["streets"]
    shuffled = table.iloc[::-1]
    assert content_hash(layer, table, METRES) == content_hash(layer, shuffled, METRES)


def test_the_hash_knows_every_value(place):
    layer, table = LAYER_BY_NAME["streets"], place.layers["streets"]
    moved = gpd.GeoDataFrame(table).assign(geometry=table["geometry"].translate(0.001))
    renamed = table.assign(name="路")
    hashes = {content_hash(layer, t, METRES) for t in (table, moved, renamed)}
    assert len(hashes) == 3


def test_the_hash_is_that_of_the_file(place, file):
    hashes = {n: content_hash(LAYER_BY_NAME[n], t, METRES) for n, t in place.layers.items()}
    assert read_district(file).hashes == hashes


@pytest.mark.parametrize(
    ("content", "said"), [(b"<html>404</html>", "not a GeoPackage"), (None, "no such file")]
)
def test_a_file_that_is_not_what_its_name_says(tmp_path, content, said):
    file = tmp_path / "district.gpkg"
    if content:
        file.write_bytes(content)
    with pytest.raises(SourceError, match=said):
        read_district(file)


def test_a_file_larger_than_any_district_is_refused_unread(tmp_path):
    with (tmp_path / "huge.gpkg").open("wb") as file:
        file.truncate(3 * 1024**3)  # a hole: nothing is written
    with pytest.raises(SourceError, match=r"3\.0 GiB large"):
        read_district(tmp_path / "huge.gpkg")


def test_a_missing_layer_is_named_when_it_is_asked_for(place, file):
    layers = {name: t for name, t in place.layers.items() if name != "residents"}
    write_district(replace(place, layers=layers), file)
    found = read_district(file)
    with pytest.raises(DistrictError, match="no layer residents"):
        found.table("residents")


def test_a_missing_column_is_named(file):
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute("ALTER TABLE streets DROP COLUMN length_m")
    with pytest.raises(DistrictError, match=r"\[streets\].*no column length_m"):
        read_district(file)


def test_a_layer_in_degrees_is_refused(tmp_path):
    table = gpd.GeoDataFrame({"id": ["s"]}, geometry=[HERE], crs=4326)
    pyogrio.write_dataframe(table, tmp_path / "d.gpkg", layer="stations", driver="GPKG")
    with pytest.raises(DistrictError, match="WGS 84"):
        read_district(tmp_path / "d.gpkg")


def test_an_id_in_two_layers_is_refused(place, file):
    write_district(with_column(place, "residents", id="s"), file)
    with pytest.raises(DistrictError, match="the id s is in stations and in residents"):
        read_district(file)


def test_a_file_without_metadata_opens_and_says_what_is_missing(tmp_path):
    table = gpd.GeoDataFrame({"id": ["s"]}, geometry=[HERE], crs=METRES)
    pyogrio.write_dataframe(table, tmp_path / "金牛.gpkg", layer="stations", driver="GPKG")
    found = read_district(tmp_path / "金牛.gpkg")
    assert found.name == "金牛"
    assert "declarations" in " ".join(note.en for note in found.notes)


class TestALostStreet:
    """Law 5 needs to know where streets were lost: they make holes in the extent."""

    def test_whose_place_is_known_makes_a_hole(self, place, file):
        write_district(with_column(place, "streets", length_m=[100.0, -1.0]), file)
        found = read_district(file)
        extent = found.layers["street_extent"]["geometry"].iloc[0]
        assert [record.found for record in found.import_log] == ["-1.0"]
        assert not extent.covers(shapely.Point(150, 0))
        assert extent.covers(shapely.Point(50, 0))

    def test_whose_place_is_not_known_leaves_nothing_complete(self, place, file):
        drawn = place.layers["streets"]["geometry"].iloc[0]
        write_district(with_column(place, "streets", geometry=[drawn, None]), file)
        assert read_district(file).layers["street_extent"].empty


def test_a_damaged_file_is_refused_not_half_read(file):
    content = bytearray(file.read_bytes())
    content[len(content) // 2 :] = bytes(len(content) - len(content) // 2)
    file.write_bytes(content)
    with pytest.raises(SourceError):
        read_district(file)


def test_a_lost_gate_says_whose_it_was(place, file):
    from support.tiny import table

    gates, _ = table("gates", [{"id": "g", "of": "r", "at": (0, 0)}])
    gates = gates.assign(status="closed")
    write_district(replace(place, layers={**place.layers, "gates": gates}), file)
    (record,) = read_district(file).import_log
    assert (record.layer, record.about, record.found) == ("gates", "r", "closed")


def test_layers_of_another_version_are_read_and_it_is_said(file):
    with contextlib.closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE district_info SET value = '99' WHERE key = 'schema_version'")
    assert any("99" in note.en for note in read_district(file).notes)


def test_an_extent_that_crosses_itself_can_still_be_holed(place, file):
    bow = shapely.Polygon([(0, 0), (9, 9), (9, 0), (0, 9)])
    declared = Declaration("stations", extent=bow)
    stations = place.layers["stations"].assign(tier="village")
    layers = {**place.layers, "stations": stations}
    write_district(replace(place, layers=layers, declarations=(declared,)), file)
    assert read_district(file).declaration("stations").extent.is_valid
