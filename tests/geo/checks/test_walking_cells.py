"""Walks judged for whole cells hold for every point of them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.random_towns import ON_FOOT, Drawn, towns
from support.small_scene import CAFE, around, at_points, small
from support.tiny import street
from support.walked_cells import in_cells

from data.declarations import Visibility
from data.rulepacks.checks import LeastDistance
from geo.checks.asking import Asking
from geo.checks.judge import judge
from geo.checks.walking_cells import CELL_M
from geo.scene.placed import placed

ON_THE_WAY = LeastDistance(
    to=("school",), at_least_m=300.0, method="walking", measured_to="gate"
)  # fmt: skip
# A street from (0, 0) to (1000, 0), a school at its end.
STREET = {"streets": [street(("a", 0, 0), ("b", 1000, 0))],
          "facilities": [{"kind": "primary_school", "at": (1000, 0)}]}  # fmt: skip


@pytest.mark.parametrize(
    "x, expected, approximate",
    [(605, "met", False), (705, "not_met", True), (725, "not_met", False)],
)
def test_the_worst_place_in_a_cell_decides(x: float, expected: str, approximate: bool) -> None:
    there = around(small(**STREET), ON_THE_WAY)
    found = in_cells(ON_THE_WAY, there, at_points((x, 5)))
    assert (("not_met", "", "", "met")[found.answer[0]], bool(found.approximate[0])) == (
        expected, approximate
    )  # fmt: skip


def test_hidden_schools_are_told_only_by_the_worst_of_a_large_cell() -> None:
    secret = {"facilities/primary_school": {"visibility": Visibility.RESTRICTED}}
    there = around(small(declare=secret, **STREET), ON_THE_WAY)
    sites = at_points((701, 50), (799, 50), (401, 5))
    found = judge(ON_THE_WAY, Asking(there, placed(there, sites), CAFE))
    assert list(found.answer) == [0, 0, 3]
    assert not found.approximate.any()


@settings(max_examples=20, deadline=None)
@given(
    town=towns(addressed=True),
    corner=st.tuples(st.integers(-30, 29), st.integers(-30, 29)),
    inside=st.lists(st.tuples(*[st.integers(1, 999)] * 2), min_size=2, max_size=30),
    error_m=st.sampled_from([0.0, 5.0]),
)
def test_no_place_in_a_cell_is_worse(
    town: Drawn, corner: tuple[int, int], inside: list[tuple[int, int]], error_m: float
) -> None:
    xy = np.array(corner) * CELL_M + np.array(inside) / 100
    sites, district = at_points(*map(tuple, xy), error_m=error_m), town.build()
    for check in ON_FOOT:
        there = around(district, check)
        exactly = judge(check, Asking(there, placed(there, sites), CAFE)).answer
        assert (in_cells(check, there, sites).answer <= exactly).all(), check
