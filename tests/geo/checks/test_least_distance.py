"""Least distances in a straight line."""

import pytest
from support.small_scene import answer, small

from data.rulepacks.checks import LeastDistance

NO_SCHOOL_WITHIN_200 = LeastDistance(to=("school",), at_least_m=200.0)


def school(*at: float) -> dict[str, object]:
    return {"kind": "primary_school", "at": at}


@pytest.mark.parametrize(("away_m", "expected"), [(199.9, "not_met"), (200, "met"), (200.1, "met")])
def test_exactly_the_distance_is_enough(away_m: float, expected: str) -> None:
    assert answer(NO_SCHOOL_WITHIN_200, small(facilities=[school(away_m, 0)])) == expected


def test_no_school_at_all_is_met() -> None:
    assert answer(NO_SCHOOL_WITHIN_200, small()) == "met"
