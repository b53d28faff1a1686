"""Distances and counts agree with the slow reference, at random places of random towns."""

import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from support import reference_checks_a as slow
from support.random_towns import COUNTS, ON_FOOT, POINT, STRAIGHT, Drawn, towns
from support.small_scene import answers, at_points

SLOW = {
    "least_distance": slow.least_distance,
    "spacing": slow.spacing,
    "adjacency": slow.adjacency,
    "corridor_width": slow.corridor_width,
    "count": slow.count,
}


@settings(max_examples=40, deadline=None)
@given(
    town=towns(),
    points=st.lists(POINT, min_size=1, max_size=8),
    error_m=st.sampled_from([0.0, 5.0, 10.0]),
)
def test_every_answer_is_that_of_the_reference(
    town: Drawn, points: list[tuple[int, int]], error_m: float
) -> None:
    there = town.build()
    for check in (*STRAIGHT, *ON_FOOT, *COUNTS):
        found = answers(check, there, at_points(*points, error_m=error_m))
        slowly = SLOW[check.check]
        assert found == [slowly(check, town, shapely.Point(at), error_m) for at in points], check
