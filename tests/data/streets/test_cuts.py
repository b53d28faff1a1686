"""Clipping streets at a border, and the edges of extracts."""

import geopandas as gpd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, box

from data.streets.assemble import assemble_streets
from data.streets.cuts import clip_streets, mark_extract_edge

KEEP = box(0, 0, 10, 10)


def streets_of(*streets, **columns):
    """Streets as (u, v, coordinates), ids s0, s1, ..."""
    rows = {
        "id": [f"s{i}" for i in range(len(streets))],
        "u": [street[0] for street in streets],
        "v": [street[1] for street in streets],
        **columns,
    }
    shapes = [LineString(street[2]) for street in streets]
    return assemble_streets(gpd.GeoDataFrame(rows, geometry=shapes, crs="EPSG:4544")).table


def rows_of(table):
    return table[["id", "u", "v", "u_cut", "v_cut", "length_m"]].values.tolist()


def test_a_street_inside_stays_as_it_is():
    kept = clip_streets(streets_of(("a", "b", [(1, 1), (9, 1)])), KEEP)
    assert rows_of(kept) == [["s0", "a", "b", False, False, 8.0]]


def test_a_street_that_leaves_is_cut_at_the_border_with_a_node_of_its_own():
    kept = clip_streets(streets_of(("a", "b", [(4, 5), (16, 5)]), length_m=[24.0]), KEEP)
    assert rows_of(kept) == [["s0", "a", "s0~v", False, True, 12.0]]
    assert list(kept.geometry.iloc[0].coords) == [(4, 5), (10, 5)]


def test_a_street_that_leaves_and_comes_back_becomes_two_that_do_not_meet():
    street = ("a", "b", [(8, 2), (12, 2), (12, 8), (8, 8)])
    kept = clip_streets(streets_of(street), KEEP)
    assert rows_of(kept) == [
        ["s0~0", "a", "s0~0~v", False, True, 2.0],
        ["s0~1", "s0~1~u", "b", True, False, 2.0],
    ]


def test_a_street_outside_goes_and_marks_the_node_it_was_joined_at():
    inside, outside = ("a", "b", [(5, 5), (10, 5)]), ("b", "c", [(10, 5), (20, 5)])
    kept = clip_streets(streets_of(inside, outside), KEEP)
    assert rows_of(kept) == [["s0", "a", "b", False, True, 5.0]]


def test_a_motorway_outside_marks_no_path():
    inside, outside = ("a", "b", [(5, 5), (10, 5)]), ("b", "c", [(10, 5), (20, 5)])
    kept = clip_streets(streets_of(inside, outside, foot=[True, False]), KEEP)
    assert not kept["v_cut"].any()


def test_cuts_of_the_source_are_kept():
    street = ("a", "b", [(1, 1), (9, 1)])
    assert clip_streets(streets_of(street, u_cut=[True]), KEEP)["u_cut"].tolist() == [True]


def test_a_street_that_only_touches_the_border_from_outside_goes():
    assert clip_streets(streets_of(("a", "b", [(8, 12), (10, 10), (12, 8)])), KEEP).empty


def test_a_street_that_touches_the_border_from_inside_stays_whole():
    kept = clip_streets(streets_of(("a", "b", [(2, 5), (10, 7), (2, 9), (12, 9)])), KEEP)
    assert kept["id"].tolist() == ["s0"]


def test_a_street_that_goes_back_over_itself_across_the_border_is_cut_each_time():
    kept = clip_streets(streets_of(("a", "b", [(4, 5), (14, 5), (6, 5)])), KEEP)
    assert kept["length_m"].tolist() == [6.0, 4.0]


def test_a_street_along_the_border_is_inside():
    assert len(clip_streets(streets_of(("a", "b", [(0, 0), (10, 0)])), KEEP)) == 1


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(
            st.tuples(st.integers(-5, 15), st.integers(-5, 15)),
            min_size=2,
            max_size=5,
            unique=True,
        ),
        min_size=1,
        max_size=4,
    )
)
def test_clipping_keeps_the_length_that_lies_within(drawn):
    """Reference: shapely's own intersection, line by line."""
    streets = streets_of(*((f"u{i}", f"v{i}", line) for i, line in enumerate(drawn)))
    kept = clip_streets(streets, KEEP)
    assert kept["id"].is_unique
    assert kept.geometry.within(KEEP.buffer(1e-5)).all()
    assert kept["length_m"].sum() == pytest.approx(kept.length.sum(), abs=0.01)
    pieces = kept.geometry.to_numpy()
    for line in (line for line in streets.geometry if line.is_simple):
        mine = pieces[shapely.within(pieces, line.buffer(1e-6))]
        assert shapely.length(mine).sum() >= line.intersection(KEEP).length - 1e-6


EXTRACT = box(0, 0, 100, 100)


def test_a_dead_end_near_the_edge_of_an_extract_is_a_cut_and_one_in_the_middle_is_not():
    streets = streets_of(("a", "b", [(50, 50), (95, 50)]), ("a", "c", [(50, 50), (50, 60)]))
    marked = mark_extract_edge(streets, EXTRACT, 5)
    assert marked["v_cut"].tolist() == [True, False]
    assert not marked["u_cut"].any()


def test_the_distance_to_the_edge_is_inclusive():
    streets = streets_of(("a", "b", [(50, 50), (95, 50)]))
    assert not mark_extract_edge(streets, EXTRACT, 4.9)["v_cut"].any()


def test_a_junction_near_the_edge_is_no_cut_but_a_street_drawn_forth_and_back_is():
    there = [(50, 50), (98, 50)]
    twin = streets_of(("a", "b", there), ("b", "a", there[::-1]))
    assert mark_extract_edge(twin, EXTRACT, 5)["v_cut"].tolist() == [True, False]
    fork = streets_of(("a", "b", there), ("b", "c", [(98, 50), (60, 60)]))
    assert not mark_extract_edge(fork, EXTRACT, 5)[["u_cut", "v_cut"]].any(axis=None)


def test_an_end_outside_the_extract_is_a_cut():
    streets = streets_of(("a", "b", [(50, 50), (200, 50)]))
    assert mark_extract_edge(streets, EXTRACT, 1)["v_cut"].tolist() == [True]
