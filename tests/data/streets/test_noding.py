"""Plain lines made into a network: where they meet, and where they must not."""

import geopandas as gpd
import networkx as nx
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, MultiLineString

from data.streets.noding import Join, node_lines

EAST = [(0, 10), (20, 10)]
NORTH = [(10, 0), (10, 20)]


def lines_of(*coordinates, **columns):
    shapes = [LineString(c) if isinstance(c, list) else c for c in coordinates]
    ids = [chr(ord("a") + i) for i in range(len(shapes))]
    return gpd.GeoDataFrame({"id": ids, **columns}, geometry=shapes, crs="EPSG:4544")


def components(pieces):
    graph = nx.MultiGraph(list(zip(pieces["u"], pieces["v"], strict=True)))
    return nx.number_connected_components(graph)


def test_lines_that_cross_meet_in_a_new_node():
    pieces = node_lines(lines_of(EAST, NORTH))
    assert pieces["id"].tolist() == ["a-0", "a-1", "b-0", "b-1"]
    assert pieces["v"].iloc[0] == pieces["v"].iloc[2] == "10000_10000"
    assert pieces.length.tolist() == [10, 10, 10, 10]
    assert pieces.crs == "EPSG:4544"


def test_read_by_their_ends_lines_that_only_cross_do_not_meet():
    pieces = node_lines(lines_of(EAST, NORTH), Join.ENDS)
    assert pieces["id"].tolist() == ["a-0", "b-0"]
    assert components(pieces) == 2


def test_read_by_their_ends_lines_with_a_vertex_in_common_meet_there():
    north = [(10, 0), (10, 10), (10, 20)]
    east = [(0, 10), (10, 10), (20, 10)]
    assert components(node_lines(lines_of(east, north), Join.ENDS)) == 1
    assert len(node_lines(lines_of(east, north), Join.ENDS)) == 4


@pytest.mark.parametrize("join", list(Join))
def test_a_line_that_ends_on_a_vertex_of_another_splits_it(join):
    pieces = node_lines(lines_of([(0, 10), (10, 10), (20, 10)], [(10, 0), (10, 10)]), join)
    assert (len(pieces), components(pieces)) == (3, 1)


@pytest.mark.parametrize(
    "upper",
    [{"bridge": [True, False]}, {"tunnel": ["是", None]}, {"level": [1.0, None]}],
    ids=["bridge", "tunnel", "level"],
)
def test_lines_on_different_levels_do_not_meet_where_they_cross(upper):
    pieces = node_lines(lines_of(EAST, NORTH, **upper))
    assert (len(pieces), components(pieces)) == (2, 2)


def test_a_ramp_joins_its_bridge_where_the_ends_of_both_lie():
    pieces = node_lines(lines_of(EAST, [(20, 10), (30, 0)], level=[1, None]))
    assert components(pieces) == 1


def test_a_crossing_below_a_bridge_crossing_stays_below():
    """Two roads cross at the very place where two bridges cross above them."""
    above = [(0, 0), (20, 20)], [(0, 20), (20, 0)]
    four = lines_of(EAST, NORTH, *above, bridge=[False, False, True, True])
    pieces = node_lines(four)
    assert (len(pieces), components(pieces)) == (8, 2)


def streets_and_a_footbridge(first_y, last_y):
    """Two undivided streets, 20 m apart, and a footbridge across from one to the other."""
    streets = [(0, 0), (30, 0)], [(0, 20), (30, 20)]
    bridge = [(10, first_y), (10, last_y)]
    return lines_of(*streets, bridge, bridge=[False, False, True], level=[None, None, 1])


def test_a_footbridge_joins_the_undivided_streets_it_ends_on():
    pieces = node_lines(streets_and_a_footbridge(0, 20))
    assert pieces["id"].tolist() == ["a-0", "a-1", "b-0", "b-1", "c-0"]
    assert components(pieces) == 1


def test_a_road_cut_under_the_middle_of_a_bridge_does_not_join_it():
    """Roads are often drawn in two halves there; the bridge passes over both."""
    halves = [(0, 10), (10, 10)], [(10, 10), (20, 10)]
    pieces = node_lines(lines_of(*halves, NORTH, bridge=[False, False, True]))
    assert (len(pieces), components(pieces)) == (3, 2)


def test_a_footbridge_does_not_join_the_street_it_passes_over():
    pieces = node_lines(streets_and_a_footbridge(-9, 20))
    assert pieces["id"].tolist() == ["a-0", "b-0", "b-1", "c-0"]
    assert components(pieces) == 2


@pytest.mark.parametrize(("gap_m", "parts"), [(0.05, 1), (-0.05, 1), (2, 2)])
def test_an_end_lands_within_the_tolerance_only(gap_m, parts):
    """Short of the street or beyond it."""
    pieces = node_lines(streets_and_a_footbridge(gap_m, 20), tolerance_m=0.1)
    assert components(pieces) == parts


