"""Kinds and states are listed where they are needed; nowhere is one forgotten."""

from typing import get_args

from api.answering.kinds import KINDS
from api.districts.intake import KIND as IMPORT
from api.service.routes import jobs
from api.store.tables import JOB_KINDS, JOB_STATES, RESULT_KINDS
from api.work.performing import performers


def test_each_kind_of_result_can_be_asked_for():
    assert set(KINDS) == set(RESULT_KINDS)
    assert {name: kind.name for name, kind in KINDS.items()} == {name: name for name in KINDS}


def test_each_kind_of_job_can_be_listed_and_done():
    assert JOB_KINDS == (*RESULT_KINDS, IMPORT) == get_args(jobs._Kind)
    assert set(performers()) == set(JOB_KINDS)


def test_each_state_of_a_job_can_be_listed():
    assert get_args(jobs._State) == JOB_STATES
