"""Least distances in a straight line."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
import shapely
from support.small_scene import LAND, answer, answers, at_points, in_shape, judged, small

from data.declarations import Visibility
from data.rulepacks.checks import LeastDistance, Left
from geo.reason import Reason
from geo.scene.sites import Shape

FAR = LeastDistance(to=("school",), at_least_m=200.0)
TO_GATE = LeastDistance(to=("school",), at_least_m=200.0, measured_to="gate")
YARD = shapely.box(150, -50, 250, 50)


def school(at: object, **more: object) -> dict[str, object]:
    return {"id": "school", "kind": "primary_school", "at": at, **more}


@pytest.mark.parametrize("away_m, expected", [(199.9, "not_met"), (200, "met"), (200.1, "met")])
def test_exactly_the_distance_is_enough(away_m: float, expected: str) -> None:
    assert answer(FAR, small(facilities=[school((away_m, 0))])) == expected


def test_unless_the_law_says_it_is_not() -> None:
    strict = FAR.model_copy(update={"at_threshold": "not_met"})
    assert answer(strict, small(facilities=[school((200, 0))])) == "not_met"
    assert answer(strict, small(facilities=[school((200.1, 0))])) == "met"


def test_no_school_at_all_is_met() -> None:
    assert answer(FAR, small()) == "met"


def test_both_position_errors_count() -> None:
    about = small(error_m=3.0, facilities=[school((200, 0))])
    sites = at_points((-8, 0), (-7.9, 0), (8, 0), (8.1, 0), error_m=5.0)
    assert answers(FAR, about, sites) == ["met", "on_site", "on_site", "not_met"]


def test_an_error_nobody_declared_counts_as_50_m() -> None:
    vague = small(error_m=None, facilities=[school((249.9, 0))])
    assert answer(FAR, vague) == "on_site"
    assert answer(FAR, vague, (-0.1, 0)) == "met"


def test_the_nearest_of_the_worst_decides() -> None:
    found = judged(FAR, small(facilities=[
        {"kind": "primary_school", "at": (150, 0)}, {"kind": "middle_school", "at": (100, 0)},
    ]), at_points((0, 0)))  # fmt: skip
    assert (found.value[0], found.reason[0]) == (100, Reason.MEASURED)


def test_a_planned_school_may_count() -> None:
    planned = small(facilities=[school((100, 0), status="planned")])
    assert answer(FAR, planned) == "on_site"


def test_a_school_of_which_nobody_says_what_kind_may_count() -> None:
    assert answer(FAR, small(facilities=[school((100, 0)) | {"kind": "school"}])) == "on_site"


def test_a_school_counts_from_its_first_day_to_the_last() -> None:
    moved = small(facilities=[school((100, 0), valid_from="2026-03-01", valid_to="2026-05-01")])
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 4, 30), date(2026, 5, 1)]
    assert [answer(FAR, moved, on=day) for day in days] == ["met", "not_met", "not_met", "met"]


def test_where_no_gate_is_known_it_may_be_anywhere_on_the_outline() -> None:
    yard = small(facilities=[school(YARD)])
    assert answer(TO_GATE, yard) == "on_site"
    assert answer(TO_GATE, yard, (100, 0)) == "not_met"
    assert answer(TO_GATE, yard, (-50, 0)) == "met"


def test_a_known_gate_is_where_the_distance_ends() -> None:
    gate = {"of": "school", "at": (250, 0)}
    assert answer(TO_GATE, small(facilities=[school(YARD)], gates=[gate])) == "met"
    assert answer(FAR, small(facilities=[school(YARD)], gates=[gate])) == "not_met"


def test_a_building_without_doors_begins_anywhere_on_its_outline() -> None:
    near = small(facilities=[school((210, 0))])
    house = shapely.box(0, -10, 20, 10)
    assert answers(FAR, near, in_shape(house, Shape.BUILDING)) == ["on_site"]
    door = in_shape(house, Shape.BUILDING, doors=[(0, 0), (5, 0)])
    assert answers(FAR, near, door) == ["met"]


@pytest.mark.parametrize(("doors_error_m", "expected"), [(1.0, "met"), (11.0, "on_site")])
def test_a_door_is_as_exact_as_doors_are_and_not_as_its_building(
    doors_error_m: float, expected: str
) -> None:
    house = in_shape(shapely.box(0, -10, 20, 10), Shape.BUILDING, 20.0, doors=[(0, 0)])
    house = replace(house, doors_error_m=np.array([doors_error_m]))
    assert answers(FAR, small(facilities=[school((210, 0))]), house) == [expected]


def test_all_must_be_known_round_a_door_before_the_wall_too() -> None:
    known = shapely.box(-3000, -3000, 215, 3000)
    house = shapely.box(0, -10, 10, 10)
    inside, before = ([(10, 0)], [(18, 0)])
    found = [
        answers(FAR, small(extent=known), in_shape(house, Shape.BUILDING, doors=doors))
        for doors in (inside, before)
    ]
    assert found == [["met"], ["unknown"]]


def test_from_the_edge_of_a_road_that_is_drawn_as_a_line() -> None:
    check = LeastDistance(to=("road",), at_least_m=50.0, line_to_edge_m=(5.0, 15.0))
    road = small(corridors=[{"kind": "road", "at": [(0, -500), (0, 500)]}])
    found = answers(check, road, at_points((54.9, 0), (55, 0), (64.9, 0), (65, 0)))
    assert found == ["not_met", "on_site", "on_site", "met"]


def test_beyond_what_is_completely_known_nothing_is_certain_but_a_no() -> None:
    half = small(extent=LAND & shapely.box(0, -3000, 3000, 3000), facilities=[school((400, 0))])
    found = answers(FAR, half, at_points((199.9, 200), (200, 200), (201, 0)))
    assert found == ["unknown", "met", "not_met"]


@pytest.mark.parametrize(
    "said, reason",
    [
        ({"never_stale": False}, Reason.FRESHNESS_UNDECLARED),
        ({"never_stale": False, "stale_after": date(2026, 5, 31)}, Reason.STALE),
        ({"rows_lost": 1}, Reason.ROWS_LOST),
        ({"extent": None}, Reason.NOT_COMPLETE_HERE),
    ],
)
def test_a_kind_that_is_not_well_known_is_unknown(said: dict[str, object], reason: Reason) -> None:
    found = judged(FAR, small(declare={"facilities": said}), at_points((0, 0)))
    assert (found.answer[0], found.reason[0]) == (1, reason)


def test_a_kind_nobody_speaks_of_is_unknown_but_a_wider_one_may_speak_for_it() -> None:
    gone = ["facilities/primary_school", "facilities/middle_school"]
    assert answer(FAR, small(without=[*gone, "facilities/school"])) == "unknown"
    assert answer(FAR, small(without=gone)) == "met"


def test_without_a_number_it_is_unknown() -> None:
    assert (
        answer(LeastDistance(to=("school",), at_least_m=Left(left="near_m")), small()) == "unknown"
    )


def test_what_is_hidden_is_answered_for_the_worst_of_a_cell() -> None:
    secret = {"facilities/primary_school": {"visibility": Visibility.RESTRICTED}}
    hidden = small(declare=secret, facilities=[school((350, 50))])
    assert answers(FAR, hidden, at_points((149, 50), (101, 50), (199, 50))) == ["not_met"] * 3
    assert answer(FAR, hidden, (149, 50), level=Visibility.RESTRICTED) == "met"


@pytest.mark.parametrize(
    "least, away_m, error_m", [(200, 200.1, 0.1), (200, 200.3, 0.3), (50, 55.1, 5.1)]
)
def test_sums_of_tenths_are_exact(least: float, away_m: float, error_m: float) -> None:
    check = LeastDistance(to=("school",), at_least_m=least)
    assert answer(check, small(error_m=error_m, facilities=[school((away_m, 0))])) == "met"
    nearer = small(error_m=error_m, facilities=[school((away_m - 0.001, 0))])
    assert answer(check, nearer) == "on_site"


def test_a_building_deep_inside_a_school_is_too_near_wherever_its_door_is() -> None:
    inside = in_shape(shapely.box(-60, -60, 60, 60), Shape.BUILDING)
    check = LeastDistance(to=("school",), at_least_m=100, measured_from="door")
    assert answers(check, small(facilities=[school(shapely.box(-500, -500, 500, 500))]),
                   inside) == ["not_met"]  # fmt: skip


def test_a_seam_between_parts_of_an_extent_is_no_border() -> None:
    halves = [shapely.box(-3000, -3000, 10, 3000), shapely.box(10, -3000, 3000, 3000)]
    assert answer(FAR, small(extent=shapely.MultiPolygon(halves))) == "met"
