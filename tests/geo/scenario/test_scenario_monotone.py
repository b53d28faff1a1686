"""Law 6 in scenarios: what is added lowers nothing; where a street does, it is said for whom."""

from hypothesis import assume, given
from hypothesis import strategies as st
from support.edited_drafts import edited
from support.random_scenarios import spots
from support.random_services import GATE_HOURS, MATTERS, MOMENTS, served_drafts, slices
from support.reference_hours import MAY, NOTICES, level
from support.small_calendar import CALENDAR
from support.sweeps import examples

from data.layers import COUNTED_SERVICES, GATE_STATUSES
from data.scenario import changes as edit
from geo.errors import ScenarioError
from geo.ground import prepare
from geo.scenario.apply import changed
from geo.scenario.difference import difference

AT_SOME_HOUR = slices(at=[moment for moment in MOMENTS if moment])
SERVED = served_drafts(at_least_stations=1, knows_what_stations_do=True)
SERVES = st.builds(edit.Handling, st.sampled_from(MATTERS), st.sampled_from(COUNTED_SERVICES))


def worse(draft, question, change):
    """Rows that lose coverage, or hope of it: what becomes of each, and why."""
    place = draft.build()
    ground = prepare(place, question, calendar=CALENDAR)
    try:
        then = changed(place, ground, edit.Scenario((change,)))
    except ScenarioError as error:
        assume("there is no street within" not in str(error))
        raise
    found = difference(ground, then, question, {})
    pairs = zip(found.change.tolist(), found.cause.tolist(), strict=True)
    return {(what, why) for what, why in pairs if what in ("lost", "known", "farther")}


def one_of(rows):
    return st.sampled_from([row["id"] for row in rows])


@examples(12)
@given(SERVED, slices(), st.lists(SERVES, max_size=2), st.sampled_from([None, *NOTICES]), st.data())
def test_one_more_station(draft, question, handles, hours, data):
    at = data.draw(spots(draft))
    new = edit.StationAdded("s0", at, handles=tuple(handles), opening_hours=hours, step_free=True)
    assert not worse(draft, question, new)


@examples(12)
@given(SERVED, slices(), SERVES, st.data())
def test_one_more_matter(draft, question, handling, data):
    station = data.draw(one_of(draft.stations))
    assert not worse(draft, question, edit.MatterDelegated(station, handling))


@examples(12)
@given(SERVED, AT_SOME_HOUR, st.data())
def test_one_more_hour(draft, question, data):
    row = data.draw(st.sampled_from(draft.stations))

    def open_then(text):
        return level(text, question.moment, null=MAY, appointment=False)

    longer = [text for text in NOTICES if open_then(text) >= open_then(row["opening_hours"])]
    assume(longer)
    hours = edit.HoursChanged(row["id"], data.draw(st.sampled_from(longer)))
    assert not worse(draft, question, hours)


@examples(12)
@given(SERVED, slices(), st.sampled_from([None, *GATE_STATUSES]), st.data())
def test_a_further_gate_or_an_open_one(draft, question, status, data):
    assume(draft.gates)
    at = data.draw(spots(draft))
    if data.draw(st.booleans()):
        change = edit.GateSet(data.draw(one_of(draft.gates)), "open")
    else:
        gated = data.draw(st.sampled_from([gate["of"] for gate in draft.gates]))
        change = edit.GateAdded("zz", gated, at, status, data.draw(st.sampled_from(GATE_HOURS)))
    assert not any(what == "lost" for what, _ in worse(draft, question, change))


@examples(25)
@given(SERVED, slices(), st.data())
def test_one_more_street_only_for_those_who_join_it_now(draft, question, data):
    assume(draft.streets)
    street = data.draw(one_of(draft.streets))
    barred = edited(draft, edit.Scenario((edit.StreetSet(street, False),)))
    found = worse(barred, question, edit.StreetSet(street, True))
    causes = {why for what, why in found if what in ("lost", "farther")}
    assert causes <= {"joins_elsewhere", "station_joins_elsewhere"}
