"""circles.geojson: RFC 7946, valid, and nested as drawn."""

import json
from fractions import Fraction
from itertools import pairwise

import pytest
import shapely
from hypothesis import given, settings
from support.random_streets import seeds_on, street_networks
from support.tiny import METRES

from api.outputs.circles_geojson import circles_geojson
from geo.circles.areas import reached_areas

HOLED = shapely.Point(0, 0).buffer(900) - shapely.Point(0, 0).buffer(100)
DRAWN = {
    Fraction(5): shapely.MultiPolygon([shapely.Point(0, 0).buffer(50)]),
    Fraction(15): shapely.MultiPolygon([HOLED, shapely.Point(3000, 0).buffer(80)]),
}


@pytest.fixture(scope="module")
def drawn():
    return json.loads(circles_geojson(DRAWN, METRES))


def test_the_widest_band_comes_first(drawn):
    assert [f["properties"] for f in drawn["features"]] == [{"minutes": 15.0}, {"minutes": 5.0}]


def test_holes_and_parts_are_kept(drawn):
    wide = shapely.geometry.shape(drawn["features"][0]["geometry"])
    assert wide.is_valid
    assert [len(part.interiors) for part in wide.geoms] == [1, 0]


def test_rings_run_by_the_right_hand_rule_and_close(drawn):
    for feature in drawn["features"]:
        for part in feature["geometry"]["coordinates"]:
            outer, *inner = (shapely.LinearRing(ring) for ring in part)
            assert outer.is_ccw and not any(ring.is_ccw for ring in inner)
            assert all(ring[0] == ring[-1] for ring in part)


def test_positions_have_seven_decimals_at_most_and_lie_in_the_box(drawn):
    west, south, east, north = drawn["bbox"]
    positions = shapely.get_coordinates(
        [shapely.geometry.shape(f["geometry"]) for f in drawn["features"]]
    )
    assert (positions == positions.round(7)).all()
    assert (positions.min(0) == (west, south)).all()
    assert (positions.max(0) == (east, north)).all()


def test_nothing_reached_is_a_feature_without_a_shape():
    empty = json.loads(circles_geojson({Fraction(5): shapely.MultiPolygon()}, METRES))
    assert ("bbox" in empty, empty["features"][0]["geometry"]) == (False, None)


def test_no_circles_are_an_empty_collection():
    assert json.loads(circles_geojson({}, METRES)) == {"type": "FeatureCollection", "features": []}


def test_parts_closer_than_a_position_can_say_are_mended():
    sliver = shapely.Polygon([(0, 0), (100, 0), (100, 100), (50, 0.0001), (0, 100)])
    (feature,) = json.loads(circles_geojson({Fraction(5): sliver}, METRES))["features"]
    assert shapely.geometry.shape(feature["geometry"]).is_valid


def test_how_far_rounding_moves_a_position_is_said(drawn):
    assert drawn["position_error_m"] == 0.01


@settings(max_examples=30, deadline=None)
@given(street_networks().flatmap(seeds_on))
def test_written_bands_nest_but_for_the_rounding_of_both(drawn):
    network, seeds, limit_mm = drawn
    limits_mm = (limit_mm // 3, limit_mm // 2, limit_mm)
    bands = zip(map(Fraction, limits_mm), reached_areas(network, seeds, limits_mm), strict=True)
    features = json.loads(circles_geojson(dict(bands), METRES))["features"]
    shapes = [shapely.geometry.shape(f["geometry"]) for f in features if f["geometry"]]
    one_unit_each = 2e-7
    for wide, narrow in pairwise(shapes):
        assert wide.buffer(one_unit_each).covers(narrow)
