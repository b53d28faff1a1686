"""GCJ-02 declared as WGS 84 is found by the streets, and true positions raise no alarm."""

import json

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
from pyproj import Transformer
from shapely import LineString, Point

from data.check.datum import MIN_POINTS, datum_findings, datum_tests
from data.check.report import DatumTest, Fit, Severity
from data.coordinates.shifted_datums import wgs84_to_gcj02

TO_GRID = Transformer.from_crs("EPSG:4326", "EPSG:4544", always_xy=True)
TO_DEGREES = Transformer.from_crs("EPSG:4544", "EPSG:4326", always_xy=True)


def shifted(x, y):
    """Metric positions as they come out when GCJ-02 is read as WGS 84."""
    return TO_GRID.transform(*wgs84_to_gcj02(*TO_DEGREES.transform(x, y)))


def points(x, y, layer="facilities", **more):
    return {
        layer: [
            {"id": f"{layer[0]}{i}", "geometry": Point(a, b), **more}
            for i, (a, b) in enumerate(zip(x, y, strict=True))
        ]
    }


def fits(district):
    return {(test.layer, test.kind): test.fit for test in datum_tests(district)}


@pytest.fixture(scope="module")
def town():
    """Streets at irregular distances near Chengdu, and shops 5 to 14 m beside them."""
    chance = np.random.default_rng(7)
    east, north = TO_GRID.transform(104.06, 30.68)
    xs = east + np.cumsum(chance.uniform(60, 400, 20))
    ys = north + np.cumsum(chance.uniform(60, 400, 20))
    lines = [LineString([(x, ys[0]), (x, ys[-1])]) for x in xs]
    lines += [LineString([(xs[0], y), (xs[-1], y)]) for y in ys]
    x = np.repeat(xs, 20) + chance.uniform(5, 14, 400)
    y = chance.uniform(ys[0], ys[-1], 400)
    streets = [
        {"id": f"s{i}", "u": f"{i}u", "v": f"{i}v", "length_m": g.length, "geometry": g}
        for i, g in enumerate(lines)
    ]
    return streets, x, y


def test_true_positions_fit(make_district, town):
    streets, x, y = town
    district = make_district(streets=streets, **points(x, y, kind="shop"))
    assert fits(district) == {("facilities", "shop"): Fit.FITS}
    assert list(datum_findings(datum_tests(district))) == []


def test_shifted_positions_are_suspected(make_district, town):
    streets, x, y = town
    district = make_district(streets=streets, **points(*shifted(x, y), kind="shop"))
    assert fits(district) == {("facilities", "shop"): Fit.SHIFTED}
    (finding,) = datum_findings(datum_tests(district))
    assert (finding.code, finding.layer) == ("suspected_gcj02", "facilities")


def test_where_the_streets_are_shifted_they_are_suspected(make_district, town):
    streets, x, y = town
    moved = [
        s | {"geometry": LineString(np.column_stack(shifted(*s["geometry"].xy)))} for s in streets
    ]
    district = make_district(streets=moved, **points(x, y, "stations"))
    assert fits(district) == {("stations", None): Fit.STREETS_SHIFTED}


def test_positions_that_have_nothing_to_do_with_streets_cannot_tell(make_district, town):
    streets, x, y = town
    chance = np.random.default_rng(3)
    anywhere = [chance.uniform(axis.min(), axis.max(), 400) for axis in (x, y)]
    district = make_district(streets=streets, **points(*anywhere, "residents", population=1))
    assert fits(district) == {("residents", None): Fit.CANNOT_TELL}


def test_layers_the_streets_say_nothing_about_are_named_once(make_district, town):
    streets, x, y = town
    few = {**points(x[:3], y[:3], "gates", of="g"), **points(x[:4], y[:4], kind="mine")}
    fitting = points(x, y, "stations")
    (found,) = datum_findings(datum_tests(make_district(streets=streets, **few, **fitting)))
    assert (found.code, found.severity) == ("datum_unconfirmed", Severity.INFO)
    assert found.subjects == ("facilities", "gates")
    assert "(7 points compared)" in found.text.en


def test_too_few_points_are_said_to_be_too_few(make_district, town):
    streets, x, y = town
    few = MIN_POINTS - 1
    district = make_district(streets=streets, **points(x[:few], y[:few], "stations"))
    assert datum_tests(district) == (DatumTest("stations", None, few, Fit.TOO_FEW),)


