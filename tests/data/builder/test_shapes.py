"""Shapes become flat, valid and of the type their layer holds; the rest is left for rejection."""

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from data.builder.shapes import fitted
from data.layers import Geometry

BOWTIE = "POLYGON ((0 0, 10 10, 10 0, 0 10, 0 0))"
TWO_LINES = "MULTILINESTRING ((0 0, 1 0), (5 5, 6 5))"


def fit(wanted: Geometry, *wkt: str, **options):
    return fitted(wanted, np.array([shapely.from_wkt(text) for text in wkt], object), **options)


def test_height_is_dropped():
    assert not shapely.has_z(fit(Geometry.POINT, "POINT Z (1 2 3)").shapes).any()


def test_a_bowtie_is_repaired_without_losing_its_two_halves():
    result = fit(Geometry.POLYGON, BOWTIE)
    assert result.repaired.tolist() == [True]
    assert result.shapes[0].is_valid
    assert result.shapes[0].area == 50


def test_a_sound_polygon_is_left_exactly_as_it_was():
    square = "POLYGON ((0 0, 0 1, 1 1, 1 0, 0 0))"
    result = fit(Geometry.POLYGON, square)
    assert result.shapes[0].equals_exact(shapely.from_wkt(square))
    assert not result.repaired.any()


def test_a_line_in_two_parts_becomes_two_rows():
    result = fit(Geometry.LINE, "LINESTRING (0 0, 9 9)", TWO_LINES)
    assert result.row.tolist() == [0, 1, 1]
    assert result.piece.tolist() == [1, 1, 2]
    assert result.split.tolist() == [False, True]


def test_a_line_with_given_nodes_is_not_taken_apart():
    result = fit(Geometry.LINE, TWO_LINES, split_lines=False)
    assert [shape.geom_type for shape in result.shapes] == ["MultiLineString"]


def test_a_multipoint_of_one_is_a_point_and_of_two_is_not():
    result = fit(Geometry.POINT, "MULTIPOINT ((1 2))", "MULTIPOINT ((1 2), (3 4))")
    assert [shape.geom_type for shape in result.shapes] == ["Point", "MultiPoint"]


def test_a_polygon_stands_as_a_point_on_it_only_where_asked():
    ring = "POLYGON ((0 0, 0 9, 9 9, 9 0, 0 0), (1 1, 1 8, 8 8, 8 1, 1 1))"
    asked, unasked = fit(Geometry.POINT, ring, as_point=True), fit(Geometry.POINT, ring)
    assert shapely.from_wkt(ring).intersects(asked.shapes[0])
    assert unasked.shapes[0].geom_type == "Polygon"


def test_of_a_mixed_collection_the_polygons_remain():
    mixed = "GEOMETRYCOLLECTION (POINT (5 5), POLYGON ((0 0, 0 1, 1 1, 1 0, 0 0)))"
    assert fit(Geometry.POLYGON, mixed).shapes[0].geom_type == "Polygon"


def test_nothing_and_emptiness_stay_what_they_are():
    shapes = np.array([None, shapely.Point(), shapely.Point(np.nan, 1)], dtype=object)
    result = fitted(Geometry.POINT, shapes)
    assert result.shapes[0] is None
    assert not result.repaired.any()


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=3, max_size=12))
def test_whatever_ring_is_drawn_the_result_is_valid(corners):
    ring = shapely.Polygon([*corners, corners[0]])
    result = fitted(Geometry.POLYGON, np.array([ring], dtype=object))
    assert shapely.is_valid(result.shapes).all()
    assert result.repaired[0] == (not ring.is_valid)
