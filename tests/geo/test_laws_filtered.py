"""A slice is what a question without it would say of a district of which the rest is gone."""

from dataclasses import replace
from types import MappingProxyType

from hypothesis import given
from hypothesis import strategies as st
from support.random_districts import EVERYWHERE
from support.random_services import MOMENTS, served_drafts, slices
from support.reference_hours import CLOSED, OPEN, UNREADABLE, state
from support.sameness import same_residents
from support.small_calendar import CALENDAR
from support.sweeps import examples

from data.layers import TIERS
from geo.coverage import coverage
from geo.question import Question

AT_SOME_HOUR = slices(at=[moment for moment in MOMENTS if moment is not None])
AT_NO_HOUR = slices(at=[None])
SHUT = "off; PH off"


def agree(draft, question, filtered, simpler):
    """Whether the slice of the one is the whole of the other."""
    found = coverage(draft.build(), question, calendar=CALENDAR)
    return same_residents(found, coverage(filtered.build(), simpler, calendar=CALENDAR))


def anywhere(draft):
    """The same with nothing left open about matters: any station serves all people."""
    rows = tuple({**row, "service": row["service"] or "self"} for row in draft.station_matters)
    matters = tuple({**row, "scope": "cross_district"} for row in draft.matters)
    return draft.but(station_matters=rows, matters=matters)


def without(draft, stations):
    return draft.but(stations=tuple(s for s in draft.stations if s["id"] not in stations))


def not_handling(draft, matters, services):
    handled = {
        (row["station_id"], row["matter_id"])
        for row in draft.station_matters
        if row["service"] in services
    }
    return {s["id"] for s in draft.stations if any((s["id"], m) not in handled for m in matters)}


@examples(8)
@given(served_drafts(knows_what_stations_do=True), AT_NO_HOUR)
def test_a_matter_is_any_station_where_only_those_that_handle_it_are_left(draft, question):
    draft = anywhere(draft)
    left = without(draft, not_handling(draft, question.matters, question.services))
    assert agree(draft, question, left, replace(question, matters=()))


@examples(8)
@given(served_drafts(knows_what_stations_do=True), slices())
def test_a_matter_of_the_district_is_one_of_anywhere_without_the_neighbours(draft, question):
    own = draft.but(matters=tuple({**row, "scope": "district"} for row in draft.matters))
    open_to_all = tuple({**row, "scope": "cross_district"} for row in draft.matters)
    areas = tuple(row for row in draft.areas if row["level"] != "district")
    own = own.but(areas=areas)
    neighbours = {s["id"] for s in draft.stations if s["district"] not in (None, "小区")}
    asked = replace(question, matters=question.matters or ("m1",))
    left = without(own, neighbours).but(matters=open_to_all)
    assert agree(own, asked, left, asked)


@examples(8)
@given(served_drafts(), slices())
def test_an_undeclared_scope_is_that_of_the_district(draft, question):
    unsaid, said = (
        draft.but(matters=tuple({**row, "scope": scope} for row in draft.matters))
        for scope in (None, "district")
    )
    assert agree(unsaid, question, said, question)


def known_hours(draft, at):
    """The same with hours that everybody can tell at this moment."""

    def known(row, *names, null):
        texts = {n: row.get(n) or null for n in names}
        unclear = [n for n, text in texts.items() if text and state(text, at) not in (OPEN, CLOSED)]
        return {**row, **texts, **dict.fromkeys(unclear, SHUT)}

    return draft.but(
        stations=tuple(
            known(known(s, "opening_hours", null=SHUT), "host_hours", null=None)
            for s in draft.stations
        ),
        gates=tuple(known(g, "opening_hours", null=None) for g in draft.gates),
        station_matters=tuple(
            known(row, "opening_hours", null=None) for row in draft.station_matters
        ),
    )


def at_this_hour(draft, at):
    """What is left of a district at a moment: what is closed is gone, its gates are locked."""

    def opened(row, *names):
        return all(row[n] is None or state(row[n], at) == OPEN for n in names)

    today = str(at.date())
    closed = {
        row["station_id"]
        for row in draft.closures
        if (row["from"] or "0") <= today <= (row["to"] or "9")
    }
    return draft.but(
        stations=tuple(
            s
            for s in draft.stations
            if opened(s, "opening_hours", "host_hours") and s["id"] not in closed
        ),
        gates=tuple(
            g if opened(g, "opening_hours") else {**g, "status": "locked"} for g in draft.gates
        ),
        station_matters=tuple(r for r in draft.station_matters if opened(r, "opening_hours")),
    )


@examples(8)
@given(served_drafts(knows_what_stations_do=True), AT_SOME_HOUR)
def test_an_hour_is_no_hour_where_only_what_is_open_is_left(draft, question):
    draft = known_hours(draft, question.moment)
    left = at_this_hour(draft, question.moment)
    assert agree(draft, question, left, replace(question, moment=None))


@examples(8)
@given(served_drafts(), AT_SOME_HOUR)
def test_nothing_is_certain_of_stations_whose_hours_cannot_be_read(draft, question):
    unreadable = tuple({**s, "opening_hours": UNREADABLE} for s in draft.stations)
    found = coverage(draft.but(stations=unreadable).build(), question, calendar=CALENDAR)
    assert "covered" not in set(found.residents.status)


@examples(8)
@given(served_drafts(), slices())
def test_the_network_of_all_is_everybody_in_both(draft, question):
    asked = replace(question, network="all")
    both = draft.but(stations=tuple({**s, "network": "both"} for s in draft.stations))
    assert agree(draft, asked, both, question)


def with_one_tier_limit(question: Question, minutes) -> Question:
    return replace(question, tier_limits_min=MappingProxyType(dict.fromkeys(TIERS, minutes)))


@examples(8)
@given(served_drafts(), slices(), st.sampled_from([3, 6, 11]))
def test_the_same_limit_for_every_tier_is_one_limit(draft, question, minutes):
    plain = replace(question, minutes=minutes, tier_limits_min={}, rural_minutes=None)
    assert agree(draft, with_one_tier_limit(question, minutes), draft, plain)


@examples(8)
@given(served_drafts(), slices(), st.sampled_from([3, 6, 11]))
def test_where_all_is_rural_the_rural_limit_is_the_limit(draft, question, minutes):
    country = {"id": "z", "level": "district", "setting": "rural", "at": EVERYWHERE}
    others = ({**a, "setting": None} for a in draft.areas if a["level"] != "district")
    rural = draft.but(areas=(*others, country))
    plain = replace(question, minutes=minutes, rural_minutes=None)
    assert agree(rural, replace(question, rural_minutes=minutes), rural, plain)