def test_an_end_at_an_inner_vertex_of_a_street_lands_there():
    bent = [(0, 0), (10, 0), (20, 5)]
    pieces = node_lines(lines_of(bent, [(10, 0), (10, 20)], tunnel=[False, True]))
    assert (len(pieces), components(pieces)) == (3, 1)


def test_an_end_off_the_end_of_a_line_is_no_landing():
    apart = lines_of([(0, 0), (10, 0)], [(10.001, 0), (20, 0)], bridge=[True, False])
    assert node_lines(apart)["id"].tolist() == ["a-0", "b-0"]


def test_read_by_their_ends_a_bridge_does_not_land():
    assert components(node_lines(streets_and_a_footbridge(0, 20), Join.ENDS)) == 3


def test_an_end_that_lies_on_a_slanting_line_joins_it_in_spite_of_rounding():
    foot = LineString([(0, 0), (10, 7)]).interpolate(1 / 3, normalized=True)
    pieces = node_lines(lines_of([(0, 0), (10, 7)], [(foot.x, foot.y), (0, 9)]))
    assert (len(pieces), components(pieces)) == (3, 1)


def test_overlapping_lines_share_their_ends():
    pieces = node_lines(lines_of([(0, 0), (20, 0)], [(10, 0), (30, 0)]))
    assert pieces["id"].tolist() == ["a-0", "a-1", "b-0", "b-1"]
    assert components(pieces) == 1


def test_a_line_that_crosses_itself_meets_itself():
    pieces = node_lines(lines_of([(0, 0), (10, 10), (10, 0), (0, 10)]))
    assert len(pieces) == 4
    assert not (pieces["u"] == pieces["v"]).any()


@pytest.mark.parametrize("join", list(Join))
def test_the_same_line_drawn_back_adds_a_parallel_piece_and_no_junction(join):
    there = [(0, 0), (5, 0), (10, 0)]
    pieces = node_lines(lines_of(there, there[::-1]), join)
    assert pieces[["u", "v"]].values.tolist() == [["0_0", "10000_0"], ["10000_0", "0_0"]]


def test_ends_within_the_tolerance_become_one():
    near = lines_of([(0, 0), (10, 0)], [(10.3, 0.4), (20, 0)])
    assert components(node_lines(near, Join.ENDS, 0.5)) == 1
    assert components(node_lines(near, Join.ENDS, 0.49)) == 2


def test_an_end_near_a_vertex_moves_onto_it():
    near = lines_of([(0, 0), (10, 0), (20, 0)], [(10.2, 0), (10, 9)])
    pieces = node_lines(near, Join.ENDS, 0.5)
    assert (len(pieces), components(pieces)) == (3, 1)


def test_parts_of_a_multiline_count_on_and_a_length_is_shared_out():
    parts = MultiLineString([[(0, 0), (10, 0)], [(50, 0), (80, 0)]])
    pieces = node_lines(lines_of(parts, length_m=[44.0]))
    assert pieces["id"].tolist() == ["a-0", "a-1"]
    assert pieces["length_m"].tolist() == [11.0, 33.0]
    assert components(pieces) == 2


def test_a_line_without_length_gives_no_piece():
    assert node_lines(lines_of([(1, 1), (1, 1)])).empty


GRID_LINES = st.lists(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=4, unique=True),
    min_size=1,
    max_size=6,
)


@settings(max_examples=80, deadline=None)
@given(GRID_LINES)
def test_crossing_lines_connect_as_their_union_does(drawn):
    """Reference: shapely's union of all lines, its parts grouped by shared end points."""
    pieces = node_lines(lines_of(*drawn))
    union = shapely.get_parts(shapely.union_all([LineString(c) for c in drawn]))
    reference = nx.Graph()
    for i, part in enumerate(union):
        reference.add_node(i)
        reference.add_edges_from((i, j) for j in range(i) if part.distance(union[j]) < 1e-9)
    assert components(pieces) == nx.number_connected_components(reference)
    covered = shapely.union_all(pieces.geometry.to_numpy(), grid_size=0.01).length
    assert covered == pytest.approx(shapely.union_all(union).length, abs=0.5)


@settings(max_examples=40, deadline=None)
@given(GRID_LINES, st.randoms())
def test_the_order_of_the_lines_does_not_matter(drawn, random):
    lines = lines_of(*drawn)
    rows = list(range(len(drawn)))
    random.shuffle(rows)
    one, other = node_lines(lines), node_lines(lines.iloc[rows])
    columns = ["id", "u", "v"]
    assert sorted(one[columns].values.tolist()) == sorted(other[columns].values.tolist())
