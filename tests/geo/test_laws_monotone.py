"""Law 6: one more of anything never lowers what is covered; bands nest."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st
from support.random_districts import Draft, block_street, drafts, questions
from support.reference import expected
from support.reference_ground import World
from support.sweeps import examples

from geo.answers import Status
from geo.coverage import coverage

LAWS = examples(12)
SPOT = st.tuples(st.integers(-100, 900), st.integers(-100, 900))


def statuses(draft: Draft, question):
    found = coverage(draft.build(), question).residents
    return dict(zip(found.ids, found.status, strict=True))


def lowered(before, after):
    """Who was covered and no longer is."""
    return {r for r, s in before.items() if s == Status.COVERED and after[r] != Status.COVERED}


def given_up(before, after):
    """Who was covered or unknown and is now uncovered."""
    return {r for r, s in before.items() if s != Status.UNCOVERED and after[r] == Status.UNCOVERED}


@LAWS
@given(drafts(), questions(), SPOT, st.sampled_from([None, True, False]), st.booleans())
def test_one_more_station_lowers_nothing(draft, question, spot, step_free, gated):
    more = {"id": "s0", "at": spot, "step_free": step_free, "tier": question.tier}
    gates = ({"id": "g-s0", "of": "s0", "at": (spot[0] + 10, spot[1])},) if gated else ()
    before = statuses(draft, question)
    after = statuses(
        draft.but(stations=(*draft.stations, more), gates=draft.gates + gates), question
    )
    assert not lowered(before, after)
    assert not given_up(before, after)


@LAWS
@given(drafts(at_least_stations=1), questions(), st.sampled_from([1, Fraction(1, 60), 7]))
def test_one_more_minute_lowers_nothing(draft, question, more):
    before = statuses(draft, question)
    after = statuses(draft, replace(question, minutes=question.minutes + more))
    assert not lowered(before, after)
    assert not given_up(before, after)


@LAWS
@given(drafts(at_least_stations=1), questions())
def test_bands_nest(draft, question):
    bands = [statuses(draft, replace(question, minutes=band)) for band in question.bands_min]
    for narrow, wide in pairwise(bands):
        assert not lowered(narrow, wide)


def stays_put(before, after):
    """Who still steps onto every street it stepped onto, at the same spot."""
    return {id_ for id_, answer in before.items() if answer.snaps <= after[id_].snaps}


def station_snaps(draft: Draft, question):
    world = World(draft.build(), question)
    return {
        station.id: {(step.street, step.offset_mm) for step in station.steps}
        for station in world.stations
    }


@LAWS
@given(drafts(at_least_stations=1), questions(), st.data())
def test_one_more_street_lowers_nobody_who_keeps_their_street(draft, question, data):
    joints = {row["u"]: row["at"].coords[0] for row in draft.streets} | {
        row["v"]: row["at"].coords[-1] for row in draft.streets
    }
    assume(len(joints) > 1)
    u, v = data.draw(st.lists(st.sampled_from(sorted(joints)), min_size=2, max_size=2, unique=True))
    new = block_street("new", u, v, [joints[u], joints[v]], bridge=True)
    more = draft.but(streets=(*draft.streets, new))
    before, after = station_snaps(draft, question), station_snaps(more, question)
    assume(all(spots <= after[id_] for id_, spots in before.items()))
    kept = stays_put(expected(draft.build(), question), expected(more.build(), question))
    assert not lowered(statuses(draft, question), statuses(more, question)) & kept


@LAWS
@given(drafts(at_least_stations=1), questions(), st.data())
def test_a_further_gate_of_places_with_gates_lowers_nobody(draft, question, data):
    gated = sorted({gate["of"] for gate in draft.gates})
    assume(gated)
    status = st.sampled_from([None, "open", "pass_only", "locked", "emergency"])
    gates = tuple(
        {"id": f"further-{of}", "of": of, "at": data.draw(SPOT), "status": data.draw(status)}
        for of in gated
    )
    before = statuses(draft, question)
    assert not lowered(before, statuses(draft.but(gates=draft.gates + gates), question))
