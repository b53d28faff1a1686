"""Distances and counts agree with the slow reference, at random places of random towns."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from support import reference_checks_a as slow
from support.random_towns import COUNTS, ON_FOOT, POINT, STRAIGHT, Drawn, towns
from support.small_scene import answers, at_points

from data.rulepacks.checks import Check

SLOW = {
    "least_distance": slow.least_distance,
    "spacing": slow.spacing,
    "adjacency": slow.adjacency,
    "corridor_width": slow.corridor_width,
    "count": slow.count,
}


@pytest.mark.parametrize("check", [*STRAIGHT, *ON_FOOT, *COUNTS], ids=lambda c: c.check)
@settings(max_examples=25, deadline=None)
@given(
    town=towns(),
    points=st.lists(POINT, min_size=1, max_size=8),
    error_m=st.sampled_from([0.0, 5.0, 10.0]),
)
def test_every_answer_is_that_of_the_reference(
    check: Check, town: Drawn, points: list[tuple[int, int]], error_m: float
) -> None:
    found = answers(check, town.build(), at_points(*points, error_m=error_m))
    expected = [SLOW[check.check](check, town, shapely.Point(at), error_m) for at in points]
    assert list(np.array(found)) == expected
