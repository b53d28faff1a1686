"""Law 6 for slices: one more station, matter, hour, service, minute or gate lowers nothing."""

from dataclasses import replace
from types import MappingProxyType

from hypothesis import assume, given
from hypothesis import strategies as st
from support.random_districts import Draft
from support.random_services import MATTERS, MOMENTS, served_drafts, slices
from support.reference import expected
from support.reference_hours import CLOSED, MAY, NOTICES, UNREADABLE, YES, level, state
from support.small_calendar import CALENDAR
from support.sweeps import examples

from data.layers import COUNTED_SERVICES, TIERS
from geo.answers import Status
from geo.coverage import coverage

AT_SOME_HOUR = slices(at=[moment for moment in MOMENTS if moment is not None])
SERVED = served_drafts(at_least_stations=1, knows_what_stations_do=True)
SPOT = st.tuples(st.integers(-100, 900), st.integers(-100, 900))


def statuses(draft: Draft, question):
    found = coverage(draft.build(), question, calendar=CALENDAR).residents
    return dict(zip(found.ids, found.status, strict=True))


def lowers_nothing(before, after):
    """Whether nobody is less covered, and nobody who was covered or unknown is given up."""
    rank = {Status.UNCOVERED: 0, Status.UNKNOWN: 1, Status.COVERED: 2}
    return all(rank[before[id_]] <= rank[after[id_]] for id_ in before)


def exchanged(rows, k, **changes):
    """The same rows but one, of which something changes."""
    return tuple({**row, **changes} if i == k else row for i, row in enumerate(rows))


@examples(10)
@given(SERVED, slices(), SPOT, st.sampled_from([None, UNREADABLE, *NOTICES]))
def test_one_more_station_that_handles_something(draft, question, spot, hours):
    more = {"id": "s0", "at": spot, "opening_hours": hours, "step_free": True}
    does = tuple(
        {"id": f"does-{m}", "station_id": "s0", "matter_id": m, "service": "self"} for m in MATTERS
    )
    richer = draft.but(
        stations=(*draft.stations, more), station_matters=draft.station_matters + does
    )
    assert lowers_nothing(statuses(draft, question), statuses(richer, question))


@examples(10)
@given(SERVED, slices(), st.data())
def test_one_more_matter_at_a_station(draft, question, data):
    row = {
        "id": "delegated",
        "station_id": data.draw(st.sampled_from([s["id"] for s in draft.stations])),
        "matter_id": data.draw(st.sampled_from(question.matters or MATTERS)),
        "service": data.draw(st.sampled_from([*COUNTED_SERVICES, "advise", None])),
    }
    richer = draft.but(station_matters=(*draft.station_matters, row))
    assert lowers_nothing(statuses(draft, question), statuses(richer, question))


@examples(10)
@given(SERVED, AT_SOME_HOUR, st.data())
def test_an_open_hour_more(draft, question, data):
    k = data.draw(st.integers(0, len(draft.stations) - 1))
    column, null = data.draw(st.sampled_from([("opening_hours", MAY), ("host_hours", YES)]))
    before = level(draft.stations[k][column], question.moment, null=null, appointment=False)
    longer = [text for text in NOTICES
              if level(text, question.moment, null=null, appointment=False) >= before]  # fmt: skip
    assume(longer)
    text = data.draw(st.sampled_from(longer))
    richer = draft.but(stations=exchanged(draft.stations, k, **{column: text}))
    assert lowers_nothing(statuses(draft, question), statuses(richer, question))


@examples(8)
@given(SERVED, AT_SOME_HOUR)
def test_no_closure_any_more(draft, question):
    assert lowers_nothing(statuses(draft, question), statuses(draft.but(closures=()), question))


@examples(8)
@given(SERVED, AT_SOME_HOUR, st.data())
def test_a_gate_open_for_longer_lowers_no_covered(draft, question, data):
    assume(draft.gates)
    k = data.draw(st.integers(0, len(draft.gates) - 1))
    hours = draft.gates[k]["opening_hours"]
    assume(hours is not None and (hours == UNREADABLE or state(hours, question.moment) == CLOSED))
    before = statuses(draft, question)
    after = statuses(draft.but(gates=exchanged(draft.gates, k, opening_hours=None)), question)
    assert all(after[id_] == s for id_, s in before.items() if s == Status.COVERED)


@examples(10)
@given(SERVED, slices(), st.sampled_from(["minutes", "rural_minutes", *TIERS]))
def test_a_minute_more(draft, question, which):
    limits = question.tier_limits_min
    if which in TIERS:
        longer = max(limits.get(which, 0), question.minutes, question.rural_minutes or 0) + 1
        more = replace(question, tier_limits_min=MappingProxyType({**limits, which: longer}))
    else:
        least = getattr(question, which) or question.minutes
        more = replace(question, **{which: least + 1})
    assert lowers_nothing(statuses(draft, question), statuses(draft, more))


@examples(8)
@given(SERVED, slices(), st.sets(st.sampled_from(COUNTED_SERVICES)))
def test_a_service_more_counts(draft, question, more):
    wider = tuple(s for s in COUNTED_SERVICES if s in {*question.services, *more})
    asked = replace(question, services=wider)
    assert lowers_nothing(statuses(draft, question), statuses(draft, asked))


@examples(8)
@given(SERVED, slices())
def test_a_matter_less_is_asked(draft, question):
    for matter in question.matters:
        rest = tuple(m for m in question.matters if m != matter)
        # Without any matter a neighbour's station and one across the border serve, too.
        fewer = statuses(draft, replace(question, matters=rest))
        assert lowers_nothing(statuses(draft, question), fewer)


@examples(8)
@given(SERVED, slices())
def test_all_networks_are_asked(draft, question):
    asked = replace(question, network="all")
    assert lowers_nothing(statuses(draft, question), statuses(draft, asked))


@examples(10)
@given(SERVED, AT_SOME_HOUR)
def test_by_appointment_is_counted_apart_and_as_the_reference_does(draft, question):
    one_each = draft.but(residents=tuple({**r, "population": 1.0} for r in draft.residents))
    district = one_each.build()
    counts = coverage(district, question, calendar=CALENDAR).main
    wanted = expected(district, question, appointment=True)
    assert counts.with_appointment.covered >= counts.totals.covered
    assert counts.with_appointment.total == len(draft.residents)
    for status in Status:
        ids = [id_ for id_, answer in wanted.items() if answer.status == status]
        assert getattr(counts.with_appointment, status) == len(ids)
