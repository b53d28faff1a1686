"""Searches over contracted streets find what a slow search over every position finds."""

from dataclasses import fields, is_dataclass, replace

import numpy as np
import pytest
from hypothesis import given
from support.slow_streets import network, searches, seeds, slow_costs
from support.sweeps import examples

from data.errors import DistrictError
from geo.streets import reached
from geo.streets.reached import reach_positions
from geo.streets.search import UNREACHED, nearest, nearest_nodes, node_keys
from geo.streets.targets import attach, attach_nodes
from geo.streets.tree import node_tree, steps

LAWS = examples(60)


def columns(positions):
    """Positions as two arrays: streets and offsets."""
    return tuple(np.array(positions, dtype=np.int64).reshape(-1, 2).T)


def pairs(found):
    return list(zip(found.source, found.target, found.cost_mm, strict=True))


def slow_pairs(streets, begin, places, limit_mm):
    """What each source reaches of `places`: corners, or positions."""
    positions = [place for place in places if isinstance(place, tuple)]
    return [
        (source, target, costs[place])
        for source, costs in enumerate(slow_costs(streets, begin, positions))
        for target, place in enumerate(places)
        if costs.get(place, limit_mm + 1) <= limit_mm
    ]


def slow_nearest(streets, begin, places, limit_mm):
    """Cost and source of the cheapest walk to each place; of equal ones the smaller source."""
    best = dict.fromkeys(range(len(places)), (UNREACHED, -1))
    for source, target, cost in sorted(
        slow_pairs(streets, begin, places, limit_mm), key=lambda pair: pair[::-1]
    ):
        best[target] = min(best[target], (cost, source))
    return list(best.values())


@LAWS
@given(searches())
def test_each_source_reaches_the_positions_within_the_limit(search):
    streets, begin, positions, limit_mm = search
    found = reach_positions(streets, begin, attach(streets, *columns(positions)), limit_mm)
    assert pairs(found) == slow_pairs(streets, begin, positions, limit_mm)


@LAWS
@given(searches())
def test_each_source_reaches_the_corners_within_the_limit(search):
    streets, begin, _, limit_mm = search
    found = reach_positions(streets, begin, attach_nodes(streets), limit_mm)
    assert pairs(found) == slow_pairs(streets, begin, range(streets.node_count), limit_mm)


@LAWS
@given(searches())
def test_one_sweep_finds_the_nearest_source_of_positions(search):
    streets, begin, positions, limit_mm = search
    for limit, slow_limit in ((limit_mm, limit_mm), (None, UNREACHED)):
        found = nearest(streets, begin, *columns(positions), limit)
        expected = slow_nearest(streets, begin, positions, slow_limit)
        assert list(zip(found.cost_mm, found.rank, strict=True)) == expected


@LAWS
@given(searches())
def test_one_sweep_finds_the_nearest_source_of_corners(search):
    streets, begin, _, limit_mm = search
    for limit, slow_limit in ((limit_mm, limit_mm), (None, UNREACHED)):
        found = nearest_nodes(streets, begin, limit)
        expected = slow_nearest(streets, begin, range(streets.node_count), slow_limit)
        assert list(zip(found.cost_mm, found.rank, strict=True)) == expected


@LAWS
@given(searches())
def test_the_tree_of_walks_has_the_same_costs(search):
    streets, begin, _, _ = search
    if len(begin.edge):
        assert (node_tree(steps(streets), begin)[0] == node_keys(streets, begin, None)).all()


def test_a_walk_of_exactly_the_limit_counts_and_a_millimetre_more_does_not():
    streets, begin = network(("a", "b", 100), ("b", "c", 100)), seeds((0, 40, 7, 0))
    there = attach(streets, *columns([(1, 30)]))
    assert pairs(reach_positions(streets, begin, there, 97)) == [(0, 0, 97)]
    assert pairs(reach_positions(streets, begin, there, 96)) == []


def test_along_one_chain_no_junction_is_passed():
    streets, begin = network(("a", "b", 100), ("b", "c", 100)), seeds((0, 90, 0, 0))
    assert nearest(streets, begin, *columns([(1, 10)]), 20).cost_mm.tolist() == [20]


def test_of_equally_near_sources_the_smaller_wins():
    streets = network(("a", "b", 10), ("b", "c", 10), ("b", "d", 5))
    begin = seeds((1, 10, 0, 0), (0, 0, 0, 1), (0, 0, 1, 2))
    assert nearest_nodes(streets, begin, None).rank.tolist() == [1, 0, 0, 0]


