"""What is encoded comes back: to 0.1 m, and lines to the 2 m they were simplified by."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import CRS, Transformer

from maps.encoding import (
    SIMPLIFY_M,
    encoded_lines,
    encoded_points,
    encoded_polygons,
    lon_lat_bounds,
    wgs84_from,
)

METRIC = CRS.from_epsg(4544)
TO_WGS84 = wgs84_from(METRIC)
TO_METRIC = Transformer.from_crs(4326, METRIC, always_xy=True)
near_chengdu = st.tuples(st.floats(390_000, 420_000), st.floats(3_380_000, 3_410_000))


def decoded(nested):
    """The scripts' decoder, once more: a running sum over all numbers in order."""
    lon = lat = 0
    found = []

    def walk(part):
        nonlocal lon, lat
        if part and isinstance(part[0], int):
            for dx, dy in zip(part[::2], part[1::2], strict=True):
                lon, lat = lon + dx, lat + dy
                found.append((lon / 1e6, lat / 1e6))
        else:
            for inner in part:
                walk(inner)

    walk(nested)
    return np.column_stack(TO_METRIC.transform(*np.array(found).T))


@settings(deadline=None)  # shapes and projections have a slow first call
@given(st.lists(near_chengdu, min_size=1, max_size=20))
def test_points_come_back_to_a_decimetre(points):
    x, y = np.array(points).T
    back = decoded(encoded_points(x, y, TO_WGS84))
    assert np.abs(back - np.column_stack([x, y])).max() < 0.1


@settings(deadline=None)
@given(st.lists(near_chengdu, min_size=2, max_size=20, unique=True))
def test_a_line_comes_back_within_its_simplification(points):
    line = shapely.LineString(points)
    back = shapely.LineString(decoded(encoded_lines(np.array([line]), TO_WGS84)))
    assert shapely.hausdorff_distance(line, back) < SIMPLIFY_M + 0.1


def test_parts_rings_and_holes_keep_their_places():
    hole = shapely.box(10, 10, 20, 20)
    first = shapely.box(0, 0, 100, 100).difference(hole)
    shapes = [shapely.MultiPolygon([first, shapely.box(200, 0, 300, 100)]), shapely.Polygon()]
    moved = shapely.transform(shapes, lambda xy: xy + np.array([404_000, 3_396_000]))
    encoded = encoded_polygons(list(moved), TO_WGS84)
    assert [[len(part) for part in shape] for shape in encoded] == [[2, 1], []]


def test_nothing_is_encoded_as_nothing():
    assert encoded_lines(np.array([], dtype=object), TO_WGS84) == []
    assert encoded_polygons([], TO_WGS84) == []


def test_bounds_are_longitude_before_latitude():
    bounds = lon_lat_bounds(np.array([404_000.0, 3_396_000.0, 405_000.0, 3_397_000.0]), TO_WGS84)
    assert bounds == pytest.approx((103.995, 30.68, 104.006, 30.69), abs=0.02)
