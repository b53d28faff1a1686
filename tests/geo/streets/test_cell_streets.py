"""What is kept of the streets near cells is what is found when they are asked for alone."""

from dataclasses import astuple

import numpy as np
import pytest
import shapely
from support.small_scene import around, small
from support.tiny import street

from data.rulepacks.checks import LeastDistance
from geo.scene.walks import Walks
from geo.streets.cell_streets import CellStreets
from geo.streets.street_pieces import Pieces, pieces_near

CORNER = [street(("a", 0, 0), ("b", 300, 0)), street(("b", 300, 0), ("c", 300, 300))]


@pytest.fixture
def walks() -> Walks:
    check = LeastDistance(to=("school",), at_least_m=300.0, method="walking", measured_to="gate")
    there = around(small(streets=CORNER), check)
    assert there.walks is not None
    return there.walks


def squares(*corners: tuple[float, float], side: float = 10.0) -> np.ndarray:
    return np.array([shapely.box(x, y, x + side, y + side) for x, y in corners], dtype=object)


def same(one: Pieces, other: Pieces) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(astuple(one), astuple(other), strict=True))


@pytest.mark.parametrize(
    "then",
    [
        squares((290, 0)),
        squares((0, 0), (290, 20), (0, 0), (-50, -10), (5000, 0)),
        squares((200, 0), side=100.0),
        np.concatenate([squares((0, 0)), squares((5, 5), side=7.0)]),
        squares(),
    ],
)
def test_cells_asked_for_after_others_are_told_as_if_they_came_first(
    walks: Walks, then: np.ndarray
) -> None:
    assert walks.streets is not None
    kept = CellStreets(walks.streets, walks.max_snap_mm)
    kept.of(squares((100, 0), (290, 0), (0, 0)))
    assert same(kept.of(then), pieces_near(walks.streets, then, walks.max_snap_mm))
