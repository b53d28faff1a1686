"""The point at which a piece is judged lies well inside it."""

import numpy as np
import shapely

from geo.screening.deep_inside import BESIDE_M, deep_inside


def test_a_piece_round_a_hole_that_nearly_cuts_it_is_judged_far_from_the_hole() -> None:
    square, hole = shapely.box(0, 0, 100, 100), shapely.box(0.02, 40, 99.98, 60)
    pieces = np.array([square - hole, shapely.box(0, 0, 1, 1)], dtype=object)
    points = deep_inside(pieces)
    assert shapely.within(points, pieces).all()
    assert (shapely.distance(shapely.boundary(pieces), points) > BESIDE_M).all()


def test_a_piece_with_no_room_is_judged_somewhere_in_it() -> None:
    sliver = np.array([shapely.box(0, 0, 100, 0.01)], dtype=object)
    assert shapely.intersects(sliver, deep_inside(sliver)).all()
