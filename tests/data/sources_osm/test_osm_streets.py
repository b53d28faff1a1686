"""Streets of a hand-drawn OSM file: pieces, junctions, levels, gaps."""

import itertools

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

CROSS = {1: (0, 1), 2: (1, 1), 3: (2, 1), 4: (1, 0), 5: (1, 2)}
RING = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1)}


def ends(table):
    return sorted(zip(table.frame["u"], table.frame["v"], strict=True))


def components(table):
    graph = nx.MultiGraph(list(zip(table.frame["u"], table.frame["v"], strict=True)))
    return nx.number_connected_components(graph)


def test_a_shared_node_in_the_middle_splits_both_ways(streets):
    table = streets(CROSS, {1: ([1, 2, 3], "highway=footway"), 2: ([4, 2, 5], "highway=path")})
    assert list(table.frame["id"]) == ["w1-0", "w1-1", "w2-0", "w2-1"]
    assert ends(table) == [("n1", "n2"), ("n2", "n3"), ("n2", "n5"), ("n4", "n2")]


def test_a_vertex_of_one_way_alone_does_not_split(streets):
    table = streets(CROSS, {1: ([1, 2, 3], "highway=footway")})
    assert ends(table) == [("n1", "n3")]
    assert len(table.frame["geometry"].iloc[0].coords) == 3


def test_a_bridge_over_a_road_is_not_joined_to_it(streets):
    nodes = {1: (0, 1), 3: (2, 1), 4: (1, 0), 5: (1, 2)}
    table = streets(
        nodes,
        {1: ([1, 3], "highway=primary"), 2: ([4, 5], "highway=footway bridge=yes layer=1")},
    )
    assert components(table) == 2
    bridge = table.frame.set_index("id").loc["w2-0"]
    assert (bridge["bridge"], bridge["tunnel"], bridge["level"]) == (True, False, 1)


def test_columns_say_what_the_tags_say(streets):
    table = streets(
        CROSS,
        {
            1: ([1, 2], "highway=steps name=石阶 tunnel=building_passage layer=-1"),
            2: ([2, 3], "highway=motorway bridge=no layer=1;2"),
        },
    )
    steps, motorway = table.frame.iloc[0], table.frame.iloc[1]
    assert (steps["name"], steps["steps"], steps["foot"], steps["level"]) == (
        "石阶",
        True,
        True,
        -1,
    )
    assert (motorway["foot"], motorway["bridge"], motorway["steps"]) == (False, False, False)
    assert table.frame["level"].isna().tolist() == [False, True]
    assert table.crs == "EPSG:4326"
    assert list(table.frame.index) == [1, 2]


def test_foot_no_stays_on_the_map_but_is_not_walked(streets):
    table = streets(CROSS, {1: ([1, 2, 3], "highway=residential foot=no")})
    assert table.frame["foot"].tolist() == [False]


def test_a_ring_alone_is_halved_so_that_no_piece_is_a_self_loop(streets):
    table = streets(RING, {1: ([1, 2, 3, 4, 1], "highway=pedestrian area=yes")})
    assert ends(table) == [("n1", "n3"), ("n3", "n1")]


def test_a_way_that_visits_a_node_twice_splits_there(streets):
    table = streets({**RING, 5: (0, -1)}, {1: ([5, 1, 2, 3, 1], "highway=footway")})
    assert ends(table) == [("n1", "n2"), ("n2", "n1"), ("n5", "n1")]


def test_a_missing_node_cuts_the_way_on_both_sides_of_the_gap(streets):
    table = streets(CROSS, {1: ([1, 2, 99, 3, 5], "highway=footway")})
    cuts = table.frame[["u", "v", "u_cut", "v_cut"]].values.tolist()
    assert cuts == [["n1", "n2", False, True], ["n3", "n5", True, False]]


def test_a_way_that_leaves_the_file_at_once_cuts_the_walked_street_it_leaves(streets):
    ways = {1: ([1, 2], "highway=footway"), 2: ([2, 99], "highway=footway")}
    table = streets(CROSS, ways)
    assert table.frame[["u_cut", "v_cut"]].values.tolist() == [[False, True]]
    assert [(r.row, r.found) for r in table.rejects] == [("w2", "2 node references")]


def test_a_motorway_that_leaves_the_file_does_not_cut_the_path_beside_it(streets):
    ways = {1: ([1, 2], "highway=footway"), 2: ([2, 99], "highway=motorway")}
    assert not streets(CROSS, ways).frame["v_cut"].any()


