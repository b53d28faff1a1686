"""Laws of scenarios: each is the district edited by hand, and can be undone."""

from hypothesis import assume, given, note
from hypothesis import strategies as st
from support.edited_drafts import edited
from support.random_scenarios import scenarios
from support.random_services import served_drafts, slices
from support.sameness import same_residents
from support.small_calendar import CALENDAR
from support.sweeps import examples

from data.scenario.changes import Scenario
from geo.coverage import coverage, coverage_of
from geo.errors import ScenarioError
from geo.ground import prepare
from geo.scenario.apply import changed
from geo.scenario.inverse import inverse


def same_answer(one, other):
    """Whether two coverages agree in all that follows from the ground."""
    names = ("groups", "station_notes", "scopes_assumed", "day")
    alike = (getattr(one, name) == getattr(other, name) for name in names)
    return same_residents(one, other) and all(alike)


def changed_or_refused(place, ground, scenario):
    """The ground of a scenario; one that puts a station off the streets is not looked at."""
    try:
        return changed(place, ground, scenario)
    except ScenarioError as error:
        assume("there is no street within" not in str(error))
        raise


@examples(40)
@given(served_drafts(), slices(), st.data())
def test_it_is_what_the_district_would_be_had_it_always_been_so(draft, question, data):
    scenario = data.draw(scenarios(draft))
    place = draft.build()
    ground = changed_or_refused(place, prepare(place, question, calendar=CALENDAR), scenario)
    afresh = coverage(edited(draft, scenario).build(), question, calendar=CALENDAR)
    assert same_answer(coverage_of(place, ground), afresh)


@examples(20)
@given(served_drafts(), slices(), st.data())
def test_what_is_done_can_be_undone(draft, question, data):
    scenario = data.draw(scenarios(draft))
    place = draft.build()
    ground = prepare(place, question, calendar=CALENDAR)
    changed_or_refused(place, ground, scenario)
    undone = inverse(place, ground, scenario)
    note(undone)
    again = changed(place, ground, Scenario(scenario.changes + undone.changes))
    assert same_answer(coverage_of(place, again), coverage_of(place, ground))
