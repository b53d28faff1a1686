"""Streets reached within a limit are cut exactly where the walk ends."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from support.random_streets import seeds_on, street_networks
from support.tiny_circles import (
    as_lines,
    line,
    network_of,
    seeds_at,
    slow_costs,
    slow_pieces,
    slow_spans,
)

from geo.circles.pieces import reached_pieces

STRAIGHT = line("1", "a", "b", [(0, 0), (1000, 0)])


def reached(network, seeds, limit_m):
    found = reached_pieces(network, seeds, slow_costs(network, seeds), int(limit_m * 1000))
    return found.tolist()


def test_a_street_is_cut_in_the_middle():
    assert reached(network_of(STRAIGHT), seeds_at((0, 0, 0)), 300) == [[0, 0, 300, 0]]


def test_a_walk_that_begins_on_a_street_goes_both_ways():
    assert reached(network_of(STRAIGHT), seeds_at((0, 500_000, 0)), 300) == [[200, 0, 800, 0]]


def test_the_way_to_the_street_is_charged():
    found = reached(network_of(STRAIGHT), seeds_at((0, 500_000, 100_000)), 300)
    assert found == [pytest.approx([300, 0, 700, 0])]


def test_what_remains_between_two_ends_is_left_out():
    found = reached(network_of(STRAIGHT), seeds_at((0, 0, 0), (0, 1_000_000, 0)), 300)
    assert found == [[0, 0, 300, 0], pytest.approx([700, 0, 1000, 0])]


def test_walks_that_meet_leave_one_piece():
    found = reached(network_of(STRAIGHT), seeds_at((0, 0, 0), (0, 500_000, 0)), 250)
    assert found == [[0, 0, 750, 0]]


def test_exactly_enough_reaches_the_whole_street():
    assert reached(network_of(STRAIGHT), seeds_at((0, 0, 0)), 1000) == [[0, 0, 1000, 0]]


def test_a_walk_that_ends_where_it_begins_is_a_point():
    found = reached(network_of(STRAIGHT), seeds_at((0, 500_000, 300_000)), 300)
    assert found == [[500, 0, 500, 0]]


def test_a_walk_too_dear_to_begin_reaches_nothing():
    assert reached(network_of(STRAIGHT), seeds_at((0, 500_000, 300_001)), 300) == []


def test_a_bent_street_is_cut_at_its_fraction_of_the_length():
    bent = line("1", "a", "b", [(0, 0), (100, 0), (100, 100)], length_m=400)
    found = reached(network_of(bent), seeds_at((0, 0, 0)), 300)
    assert found == [[0, 0, 100, 0], [100, 0, 100, 50]]


def test_a_street_without_length_is_reached_whole():
    stairs = line("2", "b", "c", [(1000, 0), (1000, 5)], length_m=0)
    found = reached(network_of(STRAIGHT, stairs), seeds_at((0, 1_000_000, 0)), 0)
    assert [1000, 0, 1000, 5] in found


@settings(max_examples=25, deadline=None)
@given(street_networks().flatmap(seeds_on))
def test_pieces_agree_with_shapely(drawn):
    network, seeds, limit_mm = drawn
    pieces = reached_pieces(network, seeds, slow_costs(network, seeds), limit_mm)
    ours, slow = as_lines(pieces), shapely.union_all(slow_pieces(network, seeds, limit_mm))
    assert ours.is_empty == slow.is_empty
    if not slow.is_empty:
        assert shapely.hausdorff_distance(ours, slow, densify=0.1) < 1e-5


@settings(max_examples=25, deadline=None)
@given(street_networks(shortest=0.5).flatmap(seeds_on))
def test_no_millimetre_is_drawn_twice(drawn):
    network, seeds, limit_mm = drawn
    walked_mm = [set() for _ in network.u]
    for edge, begin, end in slow_spans(network, seeds, limit_mm):
        walked_mm[edge].update(range(begin, end))
    share = [len(mm) / max(int(network.length_mm[e]), 1) for e, mm in enumerate(walked_mm)]
    length_m = shapely.length(network.lines(np.arange(len(network.u)))) @ np.array(share)
    assert _length_m(network, seeds, limit_mm) == pytest.approx(length_m, abs=1e-6)


def _length_m(network, seeds, limit_mm):
    pieces = reached_pieces(network, seeds, slow_costs(network, seeds), limit_mm)
    return np.hypot(*(pieces[:, 2:] - pieces[:, :2]).T).sum()


def test_a_network_that_cannot_be_written_is_read():
    network, seeds = network_of(STRAIGHT), seeds_at((0, 0, 0))
    for values in (network.xy, network.first_xy, network.u, network.v, network.length_mm):
        values.setflags(write=False)
    assert len(reached(network, seeds, 10)) == 1
