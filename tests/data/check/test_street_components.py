"""Streets hang together where they share a node, and only for people on foot."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point

from data.check.street_components import component_labels, nearest_streets, walkable_streets

EDGES = st.lists(st.tuples(st.integers(0, 15), st.integers(0, 15)), min_size=1, max_size=25)


@given(EDGES)
def test_components_agree_with_networkx(edges):
    u, v = np.array(edges).T
    label = component_labels(u, v)
    for component in nx.connected_components(nx.Graph(edges)):
        assert {int(label[node]) for node in component} == {min(component)}


def test_a_long_chain_is_one_component():
    nodes = np.random.default_rng(1).permutation(20_000)
    assert set(component_labels(nodes[:-1], nodes[1:]).tolist()) == {0}


def test_streets_that_merely_cross_do_not_hang_together(make_district, street):
    crossing = [street("s1", (0, 50), (100, 50)), street("s2", (50, 0), (50, 100))]
    assert walkable_streets(make_district(streets=crossing)).component.tolist() == [0, 1]


def test_streets_closed_to_walkers_join_nothing(make_district, street):
    chain = [
        street("s1", (0, 0), (10, 0), foot=None),
        street("s2", (10, 0), (20, 0), foot=False),
        street("s3", (20, 0), (30, 0), foot=True),
    ]
    streets = walkable_streets(make_district(streets=chain))
    assert list(streets.ids) == ["s1", "s3"]
    assert streets.component.tolist() == [0, 1]


@pytest.mark.parametrize(("y", "snaps"), [(250, True), (250.001, False)])
def test_250_metres_are_within_reach_of_a_street(make_district, street, y, snaps):
    streets = walkable_streets(make_district(streets=[street("s1", (0, 0), (100, 0))]))
    near = nearest_streets(streets, np.array([Point(50, y)]))
    assert (near.street[0] == 0) == snaps
    assert np.isfinite(near.distance_m[0]) == snaps


def test_of_equally_near_streets_the_smallest_id_counts(make_district, street):
    pair = [street("s2", (0, 10), (100, 10)), street("s1", (0, -10), (100, -10))]
    streets = walkable_streets(make_district(streets=pair))
    assert streets.ids[nearest_streets(streets, np.array([Point(50, 0)])).street[0]] == "s1"


def test_where_nobody_may_walk_there_are_no_components(make_district, street):
    closed = [street("s1", (0, 0), (100, 0), foot=False)]
    assert len(walkable_streets(make_district(streets=closed)).component) == 0


@pytest.mark.parametrize("streets", [{}, {"streets": []}])
def test_without_streets_nothing_is_near(make_district, streets):
    walkable = walkable_streets(make_district(**streets))
    assert nearest_streets(walkable, np.array([Point(0, 0)])).street.tolist() == [-1]
