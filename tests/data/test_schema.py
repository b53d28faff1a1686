"""A raw table is brought to its layer; each bad row gets one reason, the others stay."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from data.layers import LAYER_BY_NAME
from data.schema import conform

STATIONS, RESIDENTS = LAYER_BY_NAME["stations"], LAYER_BY_NAME["residents"]
HERE = shapely.Point(500_000, 3_400_000)


def people(**column):
    (name, values), *_ = column.items()
    rows = {"id": [f"r-{i}" for i in range(len(values))], "population": 1.0, name: values}
    return gpd.GeoDataFrame(rows, geometry=[HERE] * len(values), crs=4544)


def test_columns_come_in_declared_order_and_what_is_unknown_is_named():
    raw = people(shoe_size=[43])
    found = conform(RESIDENTS, raw)
    assert tuple(found.table.columns) == (*RESIDENTS.column_names, "geometry")
    assert found.passed_over == ("shoe_size",)
    assert "age_80_plus" in found.absent


@pytest.mark.parametrize("number", [-1, np.nan, np.inf, "many", None])
def test_a_population_must_be_a_number_from_zero_up(number):
    found = conform(RESIDENTS, people(population=[12, number]))
    assert list(found.table["id"]) == ["r-0"]
    assert found.bad_rows[0].field == "population"


@pytest.mark.parametrize(
    ("said", "meant"), [("是", True), ("false", False), (1, True), (None, pd.NA), ("", pd.NA)]
)
def test_yes_no_and_not_known(said, meant):
    value = conform(RESIDENTS, people(enclosed=[said])).table["enclosed"].iloc[0]
    assert value is meant or value == meant


def test_maybe_is_no_boolean():
    assert conform(RESIDENTS, people(enclosed=["也许"])).bad_rows[0].found == "也许"


def test_codes_that_a_null_turned_into_fractions_are_codes_again():
    found = conform(RESIDENTS, people(name=[510106.0, np.nan]))
    assert found.table["name"].iloc[0] == "510106"


def test_of_a_repeated_id_no_row_stays():
    found = conform(RESIDENTS, people(id=["r", "r", "q"]))
    assert list(found.table["id"]) == ["q"]
    assert {bad.reason.en for bad in found.bad_rows} == {"repeated id, expected a unique one"}


@pytest.mark.parametrize("length_m", [1e16, -1, 100_001])
def test_a_street_of_absurd_length_is_refused(length_m):
    raw = gpd.GeoDataFrame(
        {"id": ["e"], "u": "u", "v": "v", "length_m": [length_m]},
        geometry=[shapely.LineString([(0, 0), (1, 0)])],
        crs=4544,
    )
    assert conform(LAYER_BY_NAME["streets"], raw).bad_rows[0].field == "length_m"


@pytest.mark.parametrize("floors", [1e30, float("inf"), 2.5, "many", -1, 301])
def test_a_number_of_floors_is_a_small_whole_number(floors):
    raw = gpd.GeoDataFrame(
        {"id": ["b"], "floors": [floors]}, geometry=[shapely.box(0, 0, 1, 1)], crs=4544
    )
    assert conform(LAYER_BY_NAME["buildings"], raw).bad_rows[0].field == "floors"


def test_text_without_end_is_refused():
    assert conform(RESIDENTS, people(name=["长" * 10_001])).bad_rows[0].field == "name"


@pytest.mark.parametrize(
    ("shape", "why"),
    [
        (None, "empty geometry"),
        (shapely.Point(), "empty geometry"),
        (shapely.Point(np.inf, 0), "finite"),
        (shapely.LineString([(0, 0), (1, 1)]), "expected a geometry of type"),
        (shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)]), "invalid geometry"),
    ],
)
def test_a_place_needs_a_shape_that_can_be_used(shape, why):
    raw = gpd.GeoDataFrame({"id": ["r"], "population": [1]}, geometry=[shape], crs=4544)
    assert why in conform(RESIDENTS, raw).bad_rows[0].reason.en


def test_dates_are_iso_whatever_way_they_were_written():
    permits = LAYER_BY_NAME["permits"]
    raw = gpd.GeoDataFrame(
        {
            "id": list("abcd"),
            "type": "t",
            "expires": ["2026/3/1", "2026年3月1日", "20260230", None],
        },
        geometry=[HERE] * 4,
        crs=4544,
    )
    found = conform(permits, raw)
    assert list(found.table["expires"].iloc[:2]) == ["2026-03-01"] * 2
    assert [bad.found for bad in found.bad_rows] == ["20260230"]


def test_only_the_listed_values_are_allowed():
    raw = gpd.GeoDataFrame({"id": ["s"], "tier": ["village"]}, geometry=[HERE], crs=4544)
    assert "post" in conform(STATIONS, raw).bad_rows[0].reason.en


def test_one_bad_row_among_a_hundred_thousand_is_one_bad_row():
    count = 100_000
    numbers = np.ones(count)
    numbers[77_777] = -3
    raw = gpd.GeoDataFrame(
        {"id": np.arange(count).astype(str), "population": numbers},
        geometry=shapely.points(np.zeros((count, 2))),
        crs=4544,
    )
    found = conform(RESIDENTS, raw)
    assert [(bad.index, bad.found) for bad in found.bad_rows] == [(77_777, "-3.0")]
    assert len(found.table) == count - 1
