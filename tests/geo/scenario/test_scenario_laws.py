"""Laws of scenarios: each is the district edited by hand, and can be undone."""

import math

import shapely
from hypothesis import assume, given, note
from hypothesis import strategies as st
from support.edited_drafts import edited
from support.random_scenarios import scenarios
from support.random_services import served_drafts, slices
from support.sameness import same_residents
from support.small_calendar import CALENDAR
from support.sweeps import examples

from data.scenario.changes import Scenario
from geo.counting import people_of
from geo.coverage import coverage, coverage_of
from geo.errors import ScenarioError
from geo.ground import prepare
from geo.scenario.apply import changed
from geo.scenario.difference import difference
from geo.scenario.handling import handles
from geo.scenario.inverse import inverse
from geo.scenario.layers import layers_after


def same_answer(one, other):
    """Whether two coverages agree in all that follows from the ground."""
    names = ("groups", "station_notes", "scopes_assumed", "day", "compounds", "parks")
    alike = (getattr(one, name) == getattr(other, name) for name in names)
    return same_residents(one, other) and all(alike)


def kept(ground):
    """All that a ground keeps of its stations and the walks to them, in some order."""
    ways = vars(ground.station_access) | {"joins": shapely.to_wkb(ground.station_access.joins)}
    return {
        **{name: walks(getattr(ground, name)) for name in ("reach", "possible", "straight")},
        "ways": {name: values.tolist() for name, values in ways.items()},
        "homes": {level: home.tolist() for level, home in ground.station_homes.of.items()},
        "does": [
            sorted(map(repr, handles(ground.services, s))) for s in range(len(ways["joined"]))
        ],
        "facts": {name: listed(values) for name, values in vars(ground.services.facts).items()},
    }


def walks(reach):
    return sorted(zip(*(values.tolist() for values in vars(reach).values()), strict=True))


def listed(values):
    return values.tolist() if hasattr(values, "tolist") else values


def changed_or_refused(place, ground, scenario):
    """The ground of a scenario; one that puts a station off the streets is not looked at."""
    try:
        return changed(place, ground, scenario)
    except ScenarioError as error:
        assume("there is no street within" not in str(error))
        raise


@examples(25)
@given(served_drafts(), slices(), st.data())
def test_it_is_what_the_district_would_be_had_it_always_been_so(draft, question, data):
    scenario = data.draw(scenarios(draft))
    place, then = draft.build(), edited(draft, scenario).build()
    ground = changed_or_refused(place, prepare(place, question, calendar=CALENDAR), scenario)
    afresh = prepare(then, question, calendar=CALENDAR)
    assert kept(ground) == kept(afresh)
    answer = coverage_of(layers_after(place, ground), ground)
    assert same_answer(answer, coverage_of(then, afresh))


@examples(12)
@given(served_drafts(), slices(), st.data())
def test_what_is_done_can_be_undone(draft, question, data):
    scenario = data.draw(scenarios(draft))
    place = draft.build()
    ground = prepare(place, question, calendar=CALENDAR)
    changed_or_refused(place, ground, scenario)
    undone = inverse(place, ground, scenario)
    note(undone)
    again = changed(place, ground, Scenario(scenario.changes + undone.changes))
    assert kept(again) == kept(ground)
    assert same_answer(coverage_of(place, again), coverage_of(place, ground))


@examples(12)
@given(served_drafts(), slices(), st.data())
def test_the_difference_is_that_of_two_districts(draft, question, data):
    scenario = data.draw(scenarios(draft))
    place, then = draft.build(), edited(draft, scenario).build()
    ground = prepare(place, question, calendar=CALENDAR)
    people = {"population": people_of(place.table("residents"), "population")}
    found = difference(ground, changed_or_refused(place, ground, scenario), question, people)
    before, after = (coverage(d, question, calendar=CALENDAR) for d in (place, then))
    assert found.groups["population"] == (before.main.totals, after.main.totals)
    was, now = before.residents, after.residents
    changes = dict(zip(found.row.tolist(), found.change.tolist(), strict=True))
    for row in range(len(was.ids)):
        one, other = ((r.status[row], r.cost_mm[row]) for r in (was, now))
        assert changes.get(row) == what_became(one, other)


def what_became(was, now):
    """Status and walk before and after, in a word."""
    if was[0] == now[0]:
        longer = (now[1] if now[1] >= 0 else math.inf) - (was[1] if was[1] >= 0 else math.inf)
        return "farther" if longer > 0 else "nearer" if longer < 0 else None
    if now[0] == "covered":
        return "gained"
    if was[0] == "covered":
        return "lost"
    return "known" if was[0] == "unknown" else "doubted"