def test_kinds_with_few_points_are_taken_together(make_district, town):
    streets, x, y = town
    rows = points(x, y)["facilities"]
    rows = [r | {"kind": "shop" if i < 300 else f"rare {i % 9}"} for i, r in enumerate(rows)]
    assert fits(make_district(streets=streets, facilities=rows)).keys() == {
        ("facilities", "shop"),
        ("facilities", None),
    }


def test_outside_china_nothing_is_shifted(make_district, town):
    streets, x, y = town
    libya = "EPSG:32632"
    district = make_district(crs=libya, streets=streets, **points(x, y, "stations"))
    assert fits(district) == {("stations", None): Fit.NOT_IN_CHINA}


@pytest.mark.parametrize("streets", [{}, {"streets": []}])
def test_without_streets_there_is_no_test(make_district, streets):
    assert datum_tests(make_district(**streets, **points([0], [0], "stations"))) == ()


@pytest.fixture(scope="module")
def chengdu(real_data):
    """Streets and true positions of central Chengdu in EPSG:4544."""
    edges = pyogrio.read_dataframe(real_data / "chengdu_roads/roads.gpkg", layer="edges")
    streets = [
        {"id": f"s{i}", "u": f"{i}u", "v": f"{i}v", "length_m": g.length, "geometry": g}
        for i, g in enumerate(edges.to_crs("EPSG:4544").geometry)
    ]
    table = pd.read_csv(real_data / "chengdu_facilities/facilities.csv")
    facilities = TO_GRID.transform(table["lon"].to_numpy(), table["lat"].to_numpy())
    metro = json.loads(
        (real_data / "chengdu_facilities/metro_stations_osm.geojson").read_text("utf-8")
    )
    exits = [f["geometry"] for f in metro["features"] if f["geometry"]["type"] == "Point"]
    lon, lat = np.array([g["coordinates"][:2] for g in exits]).T
    grid = pd.read_csv(real_data / "chengdu_population_grid/population_grid.csv")
    lived_in = grid.loc[grid["pop_night"] > 0]
    cells = TO_GRID.transform(lived_in["lon"].to_numpy(), lived_in["lat"].to_numpy())
    kinds = table["facility_type"].tolist()
    return streets, {"metro": TO_GRID.transform(lon, lat), "cells": cells}, facilities, kinds


@pytest.mark.real_data
@pytest.mark.parametrize(("move", "fit"), [(False, Fit.FITS), (True, Fit.SHIFTED)])
def test_chengdu_metro_stations_lie_on_streets(make_district, chengdu, move, fit):
    streets, places, _, _ = chengdu
    x, y = shifted(*places["metro"]) if move else places["metro"]
    district = make_district(streets=streets, **points(x, y, "stations"))
    assert fits(district) == {("stations", None): fit}


@pytest.mark.real_data
@pytest.mark.parametrize(("move", "fit"), [(False, Fit.FITS), (True, Fit.SHIFTED)])
def test_chengdu_schools_keep_away_from_main_roads(make_district, chengdu, move, fit):
    """By any shift they come nearer to roads: nearness alone would cry wolf on the true ones."""
    streets, _, facilities, kinds = chengdu
    x, y = shifted(*facilities) if move else facilities
    rows = points(x, y)["facilities"]
    rows = [row | {"kind": kind} for row, kind in zip(rows, kinds, strict=True)]
    found = fits(make_district(streets=streets, facilities=rows))
    assert found["facilities", "学校"] is fit
    assert found["facilities", "公园"] is Fit.CANNOT_TELL


@pytest.mark.real_data
@pytest.mark.parametrize("move", [False, True])
def test_cells_of_a_grid_know_nothing_of_streets(make_district, chengdu, move):
    streets, places, _, _ = chengdu
    x, y = shifted(*places["cells"]) if move else places["cells"]
    district = make_district(streets=streets, **points(x, y, "residents", population=1))
    assert fits(district) == {("residents", None): Fit.CANNOT_TELL}


@pytest.mark.real_data
@pytest.mark.parametrize(("move", "fit"), [(True, Fit.SHIFTED), (False, Fit.FITS)])
def test_borders_of_chengdu_districts_follow_streets(make_district, chengdu, real_data, move, fit):
    name = "districts_gcj02" if move else "districts_wgs84"
    areas = gpd.read_file(real_data / f"admin_districts/{name}.geojson")
    central = areas.loc[areas["adcode"].astype(str).str.startswith("5101")].to_crs("EPSG:4544")
    rows = [
        {"id": f"a{i}", "level": "district", "geometry": g} for i, g in enumerate(central.geometry)
    ]
    assert fits(make_district(streets=chengdu[0], areas=rows)) == {("areas", None): fit}
