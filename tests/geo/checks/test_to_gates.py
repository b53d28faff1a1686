"""Distances to gates rest on how well the gates are known, not only on the places they lead to."""

from datetime import date

import pytest
import shapely
from support.small_scene import answer, answers, at_points, judged, small

from data.declarations import Visibility
from data.rulepacks.checks import LeastDistance

TO_GATE = LeastDistance(to=("school",), at_least_m=100.0, measured_to="gate")
ON_FOOT = TO_GATE.model_copy(update={"method": "walking"})
NOT_FRESH = {"never_stale": False, "stale_after": date(2020, 1, 1)}


def school(x, gate=None, **of_gates):
    """A school from `x` to 190 m east of the site, and a gate of it."""
    return small(
        facilities=[{"id": "school", "kind": "primary_school", "at": shapely.box(x, -10, 190, 10)}],
        gates=[] if gate is None else [{"of": "school", "at": (gate, 0)}],
        declare={"gates": of_gates},
    )


@pytest.mark.parametrize(
    ("error_m", "expected"), [(0.0, "met"), (10.0, "met"), (10.1, "on_site"), (None, "on_site")]
)
def test_a_gate_is_known_as_well_as_gates_are(error_m, expected):
    assert answer(TO_GATE, school(150, gate=110, position_error_m=error_m)) == expected


@pytest.mark.parametrize("lacking", [NOT_FRESH, {"rows_lost": 3}, {"extent": None}])
@pytest.mark.parametrize("check", [TO_GATE, ON_FOOT])
def test_a_gate_that_is_not_in_the_data_may_be_nearer(check, lacking):
    assert answer(TO_GATE, school(50, gate=190)) == "met"
    assert answer(check, school(50, gate=190, **lacking)) in ("on_site", "unknown")


def test_gates_must_be_complete_all_round_the_place():
    half = shapely.box(-3000, -3000, 180, 3000)
    assert answer(TO_GATE, school(50, gate=190, extent=half)) == "on_site"


def test_what_is_near_from_all_of_the_outline_is_near_from_any_gate():
    assert answer(TO_GATE, school(50, gate=60, **NOT_FRESH), (120, 0)) == "not_met"


def test_a_gate_may_be_gone():
    assert answer(TO_GATE, school(150, gate=60)) == "not_met"
    assert answer(TO_GATE, school(150, gate=60, **NOT_FRESH)) == "on_site"


def test_of_hidden_gates_the_worst_of_the_cell_is_told():
    seen = dict.fromkeys(("primary_school", "middle_school", "school"), Visibility.PUBLIC)
    declare = {f"facilities/{kind}": {"visibility": told} for kind, told in seen.items()}
    place = small(
        facilities=[{"id": "s", "kind": "primary_school", "at": shapely.box(60, -10, 90, 10)}],
        gates=[{"of": "s", "at": (60, 0)}],
        declare={**declare, "gates": {"visibility": Visibility.RESTRICTED}},
    )
    here = at_points((-45, 10), (-35, 10), (-10, 10))
    assert answers(TO_GATE, place, here, level=Visibility.PUBLIC) == ["not_met"] * 3


def test_a_broader_kind_of_which_nothing_is_declared_takes_nothing_away():
    known = shapely.box(-130, -3000, 3000, 3000)
    apart = LeastDistance(to=("school",), at_least_m=100.0)
    assert answer(apart, small(extent=known)) == "met"
    assert answer(apart, small(extent=known, without=["facilities/school"])) == "met"


def test_each_kind_must_be_known_as_far_as_its_own_error_goes():
    apart = LeastDistance(to=("school", "clinic"), at_least_m=100.0)
    near = {"facilities/clinic": {"extent": shapely.box(-130, -3000, 3000, 3000)}}
    vague = {"facilities/primary_school": {"position_error_m": 60.0}}
    assert answer(apart, small(declare=near | vague)) == "met"
    assert judged(apart, small(declare=near), at_points((-31, 0))).answer[0] == 1
