"""Distances and counts agree with the slow reference, at random places of random towns."""

import shapely
from hypothesis import given
from hypothesis import strategies as st
from support import reference_checks_a as slow
from support.random_towns import COUNTS, ON_FOOT, STRAIGHT, Drawn, surveyed
from support.small_scene import answers, at_points
from support.sweeps import examples

SLOW = {
    "least_distance": slow.least_distance,
    "spacing": slow.spacing,
    "adjacency": slow.adjacency,
    "corridor_width": slow.corridor_width,
    "count": slow.count,
}


@given(surveyed(), st.sampled_from([0.0, 5.0, 10.0]))
@examples(30)
def test_every_answer_is_that_of_the_reference(
    drawn: tuple[Drawn, list[tuple[int, int]]], error_m: float
) -> None:
    town, points = drawn
    there = town.build()
    for check in (*STRAIGHT, *ON_FOOT, *COUNTS):
        found = answers(check, there, at_points(*points, error_m=error_m))
        slowly = SLOW[check.check]
        assert found == [slowly(check, town, shapely.Point(at), error_m) for at in points], check
