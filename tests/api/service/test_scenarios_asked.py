"""What-if over HTTP: the document of the command line, at once, with the circles that change."""

import pytest
from support.town import town

from api.answering.scenario_given import scenario_given
from api.job import Job
from api.outputs.document import document_bytes
from api.outputs.scenario_document import scenario_document
from api.outputs.shown import shown
from api.scenario_outcome import outcome
from api.store.audit import WantedDeeds, list_deeds
from geo.ground import prepare
from geo.question import ask
from geo.report import report

HERE = "/districts/walked/scenarios"
UNKNOWN = {"kind": "station_closed", "station": "s9"}
CLOSED = {"kind": "station_closed", "station": "s1"}
ADDED = {"kind": "station_added", "station": "s3", "at": [1500, 0], "datum": "district"}


def told(asked, *changes, **question):
    answer = asked.post(HERE, {"change": list(changes), **question}, "planner")
    assert answer.status_code == 200, answer.text
    return answer.json()


def by_command(*changes):
    place, question = town(), ask()
    given = scenario_given("", changes, place.crs)
    job = Job(question, scenario=given)
    ground = prepare(place, question)
    part = shown(place, report(place, ground, question), {})
    return scenario_document(part, job, outcome(place, ground, job))


def test_it_is_the_document_of_the_command_line(asked):
    import json

    found = told(asked, CLOSED, ADDED)
    assert found.pop("circles")["type"] == "FeatureCollection"
    expected = json.loads(document_bytes(by_command(CLOSED, ADDED)))
    # Layers of a file have hashes, hand-drawn ones none.
    found["provenance"].pop("layers"), expected["provenance"].pop("layers")
    assert found == expected


def test_who_loses_the_station_is_named(asked):
    found = told(asked, CLOSED)
    assert found["residents"]["r1"]["change"] == "lost"
    assert found["totals"]["population"]["after"]["covered"] == 0


def test_circles_say_what_they_gain_and_lose(asked):
    features = told(asked, CLOSED, ADDED, bands_min=[5, 15])["circles"]["features"]
    said = [(f["properties"]["minutes"], f["properties"]["change"]) for f in features]
    assert said == [(5.0, "gained"), (5.0, "lost"), (15.0, "gained"), (15.0, "lost")]
    assert all(f["geometry"]["type"] == "MultiPolygon" for f in features)


def test_whole_circles_or_none_may_be_asked_for(asked):
    whole = told(asked, CLOSED, circles="whole")["circles"]["features"]
    assert {f["properties"]["scenario"] for f in whole} == {True, False}
    assert told(asked, CLOSED, circles="none")["circles"] is None


def test_the_kept_reach_of_another_question_is_another_one(asked):
    near, far = told(asked, CLOSED, minutes=5), told(asked, CLOSED, minutes=15)
    assert near["parameters"] != far["parameters"]
    assert told(asked, CLOSED, minutes=5) == near


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        ({"change": []}, "request", "body"),
        ({"change": [CLOSED], "week": True}, "request", "body"),
        ({"change": [{"kind": "nonsense"}]}, "scenario", "change[1].kind"),
        (
            {"change": [{"kind": "station_closed", "station": "s9"}]},
            "scenario",
            "change[1].station",
        ),
        ({"change": [{**ADDED, "datum": "/etc/own.prj"}]}, "scenario", "change[1].datum"),
        ({"change": [{**ADDED, "at": [1500, 5000]}]}, "scenario", "change[1].at"),
        ({"change": [CLOSED], "profile": "bird"}, "question", "profile"),
        ({"change": [CLOSED], "matter": "m9"}, "matter", "matter"),
        ({"change": [CLOSED] * 201}, "request", "change"),
    ],
)
def test_what_does_not_work_is_told(asked, body, code, field):
    said = asked.post(HERE, body, "planner").json()
    assert (said["code"], said["errors"][0]["field"]) == (code, field)


def test_it_is_for_planners(asked):
    assert asked.post(HERE, {"change": [CLOSED]}, "officer").status_code == 403
    assert asked.post(HERE, {"change": [CLOSED]}, "").status_code == 404


def test_it_is_written_down(asked):
    told(asked, CLOSED)
    assert ("scenario", "acc-planner", "walked") in asked.office.log()


def test_what_was_asked_is_written_down_with_what_it_was_asked_by(asked):
    told(asked, CLOSED, minutes=6, tier="community", at="2026-11-23T10:00")
    with asked.office.service.store.reading() as connection:
        row, *_ = list_deeds(connection, WantedDeeds(action="scenario"), limit=1)
    assert row.detail == {
        "parameters": {
            "change": [CLOSED], "minutes": 6, "tier": "community", "at": "2026-11-23T10:00",
        }
    }  # fmt: skip
