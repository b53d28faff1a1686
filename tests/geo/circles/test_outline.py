"""Outlines of a distance field: near the truth, valid, nested, the same however they are tiled."""

from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from support.tiny_circles import as_lines

from data.errors import DistrictError
from geo.circles.outline import CELL_M, outlines

WIDE_M = 25.0
DECIMETRES = st.integers(-4000, 4000)
PIECE = st.tuples(*[DECIMETRES] * 4).map(lambda ends: tuple(end / 10 for end in ends))
PIECES = st.lists(PIECE, min_size=1, max_size=12).map(np.array)


def test_round_a_street_lies_a_band_with_round_ends():
    (area,) = outlines([np.array([[3.0, 2.0, 203.0, 2.0]])], WIDE_M)
    assert area.area == pytest.approx(50 * 200 + np.pi * 25**2, rel=0.005)
    assert area.bounds == pytest.approx((-22, -23, 228, 27), abs=0.5)


def test_a_block_in_the_middle_stays_a_hole_and_a_yard_in_it_an_island():
    corners = np.array([(0, 0), (300, 0), (300, 300), (0, 300), (0, 0)], dtype=float)
    ring = np.column_stack([corners[:-1], corners[1:]])
    (area,) = outlines([np.vstack([ring, [[150, 150, 150, 150]]])], WIDE_M)
    assert [len(part.interiors) for part in area.geoms] == [1, 0]
    assert area.covers(shapely.Point(150, 150))
    assert not area.covers(shapely.Point(150, 100))


def test_without_pieces_there_is_no_area():
    assert [area.is_empty for area in outlines([np.empty((0, 4))] * 2, WIDE_M)] == [True, True]


@settings(max_examples=25, deadline=None)
@given(PIECES)
def test_a_point_is_inside_if_it_is_near_enough(pieces):
    (area,) = outlines([pieces], WIDE_M)
    points = shapely.points(np.random.default_rng(3).uniform(-440, 440, (300, 2)))
    away = shapely.distance(points, as_lines(pieces))
    assert shapely.covers(area, points[away < WIDE_M - CELL_M / 2]).all()
    assert not shapely.intersects(area, points[away > WIDE_M + CELL_M / 2]).any()


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES, min_size=3, max_size=3))
def test_more_pieces_cover_fewer(given_pieces):
    layers = [np.vstack(given_pieces[: count + 1]) for count in range(3)]
    areas = outlines(layers, WIDE_M)
    assert shapely.is_valid(areas).all()
    for narrow, wide in pairwise(areas):
        assert wide.covers(narrow)
        assert shapely.difference(narrow, wide).area < 1e-6


@settings(max_examples=25, deadline=None)
@given(st.lists(PIECES, min_size=2, max_size=2), st.sampled_from([16, 48, 64]))
def test_tiles_leave_no_trace(given_pieces, tile_cells):
    layers = [given_pieces[0], np.vstack(given_pieces)]
    whole = outlines(layers, WIDE_M, tile_cells=2048)
    tiled = outlines(layers, WIDE_M, tile_cells=tile_cells)
    for one, other in zip(whole, tiled, strict=True):
        assert shapely.normalize(one).wkb == shapely.normalize(other).wkb


@settings(max_examples=25, deadline=None)
@given(PIECES)
def test_an_outline_does_not_hang_on_order_or_on_what_lies_far_away(pieces):
    far = np.array([[3007.0, -2011.0, 3020.0, -2000.0]])
    (one,), (other,) = (
        outlines([pieces], WIDE_M),
        outlines([np.vstack([far, pieces[::-1]])], WIDE_M),
    )
    left = shapely.MultiPolygon([part for part in other.geoms if part.bounds[0] < 2000])
    assert shapely.normalize(one).wkb == shapely.normalize(left).wkb


def test_a_finer_grid_comes_nearer():
    pieces = np.array([[0.0, 0.0, 120.0, 70.0]])
    exact = as_lines(pieces).buffer(WIDE_M, quad_segs=64)
    miss = [
        shapely.symmetric_difference(outlines([pieces], WIDE_M, cell_m=cell)[0], exact).area
        for cell in (10.0, 5.0, 2.5)
    ]
    assert miss == sorted(miss, reverse=True)


def test_a_piece_across_a_continent_is_refused():
    with pytest.raises(DistrictError, match="too long"):
        outlines([np.array([[0.0, 0.0, 1e6, 1e6]])], WIDE_M)
