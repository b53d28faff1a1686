"""Corners are numbered along a curve through space, whatever the order of the streets."""

import numpy as np
import pytest
from support.tiny import street, table

from geo.streets.hilbert import spatial_order
from geo.streets.network import walk_network

CORNERS = {f"{x}{y}": (f"{x}{y}", 100 * x, 100 * y) for x in range(4) for y in range(4)}
STREETS = [
    street(CORNERS[f"{x}{y}"], CORNERS[f"{x + a}{y + b}"])
    for x in range(4)
    for y in range(4)
    for a, b in ((1, 0), (0, 1))
    if f"{x + a}{y + b}" in CORNERS
]


def drawn(rows):
    return walk_network(table("streets", rows)[0], takes_steps=True)


def turned(row):
    return {**row, "u": row["v"], "v": row["u"], "at": row["at"].reverse()}


def test_the_order_of_rows_does_not_matter():
    one, other = drawn(STREETS), drawn(STREETS[::-1])
    assert (one.u == other.u).all() and (one.v == other.v).all()


def test_the_direction_of_drawing_does_not_matter():
    one, other = drawn(STREETS), drawn([turned(row) for row in STREETS])
    assert (one.u == other.v).all() and (one.v == other.u).all()


def test_neighbours_in_number_are_neighbours_in_space():
    xy = np.array([(x, y) for x in range(8) for y in range(8)], dtype=float)
    steps = np.diff(xy[spatial_order(xy, np.arange(64).astype(str).astype(object))], axis=0)
    assert (np.abs(steps).sum(axis=1) == 1).all()


@pytest.mark.parametrize("place", [(0.0, 0.0), (5e5, 4e6)])
def test_in_one_place_the_names_decide(place):
    names = np.array(["b", "c", "a"], dtype=object)
    assert spatial_order(np.array([place] * 3), names).tolist() == [2, 0, 1]


def test_points_on_one_line_keep_their_order_along_it():
    xy = np.array([(0.0, y) for y in (3, 1, 2)])
    order = spatial_order(xy, np.array(["a", "b", "c"], dtype=object)).tolist()
    assert order in ([1, 2, 0], [0, 2, 1])


def test_no_points_have_no_order():
    assert len(spatial_order(np.empty((0, 2)), np.empty(0, dtype=object))) == 0
