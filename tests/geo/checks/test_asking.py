"""What is found once for many checks or sites is what each finds alone, and no record changes."""

from dataclasses import FrozenInstanceError

import numpy as np
import pytest
import shapely
from support.small_scene import CAFE, around, at_points, small

from data.declarations import Visibility
from data.rulepacks.checks import AllOf, HostBuilding, LeastDistance, Not
from geo.checks.asking import Asking
from geo.checks.judge import judge, judge_each
from geo.scene.placed import placed
from geo.scene.repeated import repeated

APART = LeastDistance(to=("school",), at_least_m=100.0)
NO_HOMES = HostBuilding(none_of=("residential",))
BLOCK = {"use": "residential", "at": shapely.box(0, 0, 30, 30)}
PLACE = small(facilities=[{"kind": "primary_school", "at": (150, 15)}], buildings=[BLOCK])
SITES = at_points((15, 15), (60, 15), (300, 15), error_m=5)


def asking(*checks, place=PLACE, **scene):
    there = around(place, *checks, **scene)
    return Asking(there, placed(there, SITES), CAFE)


def test_checks_together_answer_as_each_alone():
    checks = (
        AllOf(of=(APART, NO_HOMES)),
        Not(of=APART),
        NO_HOMES,
        HostBuilding(none_of=("school",)),
    )
    question = asking(*checks)
    for check, found in zip(checks, judge_each(checks, question), strict=True):
        assert found.answer.tolist() == judge(check, question).answer.tolist()


def test_what_two_checks_ask_is_found_once():
    alone, both = judge_each((APART, AllOf(of=(APART, NO_HOMES))), asking(APART, NO_HOMES))
    assert both.parts[0] is alone


def test_boxes_drawn_beforehand_are_those_drawn_when_asked():
    here = asking(NO_HOMES).here
    for wider_m, boxes in here.boxes.items():
        again = repeated(here, 1, {}, 2).boxes_round(wider_m)
        assert again.tolist() == [boxes[1], boxes[1]]


class TestHidden:
    SECRET = small(
        facilities=[{"kind": "primary_school", "at": (150, 15)}],
        declare={"facilities/primary_school": {"visibility": Visibility.RESTRICTED}},
    )

    def test_a_site_many_times_over_has_its_own_cell(self):
        here = asking(APART, place=self.SECRET).here
        again = repeated(here, 2, {}, 3)
        own = here.in_cells.cell[here.in_cells.site == 2].tolist()
        assert again.in_cells.cell.tolist() == own * 3

    def test_without_cells_nothing_hidden_is_answered_for(self):
        with pytest.raises(LookupError):
            _ = asking(APART).by_cell

    def test_who_sees_all_needs_no_cells(self):
        assert asking(APART, place=self.SECRET, level=Visibility.RESTRICTED).here.in_cells is None


def test_judging_changes_no_record():
    question = asking(APART, NO_HOMES)
    before = {name: id(value) for name, value in vars(question).items()}
    judge_each((APART, NO_HOMES), question)
    assert {name: id(value) for name, value in vars(question).items()} == before
    with pytest.raises(FrozenInstanceError):
        question.here.margin_m = np.empty(0)