def crossroads(side):
    """A square of `side` times `side` corners, every street a little longer than the last."""
    across = [((x, y), (x + 1, y)) for y in range(side) for x in range(side - 1)]
    along = [((x, y), (x, y + 1)) for y in range(side - 1) for x in range(side)]
    return network(*((u, v, 900 + n) for n, (u, v) in enumerate(across + along)))


def everywhere(streets, step=1):
    edges = range(0, len(streets.u), step)
    return seeds(*((edge, 13, 5, source) for source, edge in enumerate(edges)))


def test_threads_do_not_change_a_byte():
    streets = crossroads(9)
    alone, *together = (
        reach_positions(streets, everywhere(streets), attach_nodes(streets), 6000, threads)
        for threads in (1, 2, 3, 7)
    )
    assert len(alone.source) > 1000
    for shared in together:
        for name in ("source", "target", "cost_mm"):
            one, other = getattr(alone, name), getattr(shared, name)
            assert one.dtype == other.dtype and one.tobytes() == other.tobytes()


@pytest.mark.parametrize("threads", [1, 3])
def test_more_than_there_is_room_for_is_found_all_the_same(monkeypatch, threads):
    streets = crossroads(9)
    given_ = streets, everywhere(streets), attach_nodes(streets), 6000, threads
    expected = pairs(reach_positions(*given_))
    monkeypatch.setattr(reached, "_ROOM_A_SOURCE", 1)
    assert pairs(reach_positions(*given_)) == expected


def test_the_order_of_seeds_does_not_matter():
    streets = crossroads(5)
    begin = everywhere(streets)
    turned = replace(begin, **{f.name: getattr(begin, f.name)[::-1] for f in fields(begin)[:4]})
    for search in (
        lambda s: pairs(reach_positions(streets, s, attach_nodes(streets), 3000)),
        lambda s: node_keys(streets, s, None).tolist(),
    ):
        assert search(begin) == search(turned)


def frozen(record, folder):
    """The same record with arrays that are mapped from files, read-only."""
    changed = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if is_dataclass(value):
            changed[field.name] = frozen(value, folder)
        elif isinstance(value, np.ndarray) and value.dtype != object:
            file = folder / f"{type(record).__name__}-{field.name}.npy"
            np.save(file, value)
            changed[field.name] = np.load(file, mmap_mode="r")
    return replace(record, **changed)


def test_streets_mapped_from_a_file_give_the_same_answers(tmp_path):
    streets = crossroads(5)
    mapped = frozen(streets, tmp_path)
    begin = frozen(everywhere(streets), tmp_path)
    found = pairs(reach_positions(mapped, begin, frozen(attach_nodes(mapped), tmp_path), 3000))
    assert found == pairs(reach_positions(streets, begin, attach_nodes(streets), 3000))
    assert (node_keys(mapped, begin, None) == node_keys(streets, begin, None)).all()


def test_without_sources_or_targets_there_is_nothing():
    streets = network(("a", "b", 10))
    nobody = seeds(sources=0)
    assert pairs(reach_positions(streets, nobody, attach_nodes(streets), 100)) == []
    nowhere = attach(streets, *columns([]))
    assert pairs(reach_positions(streets, seeds((0, 5, 0, 0)), nowhere, 100)) == []
    assert nearest_nodes(streets, nobody, None).rank.tolist() == [-1, -1]


def test_sources_beyond_the_limit_reach_nothing():
    streets = network(("a", "b", 10))
    far = seeds((0, 5, 11, 0), (0, 5, UNREACHED, 1))
    assert pairs(reach_positions(streets, far, attach_nodes(streets), 10)) == []
    assert nearest_nodes(streets, far, 10).cost_mm.tolist() == [UNREACHED, UNREACHED]


def test_hundreds_of_targets_come_in_their_order():
    streets = network(("a", "b", 1000))
    offsets = np.random.default_rng(15).permutation(1000)
    targets = attach(streets, np.zeros(1000, dtype=np.int64), offsets)
    found = reach_positions(streets, seeds((0, 0, 0, 0)), targets, 699)
    near = np.flatnonzero(offsets < 700)
    assert found.target.tolist() == near.tolist()
    assert found.cost_mm.tolist() == offsets[near].tolist()


def test_what_cannot_be_counted_exactly_is_refused():
    streets, begin = network(("a", "b", 10)), seeds((0, 5, 2**60, 2**20 - 1))
    with pytest.raises(DistrictError, match="too long for exact sums"):
        nearest_nodes(streets, begin, None)
    with pytest.raises(DistrictError, match="too long for exact sums"):
        reach_positions(streets, begin, attach_nodes(streets), 2**61)
