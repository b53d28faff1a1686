"""The streets: a planar network, barriers with few crossings, cut ends, an extent with gaps."""

import networkx as nx
import numpy as np
import pytest
import shapely


@pytest.fixture(scope="module")
def streets(demo):
    return demo.features("streets")


@pytest.fixture(scope="module")
def walkable(streets):
    return streets[streets["foot"].fillna(True)]


def test_there_are_as_many_streets_as_such_a_district_has(streets):
    assert 13_000 < len(streets) < 25_000


def test_lengths_are_those_of_the_lines_in_whole_millimetres(streets):
    lengths = streets["length_m"].to_numpy(dtype=float)
    measured = streets.geometry.length.to_numpy()
    assert (lengths >= measured - 1e-9).all()
    assert (lengths - measured < 0.0011).all()
    assert np.abs(lengths * 1000 - np.round(lengths * 1000)).max() < 1e-6


def test_a_node_is_one_place(streets):
    lines = streets.geometry.to_numpy()
    places = {}
    for nodes, end in ((streets["u"], 0), (streets["v"], -1)):
        for node, point in zip(nodes, shapely.get_point(lines, end), strict=True):
            assert places.setdefault(node, (point.x, point.y)) == (point.x, point.y)
    assert len(set(places.values())) == len(places)


def test_streets_meet_at_nodes_only_save_over_and_under_one_another(streets):
    lines = streets.geometry.to_numpy()
    ends = streets[["u", "v"]].to_numpy()
    structure = (streets["bridge"] | streets["tunnel"]).to_numpy(dtype=bool)
    a, b = shapely.STRtree(lines).query(lines, predicate="intersects")
    a, b = a[a < b], b[a < b]
    joined = (ends[a][:, :, None] == ends[b][:, None, :]).any(axis=(1, 2))
    assert structure[a[~joined]].sum() + structure[b[~joined]].sum() > 50
    assert (structure[a[~joined]] | structure[b[~joined]]).all()
    meeting = shapely.intersection(lines[a[joined]], lines[b[joined]])
    assert (shapely.length(meeting) == 0).all()


def test_what_crosses_without_a_junction_differs_in_level(streets):
    lines, level = streets.geometry.to_numpy(), streets["level"].to_numpy(dtype=int)
    a, b = shapely.STRtree(lines).query(lines, predicate="crosses")
    assert len(a) > 0
    assert (level[a] != level[b]).all()


def test_nearly_all_that_is_walked_hangs_together(walkable):
    network = nx.Graph(list(zip(walkable["u"], walkable["v"], strict=True)))
    largest = max(nx.connected_components(network), key=len)
    assert len(largest) > 0.995 * len(network)


def test_expressways_are_not_walked(streets):
    fast = streets["highway"].isin(["motorway", "trunk"])
    assert fast.any()
    assert streets.loc[fast, "foot"].eq(False).all()


def test_some_crossings_have_steps_and_some_have_not(streets):
    crossings = streets[streets["bridge"] | streets["tunnel"]]
    on_foot = crossings[crossings["highway"].isin(["steps", "footway"])]
    assert set(on_foot["steps"]) == {True, False}


def test_streets_go_on_beyond_what_is_kept(demo, streets):
    boundary = demo.features("areas").set_index("level").geometry["district"]
    cut = [
        shapely.get_point(line, end)
        for column, end in (("u_cut", 0), ("v_cut", -1))
        for line in streets.loc[streets[column], "geometry"]
    ]
    assert len(cut) > 200
    assert shapely.distance(boundary, cut).min() > 1500


def test_streets_are_complete_round_the_district_but_for_gaps_at_its_edge(demo):
    boundary = demo.features("areas").set_index("level").geometry["district"]
    extent = demo.features("street_extent").geometry.iloc[0]
    missing = boundary.difference(extent).area / boundary.area
    assert 0.002 < missing < 0.05
    assert boundary.buffer(1499).difference(extent).area < 0.1 * boundary.area
    assert demo.declaration("streets").extent.equals(extent)
