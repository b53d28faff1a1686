"""Streets become chains between junctions, and no millimetre is lost on the way."""

import numpy as np
import pytest
from hypothesis import given
from support.slow_streets import network, networks
from support.sweeps import examples

from data.errors import DistrictError
from geo.streets.contraction import contract

LAWS = examples(60)


def chains(*streets):
    """The chains as (junction, junction, length), by the names of the corners."""
    names = list(dict.fromkeys(corner for street in streets for corner in street[:2]))
    graph = network(*streets).junctions
    rows = zip(graph.node[graph.chain_u], graph.node[graph.chain_v], graph.chain_mm, strict=True)
    return sorted((*sorted((names[u], names[v])), int(length)) for u, v, length in rows)


def test_streets_in_a_row_are_one_chain():
    assert chains(("a", "b", 5), ("c", "b", 7), ("c", "d", 9)) == [("a", "d", 21)]


def test_where_three_streets_meet_chains_end():
    streets = ("a", "x", 5), ("x", "b", 6), ("x", "c", 7), ("c", "d", 8)
    assert chains(*streets) == [("a", "x", 5), ("b", "x", 6), ("d", "x", 15)]


def test_a_single_street_is_a_chain():
    assert chains(("a", "b", 5)) == [("a", "b", 5)]


def test_parallel_streets_between_two_corners_are_a_ring_round_one_of_them():
    assert chains(("a", "b", 5), ("a", "b", 7)) == [("a", "a", 12)]


def test_a_ring_by_itself_has_one_junction():
    assert chains(("a", "b", 1), ("c", "b", 2), ("c", "a", 3)) == [("a", "a", 6)]


def test_a_loop_is_a_chain_whether_it_hangs_on_a_street_or_not():
    assert chains(("a", "a", 4)) == [("a", "a", 4)]
    assert chains(("a", "a", 4), ("a", "b", 1)) == [("a", "a", 4), ("a", "b", 1)]


def test_a_lollipop_ends_where_its_stick_does():
    streets = ("a", "b", 1), ("b", "c", 2), ("c", "d", 3), ("d", "b", 4)
    assert chains(*streets) == [("a", "b", 1), ("b", "b", 9)]


def test_of_parallel_chains_the_shortest_is_walked_and_all_are_kept():
    streets = ("a", "b", 9), ("a", "c", 2), ("c", "b", 3), ("a", "d", 1), ("b", "e", 1)
    graph = network(*streets).junctions
    assert sorted(graph.chain_mm) == [1, 1, 5, 9]
    assert sorted(graph.step_mm) == [1, 1, 1, 1, 5, 5]


def test_no_streets_make_no_chains():
    nothing = np.empty(0, dtype=np.int64)
    assert len(contract(0, nothing, nothing, nothing).chain_mm) == 0


@LAWS
@given(networks())
def test_every_street_lies_on_its_chain_from_end_to_end(streets):
    graph = streets.junctions
    for edge in range(len(streets.u)):
        ends = graph.on_chain(np.full(2, edge), np.array([0, streets.length_mm[edge]]))
        assert ends[0][0] == ends[0][1]
        assert abs(ends[1][0] - ends[1][1]) == streets.length_mm[edge]
        assert (ends[1] >= 0).all() and (ends[1] <= graph.chain_mm[ends[0]]).all()
    lengths = np.bincount(graph.edge_chain, streets.length_mm, len(graph.chain_mm))
    assert (lengths == graph.chain_mm).all()


@LAWS
@given(networks())
def test_every_corner_lies_where_its_streets_end(streets):
    graph = streets.junctions
    for edge, node, at_mm in [
        *((e, n, 0) for e, n in enumerate(streets.u)),
        *((e, n, streets.length_mm[e]) for e, n in enumerate(streets.v)),
    ]:
        chain, along_mm = graph.on_chain(np.array([edge]), np.array([at_mm]))
        if graph.node_junction[node] < 0:
            assert (chain[0], along_mm[0]) == (graph.node_chain[node], graph.node_at_mm[node])
        else:
            ends = {0: graph.chain_u[chain[0]], graph.chain_mm[chain[0]]: graph.chain_v[chain[0]]}
            either = {graph.chain_u[chain[0]], graph.chain_v[chain[0]]}
            assert along_mm[0] in ends and graph.node_junction[node] in either


@LAWS
@given(networks())
def test_only_where_exactly_two_streets_meet_is_there_no_junction(streets):
    degree = np.bincount([*streets.u, *streets.v], minlength=streets.node_count)
    inner = streets.junctions.node_junction < 0
    assert (degree[inner] == 2).all()
    assert (streets.junctions.node == np.flatnonzero(~inner)).all()


@pytest.mark.parametrize(
    "lengths", [(2**31,), (2**30, 2**30)], ids=["one street", "a chain of two"]
)
def test_what_is_longer_than_can_be_counted_is_refused(lengths):
    streets = [(n, n + 1, length) for n, length in enumerate(lengths)]
    with pytest.raises(DistrictError, match="too long for exact sums"):
        network(*streets)
