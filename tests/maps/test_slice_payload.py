"""What the page is told of single matters and hours, and what it is not."""

from dataclasses import replace

import numpy as np
import pytest

from data.declarations import Declaration, Visibility
from data.visibility import visible
from geo.report import RowStatuses
from maps.slice_payload import slices

LAYERS = ("areas", "stations", "closures", "matters", "station_matters", "residents", "gates")


@pytest.fixture
def told(district, report):
    def of(*declarations, answer=report):
        changed = replace(district, declarations=declarations)
        return slices(changed, answer, {name: visible(changed, name) for name in LAYERS})

    return of


def restricted(layer, **more):
    return Declaration(layer, visibility=Visibility.RESTRICTED, **more)


def column(layer, name):
    return Declaration(layer, column_visibility={name: Visibility.RESTRICTED})


def test_a_matter_has_its_three_percentages_and_who_handles_it(told):
    matter = told().payload["matters"][0]
    assert matter["text"] == ["75.0%–100.0%", "25.0%", "25.0%"]
    assert matter["stations"] == [2, 0]


def test_an_hour_is_told_without_and_with_appointments(told):
    saturday = told().payload["week"][1]
    assert saturday["date"] == "2026-06-27"
    assert saturday["hours"][9]["people"][1] == 0.0
    assert saturday["booked"][9]["people"][1] == 1200.0


def test_each_resident_has_an_area_a_level_or_none(told):
    homes = told().payload["homes"]
    assert homes == {"district": [0, 0, 0], "subdistrict": [1, 4, 3]}


@pytest.mark.parametrize(
    "declaration",
    [
        restricted("stations"),
        restricted("stations", kind="hall"),
        restricted("matters"),
        restricted("station_matters"),
        column("stations", "opening_hours"),
        column("station_matters", "service"),
        restricted("closures"),
        restricted("gates"),
        restricted("areas"),
    ],
    ids=lambda declaration: declaration.layer,
)
def test_statuses_that_would_give_away_something_restricted_are_not_told(told, declaration):
    found = told(declaration)
    assert (found.matters, found.week, found.payload["pages"]) == (False, False, [])


def test_statuses_that_were_taken_out_of_the_report_are_not_shown(told, report):
    residents = len(report.coverage.residents.ids)
    nothing = RowStatuses(np.empty((0, residents), dtype=np.uint8), {}, {})
    found = told(answer=replace(report, statuses=nothing))
    assert (found.matters, found.week, found.kept_back) == (False, False, True)


def test_a_week_without_the_group_asked_is_not_kept_back(told, report):
    no_matters = replace(report.statuses, matters=report.statuses.matters[:0])
    week = replace(report.week, gains={})
    found = told(answer=replace(report, week=week, matters=(), statuses=no_matters))
    assert (found.week, found.kept_back) == (False, False)


def test_with_restricted_residents_nothing_is_summed_on_the_page(told):
    found = told(restricted("residents")).payload
    assert found["sums"] is False
    assert found["homes"] == {"district": [], "subdistrict": []}


def test_residents_left_out_of_the_answer_are_left_out_of_the_statuses(told, report):
    answers = report.coverage.residents
    kept = replace(
        answers,
        **{name: getattr(answers, name)[1:] for name in answers.__dataclass_fields__},
    )
    fewer = replace(report.statuses, matters=report.statuses.matters[:, 1:])
    answer = replace(
        report, coverage=replace(report.coverage, residents=kept), statuses=fewer, week=None
    )
    assert told(answer=answer).payload["sums"] is False


def test_statuses_of_other_residents_are_refused(told, report):
    other = replace(report.statuses, matters=np.zeros((3, 7), dtype=np.uint8))
    with pytest.raises(ValueError, match="7 rows beside 3 residents"):
        told(answer=replace(report, statuses=other))
