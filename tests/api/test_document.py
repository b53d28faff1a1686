"""coverage.json: its schema, its numbers, and the same bytes every time."""

import json
from importlib.resources import files

import jsonschema
import pytest
from support.town import town

from api.job import Job
from api.outputs.document import coverage_document, document_bytes
from geo.ground import prepare
from geo.question import ask
from geo.report import report


def document(place=None, **asked):
    place = place or town()
    found = report(place, prepare(place, ask(**asked)), ask(**asked))
    return coverage_document(place, found, Job(ask(**asked)))


@pytest.fixture(scope="module")
def schema():
    return json.loads(files("api.outputs").joinpath("coverage.schema.json").read_text("utf-8"))


@pytest.mark.parametrize("asked", [{}, {"step_free": True}, {"tier": "post"}, {"speed_m_s": "1.1"}])
def test_it_follows_its_schema(schema, asked):
    jsonschema.Draft202012Validator(schema).validate(document(**asked))


def test_the_schema_itself_is_sound_and_forbids_what_it_does_not_know(schema):
    jsonschema.Draft202012Validator.check_schema(schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**document(), "more": 1}, schema)


def test_shares_are_an_interval():
    totals = document()["totals"]["population"]
    assert totals == {
        "total": 200, "covered": 100, "uncovered": 50, "unknown": 50, "modelled": 50,
        "share_min": 0.5, "share_max": 0.75,
    }  # fmt: skip


def test_areas_are_keyed_by_id_and_add_up():
    found = document()
    west, east = found["areas"]["west"]["population"], found["areas"]["east"]["population"]
    assert (west["total"], east["total"]) == (150, 50)
    assert found["unassigned"]["population"]["total"] == 0
    assert found["unassigned"]["population"]["share_min"] is None


def test_a_station_counts_who_is_within_its_reach_and_for_whom_it_is_nearest():
    station = document()["stations"]["s1"]["population"]
    assert (station["covered"], station["nearest"], station["total"]) == (100, 100, 200)
    assert document()["notes"]["stations"]["s2"]["en"] == "serves enterprises only"


def test_reasons_say_how_many_people_each_concerns():
    assert document()["reasons"] == {
        "beyond_limit": {"population": 50},
        "gates_unknown": {"population": 30},
        "off_streets": {"population": 20},
    }


def test_a_group_without_its_column_is_null_with_a_reason(schema):
    found = document(group="households")
    assert found["totals"] == {"households": None}
    assert "households" in found["missing_groups"]["households"]["en"]
    jsonschema.validate(found, schema)


def test_the_same_question_is_the_same_bytes():
    assert document_bytes(document()) == document_bytes(document())
