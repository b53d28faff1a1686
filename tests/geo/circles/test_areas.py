"""Areas reached from one search: near the exact buffers, nested, empty where nothing is reached."""

from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from support.random_streets import seeds_on, street_networks
from support.tiny_circles import line, network_of, seeds_at, slow_pieces

from data.demo import demo_district
from geo.circles.areas import HALF_WIDTH_M, reached_areas
from geo.streets.network import walk_network

STRAIGHT = network_of(line("1", "a", "b", [(0, 0), (1000, 0)]))


@pytest.fixture(scope="module")
def town():
    return walk_network(demo_district().features("streets"), takes_steps=True)


def overlap(one, other):
    return shapely.intersection(one, other).area / shapely.union(one, other).area


def test_exact_areas_are_buffers_of_sixteen_segments_a_quarter():
    (area,) = reached_areas(STRAIGHT, seeds_at((0, 500_000, 0)), (300_000,), exact=True)
    buffer = shapely.LineString([(200, 0), (800, 0)]).buffer(HALF_WIDTH_M, quad_segs=16)
    assert shapely.equals(area, buffer)


def test_a_point_reached_is_a_disc():
    for exact in (False, True):
        (area,) = reached_areas(STRAIGHT, seeds_at((0, 500_000, 9)), (9,), exact=exact)
        assert area.area == pytest.approx(np.pi * HALF_WIDTH_M**2, rel=0.02)


@pytest.mark.parametrize("exact", [False, True])
def test_limits_too_short_to_begin_are_empty(exact):
    areas = reached_areas(STRAIGHT, seeds_at((0, 0, 5000)), (1000, 9000), exact=exact)
    assert [area.is_empty for area in areas] == [True, False]
    assert {area.geom_type for area in areas} == {"MultiPolygon"}


def test_without_seeds_or_limits_there_is_nothing():
    assert reached_areas(STRAIGHT, seeds_at(), (1000,))[0].is_empty
    assert reached_areas(STRAIGHT, seeds_at((0, 0, 0)), ()) == ()


@settings(max_examples=20, deadline=None)
@given(street_networks().flatmap(seeds_on))
def test_exact_areas_agree_with_buffers_of_shapely_cuts(drawn):
    network, seeds, limit_mm = drawn
    (area,) = reached_areas(network, seeds, (limit_mm,), exact=True)
    pieces = [piece.buffer(HALF_WIDTH_M, quad_segs=64) for piece in slow_pieces(*drawn)]
    assert area.area == pytest.approx(shapely.union_all(pieces).area, rel=0.002)


@pytest.mark.parametrize("exact", [False, True])
@settings(max_examples=20, deadline=None)
@given(drawn=street_networks().flatmap(seeds_on))
def test_areas_are_valid_and_nest(exact, drawn):
    network, seeds, limit_mm = drawn
    areas = reached_areas(network, seeds, (limit_mm // 3, limit_mm // 2, limit_mm), exact=exact)
    assert shapely.is_valid(areas).all()
    for narrow, wide in pairwise(areas):
        assert shapely.difference(narrow, wide).area < 1e-6
        assert narrow.is_empty or wide.buffer(1e-6).covers(narrow)


@pytest.mark.parametrize("edge", [100, 5000, 9000, 14000])
def test_in_the_demo_district_areas_are_near_the_exact_ones(town, edge):
    seeds = seeds_at((edge, int(town.length_mm[edge]) // 3, 20_000))
    limits_mm = (360_000, 720_000, 1_080_000)
    for area, exact in zip(
        reached_areas(town, seeds, limits_mm),
        reached_areas(town, seeds, limits_mm, exact=True),
        strict=True,
    ):
        assert overlap(area, exact) >= 0.995


def test_in_the_demo_district_many_areas_are_valid_and_truly_nest(town):
    edges = range(0, len(town.u), 400)
    seeds = seeds_at(*((edge, 0, 0) for edge in edges))
    areas = reached_areas(town, seeds, (360_000, 720_000, 1_080_000))
    assert shapely.is_valid(areas).all()
    assert all(wide.covers(narrow) for narrow, wide in pairwise(areas))
