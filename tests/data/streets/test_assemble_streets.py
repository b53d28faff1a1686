"""Any street table brought to the standard layer."""

import geopandas as gpd
import pytest
from shapely import LineString, MultiLineString, Point

from data.errors import SourceError
from data.layers import LAYER_BY_NAME
from data.streets.assemble import assemble_streets


def frame_of(*shapes, crs="EPSG:4544", **columns):
    n = len(shapes)
    base = {"id": [f"w{i}" for i in range(n)], "u": list("abcd"[:n]), "v": list("wxyz"[:n])}
    return gpd.GeoDataFrame({**base, **columns}, geometry=list(shapes), crs=crs)


SIDE = LineString([(0, 0), (3, 4)])


def test_the_declared_columns_come_out_in_their_order():
    table = assemble_streets(frame_of(SIDE)).table
    assert tuple(table.columns[:-1]) == LAYER_BY_NAME["streets"].column_names
    assert table.crs == "EPSG:4544"


def test_the_length_is_the_planar_one_unless_the_source_says_it():
    table = assemble_streets(frame_of(SIDE, SIDE, length_m=[None, 5.5])).table
    assert table["length_m"].tolist() == [5.0, 5.5]


def test_words_become_booleans_and_unknown_steps_are_counted():
    streets = assemble_streets(frame_of(SIDE, SIDE, steps=["是", None]))
    assert streets.table["steps"].iloc[0]
    assert streets.steps_unknown == 1


def test_a_row_without_a_line_is_left_out_with_its_reason():
    streets = assemble_streets(frame_of(SIDE, Point(0, 0), LineString()))
    assert [row.field for row in streets.bad_rows] == ["geometry", "geometry"]
    assert streets.table["id"].tolist() == ["w0"]


def test_parts_are_joined_only_where_one_ends_where_the_next_begins():
    parts = MultiLineString([[(0, 0), (1, 0)], [(1, 0), (2, 0)], [(5, 0), (7, 0)]])
    table = assemble_streets(frame_of(parts, length_m=[8.0], u_cut=[True], v_cut=[True])).table
    assert table["id"].tolist() == ["w0~0", "w0~1", "w0~2"]
    assert table["u"].tolist() == ["a", "w0~1", "w0~2b"]
    assert table["v"].tolist() == ["w0~1", "w0~2a", "w"]
    assert table["length_m"].tolist() == [2.0, 2.0, 4.0]
    assert table["u_cut"].tolist() == [True, False, False]
    assert table["v_cut"].tolist() == [False, False, True]


def test_a_multiline_of_one_part_keeps_its_id():
    table = assemble_streets(frame_of(MultiLineString([SIDE]))).table
    assert table[["id", "u", "v"]].values.tolist() == [["w0", "a", "w"]]


def test_a_piece_without_length_goes_and_its_nodes_become_one():
    point = LineString([(3, 4), (3, 4)])
    onward = LineString([(3, 4), (9, 9)])
    frame = frame_of(SIDE, point, onward, u=["a", "b", "c"], v=["b", "c", "d"])
    streets = assemble_streets(frame)
    assert streets.table[["u", "v"]].values.tolist() == [["a", "b"], ["b", "d"]]
    assert streets.joined == 1


def test_degrees_are_refused():
    with pytest.raises(SourceError, match="projected CRS"):
        assemble_streets(frame_of(SIDE, crs="EPSG:4326"))


def test_streets_without_nodes_are_refused():
    with pytest.raises(SourceError, match="lack the columns u, v"):
        assemble_streets(frame_of(SIDE).drop(columns=["u", "v"]))
