"""Where no station handles what was asked, or none in the way asked, the map says so."""

from dataclasses import replace

import pytest
from support.village_report import tally

from geo.question import ask
from maps.coverage_notes import coverage_notes
from maps.script_words import script_words


@pytest.fixture
def notes_of(coverage):
    def of(totals, reasons, **asked):
        counts = replace(coverage.main, totals=totals, reasons=reasons)
        answer = replace(coverage, question=ask(**asked), groups={"population": counts})
        return " ".join(note.zh for note in coverage_notes(answer))

    return of


NOBODY = {"no_station": 2000.0, "beyond_limit": 0.0}


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (
            {"matters": ["m-1"], "services": ["self"]},
            "没有站点以所问方式（自助办理）办理此事项",
        ),
        ({"matters": ["m-1"]}, "没有站点办理此事项"),
        ({"matters": ["m-1", "m-2"]}, "没有站点办理所问事项"),
        ({"matters": ["m-1"], "at": "2026-10-07T10:00"}, "此时没有站点办理此事项"),
    ],
    ids=["way", "matter", "matters", "hour"],
)
def test_a_matter_that_serves_nobody_is_said_to_be_handled_by_none(notes_of, asked, words):
    assert words in notes_of(tally(2000.0, 0.0), NOBODY, **asked)


@pytest.mark.parametrize(
    ("totals", "reasons"),
    [
        (tally(2000.0, 100.0), {"no_station": 1900.0}),
        (tally(2000.0, 0.0, 10.0), {"no_station": 1990.0, "streets_end": 10.0}),
        (tally(2000.0, 0.0), {"no_station": 1990.0, "beyond_limit": 10.0}),
    ],
    ids=["some-served", "some-unknown", "some-beyond"],
)
def test_where_a_station_may_serve_it_is_not_said(notes_of, totals, reasons):
    assert "没有站点" not in notes_of(totals, reasons, matters=["m-1"], services=["self"])


def test_the_card_of_a_matter_speaks_of_the_way_asked():
    said = script_words(ask(matters=["m-1"], services=["self"]))["nobody_handles_long"]
    assert said.zh == "0：没有站点以所问方式办理此事项"
