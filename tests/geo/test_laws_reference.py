"""Everything `coverage` says, against the slow reference written from the design alone."""

import math

import pytest
from hypothesis import given, settings
from support.random_districts import Draft, drafts, questions
from support.reference import expected
from support.tiny import table

from geo.answers import Status
from geo.coverage import coverage

FIVE_CM_MM = 50
SLOW = settings(max_examples=15, deadline=None, derandomize=True)


def agrees(found, i, want):
    """Whether the i-th answer is the wanted one."""
    reasons = {str(reason) for reason in want.reasons} or {""}
    return (
        found.status[i] == want.status
        and found.reason[i] in reasons
        and abs(found.cost_mm[i] - want.cost_mm) <= FIVE_CM_MM
        and (found.cost_mm[i] < 0) == (want.cost_mm < 0)
        and want.station in (None, found.station[i])
        and found.stations_within[i] == len(want.reached)
    )


@settings(max_examples=60, deadline=None, derandomize=True)
@given(drafts(), questions())
def test_every_resident_gets_the_answer_of_the_reference(draft, question):
    district = draft.build()
    found, wanted = coverage(district, question).residents, expected(district, question)
    assert list(found.ids) == list(wanted)
    for i, id_ in enumerate(found.ids):
        answer = {name: values[i] for name, values in vars(found).items()}
        assert agrees(found, i, wanted[id_]), (answer, wanted[id_])


@SLOW
@given(drafts(), questions())
def test_minutes_are_the_walk_at_the_speed_asked(draft, question):
    district = draft.build()
    found, wanted = coverage(district, question).residents, expected(district, question)
    minutes = found.minutes(question)
    for i, id_ in enumerate(found.ids):
        walk = wanted[id_].cost_mm
        speed = float(question.profile.speed_m_s) * 60
        assert minutes[i] == pytest.approx(
            walk / 1000 / speed if walk >= 0 else math.nan, abs=1e-3, nan_ok=True
        )


@SLOW
@given(drafts(), questions())
def test_the_access_is_the_part_of_the_walk_before_the_street(draft, question):
    district = draft.build()
    found, wanted = coverage(district, question).residents, expected(district, question)
    for i, id_ in enumerate(found.ids):
        if wanted[id_].station is not None:
            assert found.access_mm[i] in (wanted[id_].accesses_mm or {-1})


def people(draft: Draft, ids):
    return math.fsum(
        r["population"] for r in sorted(draft.residents, key=lambda r: r["id"]) if r["id"] in ids
    )


@SLOW
@given(drafts(), questions())
def test_totals_are_exact_sums_of_the_answers(draft, question):
    found = coverage(draft.build(), question)
    for status in Status:
        ids = {
            id_
            for id_, s in zip(found.residents.ids, found.residents.status, strict=True)
            if s == status
        }
        assert getattr(found.main.totals, status) == people(draft, ids)
    assert found.main.totals.total == people(draft, set(found.residents.ids))


@SLOW
@given(drafts(at_least_stations=2), questions())
def test_a_station_does_alone_what_it_would_as_the_only_one(draft, question):
    found = coverage(draft.build(), question)
    for id_, alone in found.main.stations.items():
        only = draft.but(stations=tuple(s for s in draft.stations if s["id"] == id_))
        answers = expected(only.build(), question)
        for status in Status:
            ids = {r for r, answer in answers.items() if answer.status == status}
            assert getattr(alone.tally, status) == people(draft, ids), (id_, status)


@SLOW
@given(drafts(at_least_stations=1), questions())
def test_nearest_counts_those_within_the_limit_of_their_nearest_station(draft, question):
    found = coverage(draft.build(), question)
    res = found.residents
    for id_, alone in found.main.stations.items():
        mine = (res.station == id_) & (res.cost_mm >= 0) & (res.cost_mm <= question.limit_mm)
        assert alone.nearest == people(draft, set(res.ids[mine]))


@settings(max_examples=5, deadline=None, derandomize=True)
@given(drafts(at_least_stations=1))
def test_random_districts_are_what_the_schema_makes_of_them(draft):
    built = draft.build()
    for layer in ("streets", "stations", "residents"):
        by_schema, _ = table(layer, getattr(draft, layer))
        assert built.features(layer).equals(by_schema)
