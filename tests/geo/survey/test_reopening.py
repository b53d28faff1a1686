"""The steps to a new permit: an order that can be followed, as short as it can be."""

from itertools import product

import pytest

from geo.survey.reopening import reopening

CASES = list(product(((), ("a",), ("a", "b")), ((), ("c",)), ((), ("d",))))


def test_where_nothing_stands_in_the_way_there_is_nothing_to_do():
    assert reopening((), (), ("d",)) == ()


@pytest.mark.parametrize(("blocking", "perhaps", "others"), CASES)
def test_what_must_be_done_before_is_done_in_an_earlier_turn_or_beside(blocking, perhaps, others):
    stages = {step.key: step.stage for step in reopening(blocking, perhaps, others)}
    for step in reopening(blocking, perhaps, others):
        assert all(stages[before] < step.stage for before in step.after)


@pytest.mark.parametrize(("blocking", "perhaps", "others"), CASES[1:])
def test_only_the_decision_stands_between_the_old_permit_and_the_new(blocking, perhaps, others):
    steps = {step.key: step for step in reopening(blocking, perhaps, others)}
    if steps:
        assert steps["issue"].stage == steps["cancel"].stage + 1
        assert steps["apply"].stage == steps["cancel"].stage


def test_nothing_is_cancelled_before_it_is_known_to_stand_here():
    steps = {step.key: step for step in reopening((), ("c",), ())}
    assert "look" in steps["cancel"].after
    assert "look" in steps["change"].after


def test_a_change_by_its_holder_needs_no_gap_at_all():
    steps = {step.key: step for step in reopening(("a",), (), ())}
    assert steps["change"].stage == 1
    assert "change" not in steps["issue"].after