@pytest.mark.parametrize("refs", [[], [1], [1, 1], [98, 99]])
def test_a_way_without_two_located_nodes_is_rejected_with_its_reason(streets, refs):
    table = streets(CROSS, {7: (refs, "highway=path")})
    assert table.frame.empty
    assert table.rejects[0].row == "w7"
    assert "located nodes" in table.rejects[0].reason.en


def test_a_node_repeated_at_once_is_no_junction(streets):
    table = streets(CROSS, {1: ([1, 2, 2, 3], "highway=path")})
    assert ends(table) == [("n1", "n3")]


def test_nodes_may_stand_after_ways_and_below_zero(drawn):
    from data.sources.osm import read_osm
    from data.sources.raw import SourceSpec

    file = drawn({-1: (0, 0), -2: (1, 0)}, {-5: ([-1, -2], "highway=path")})
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([lines[0], lines[3], *lines[1:3], lines[4]]), encoding="utf-8")
    table = read_osm(SourceSpec(file, sublayer="streets"))
    assert (table.frame["id"].item(), ends(table)) == ("w-5-0", [("n-1", "n-2")])


def test_the_outline_of_a_square_tagged_by_its_relation_is_walked(streets):
    relation = (
        '<relation id="1"><member type="way" ref="1" role="outer"/>'
        '<tag k="type" v="multipolygon"/><tag k="highway" v="pedestrian"/></relation>'
    )
    table = streets(RING, {1: ([1, 2, 3, 4, 1], "")}, [relation])
    assert table.frame["highway"].tolist() == ["pedestrian"] * 2
    assert table.frame["foot"].all()


def test_unknown_classes_are_named_in_the_notes(streets):
    table = streets(CROSS, {1: ([1, 2], "highway=footpath")})
    assert "footpath×1" in table.notes[1].en


GRID = {n: (n % 4, n // 4) for n in range(1, 13)}
WAYS = st.lists(st.lists(st.integers(1, 14), min_size=2, max_size=6), min_size=1, max_size=5)


@settings(max_examples=60, deadline=None)
@given(WAYS)
def test_pieces_connect_exactly_what_the_raw_references_connect(streets, ways):
    """Reference: a plain graph of consecutive references; 13 and 14 are not in the file."""
    table = streets(GRID, {i: (refs, "highway=path") for i, refs in enumerate(ways, 1)})
    raw = nx.Graph()
    for refs in ways:
        steps = itertools.pairwise(refs)
        raw.add_edges_from((a, b) for a, b in steps if a != b and {a, b} <= GRID.keys())
    places = {(round(104 + x / 1000, 7), round(30 + y / 1000, 7)): n for n, (x, y) in GRID.items()}
    mine = nx.Graph()
    for line in table.frame["geometry"]:
        nx.add_path(mine, [places[(round(x, 7), round(y, 7))] for x, y in line.coords])
    assert set(map(frozenset, raw.edges)) == set(map(frozenset, mine.edges))
    assert components(table) == nx.number_connected_components(raw)
    assert not (table.frame["u"] == table.frame["v"]).any()


def test_osmnx_reads_the_same_network_from_the_same_drawing(drawn):
    """Independent reference: OSMnx's own reader and simplification, through our conversion."""
    import osmnx

    from data.sources.osm import read_osm
    from data.sources.raw import SourceSpec
    from data.streets.osmnx_graph import streets_from_graph

    ways = {
        1: ([1, 2, 3], "highway=residential oneway=yes"),
        2: ([4, 2, 5], "highway=footway"),
        3: ([5, 6, 7, 5], "highway=pedestrian"),
    }
    file = drawn({**CROSS, 6: (2, 3), 7: (0, 3)}, ways)
    graph = osmnx.graph_from_xml(file, simplify=False, retain_all=True)
    graph = osmnx.simplify_graph(graph, edge_attrs_differ=["osmid"], remove_rings=False)
    theirs = streets_from_graph(graph).frame
    ours = read_osm(SourceSpec(file, sublayer="streets")).frame
    length = sum(line.length for line in ours["geometry"])
    assert sum(line.length for line in theirs["geometry"]) == pytest.approx(length)
    assert set(ours["highway"]) == set(theirs["highway"])
    assert not (theirs["u"] == theirs["v"]).any()
    assert {"n1", "n2", "n3", "n4", "n5"} <= {*theirs["u"], *theirs["v"]}
