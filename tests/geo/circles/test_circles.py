"""Circles are pictures: cut at the limit, nested, holes kept."""

from fractions import Fraction
from itertools import pairwise

import pytest
import shapely
from support.tiny import district, street

from geo.circles.areas import HALF_WIDTH_M
from geo.circles.drawn import circles
from geo.ground import prepare
from geo.question import ask

BANDS = tuple(map(Fraction, (5, 10, 15)))


def drawn(streets, station=(0, 0), **more):
    place = district(streets=streets, stations=[{"id": "s", "at": station, **more}], residents=[])
    return circles(prepare(place, ask()), BANDS)


def test_a_straight_street_is_cut_exactly_at_the_limit():
    area = drawn([street(("a", 0, 0), ("b", 2000, 0))])[Fraction(15)]
    assert area.bounds[2] == pytest.approx(1000 + HALF_WIDTH_M, abs=0.1)


def test_a_street_reached_in_the_middle_is_cut_on_both_sides():
    area = drawn([street(("a", -2000, 0), ("b", 2000, 0))])[Fraction(5)]
    reach_m = 1000 / 3
    assert area.bounds[0] == pytest.approx(-reach_m - HALF_WIDTH_M, abs=0.1)
    assert area.bounds[2] == pytest.approx(reach_m + HALF_WIDTH_M, abs=0.1)


def test_bands_nest_and_are_valid():
    corners = [("a", 0, 0), ("b", 300, 0), ("c", 300, 300), ("d", 0, 300), ("a", 0, 0)]
    ring = [street(u, v) for u, v in pairwise(corners)]
    areas = drawn(ring)
    assert all(shapely.is_valid(area) for area in areas.values())
    for narrow, wide in pairwise(BANDS):
        assert shapely.difference(areas[narrow], areas[wide]).area < 1e-6


def test_a_block_that_is_not_reached_stays_a_hole():
    corners = [("a", 0, 0), ("b", 200, 0), ("c", 200, 200), ("d", 0, 200), ("a", 0, 0)]
    area = drawn([street(u, v) for u, v in pairwise(corners)])[Fraction(15)]
    assert not area.covers(shapely.Point(100, 100))


def test_without_a_station_that_counts_there_is_nothing_to_draw():
    assert drawn([street(("a", 0, 0), ("b", 9, 0))], network="enterprises")[Fraction(15)].is_empty
