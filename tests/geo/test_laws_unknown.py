"""Law 5: unknown where going on could have changed the answer, and only there."""

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st
from support.random_districts import EVERYWHERE, Draft, drafts, questions
from support.reference import expected
from support.reference_ground import World
from support.sweeps import examples

from geo.answers import Reason, Status
from geo.coverage import coverage

LAWS = examples(12)
# A lower bound summed of rounded parts may exceed the rounded whole by a millimetre each.
ROUNDING_M = 0.02


def reasons(draft: Draft, question):
    found = coverage(draft.build(), question).residents
    return {
        id_: (status, reason)
        for id_, status, reason in zip(found.ids, found.status, found.reason, strict=True)
    }


def honest(draft: Draft) -> Draft:
    """The same with every street at least as long as drawn, and known everywhere."""
    streets = tuple(
        {**s, "length_m": max(s["length_m"], s["at"].length), "u_cut": None, "v_cut": None}
        for s in draft.streets
    )
    return draft.but(streets=streets, extent=EVERYWHERE)


def cropped(draft: Draft, extent, forgotten) -> Draft:
    """What is left of a district that is known only within an extent."""
    gone = {s["id"] for s in draft.streets if not s["at"].intersects(extent)} & forgotten
    return draft.but(streets=tuple(s for s in draft.streets if s["id"] not in gone), extent=extent)


@LAWS
@given(drafts(), questions())
def test_with_everything_known_only_what_is_off_the_streets_or_walled_is_unknown(draft, question):
    known = tuple({**s, "step_free": True, "tier": question.tier} for s in draft.stations)
    allowed = {
        Reason.OFF_STREETS, Reason.GATES_UNKNOWN, Reason.STATION_OFF_STREETS,
        Reason.PLACE_TOO_LARGE,
    }  # fmt: skip
    for status, reason in reasons(honest(draft).but(stations=known), question).values():
        assert status != Status.UNKNOWN or reason in allowed


@LAWS
@given(drafts(), questions())
def test_without_an_extent_nobody_is_called_uncovered_but_behind_barred_gates(draft, question):
    for status, reason in reasons(draft.but(extent=None), question).values():
        certain = {Reason.NO_STATION, Reason.GATES_BARRED}
        assert status != Status.UNCOVERED or reason in certain


@LAWS
@given(drafts(), questions())
def test_an_extent_changes_nothing_for_the_covered(draft, question):
    everywhere, nowhere = (
        reasons(draft.but(extent=extent), question) for extent in (EVERYWHERE, None)
    )
    for id_, (status, _) in everywhere.items():
        assert (status == Status.COVERED) == (nowhere[id_][0] == Status.COVERED)


@LAWS
@given(drafts(), questions())
def test_without_a_station_that_may_count_everybody_is_uncovered(draft, question):
    none = tuple({**s, "network": "enterprises"} for s in draft.stations)
    answers = set(reasons(draft.but(stations=none), question).values())
    assert answers == {(Status.UNCOVERED, Reason.NO_STATION)}


@LAWS
@given(drafts(at_least_stations=1), questions(), st.booleans())
def test_learning_whether_a_station_counts_never_proves_an_answer_wrong(draft, question, free):
    asked = replace(question, step_free=True)
    guessed = reasons(draft, asked)
    settled = tuple(
        {**s, "step_free": free if s["step_free"] is None else s["step_free"]}
        for s in draft.stations
    )
    for id_, (status, _) in reasons(draft.but(stations=settled), asked).items():
        assert guessed[id_][0] in (status, Status.UNKNOWN)


def keeps_its_street(truth: Draft, known: Draft, question):
    """Residents who step onto the same streets in both; nobody if a station inside does not."""
    worlds = [World(draft.build(), question) for draft in (truth, known)]
    steps = [
        {s.id: {(t.street, t.offset_mm) for t in s.steps} for s in w.stations
         if all(worlds[1].inside(d.point) for d in (s, *s.doors))}
        for w in worlds
    ]  # fmt: skip
    if steps[0] != steps[1]:
        return set()
    homes = [expected(draft.build(), question) for draft in (truth, known)]
    return {id_ for id_, home in homes[1].items() if home.snaps == homes[0][id_].snaps}


@examples(40)
@given(drafts(at_least_stations=1, partly_known=True), questions(), st.data())
def test_what_lies_beyond_the_extent_never_proves_an_answer_wrong(draft, question, data):
    truth = honest(draft)
    ids = [s["id"] for s in truth.streets]
    forgotten = set(ids) - data.draw(st.sets(st.sampled_from(ids)) if ids else st.just(set()))
    known = cropped(truth, draft.extent, forgotten)
    found = reasons(known, question).items()
    uncovered = {id_ for id_, (status, _) in found if status == Status.UNCOVERED}
    assume(uncovered)  # otherwise there is nothing that could be wrong
    refuted = uncovered & keeps_its_street(truth, known, question)
    assume(refuted)
    shorter = replace(
        question, minutes=question.minutes - int(ROUNDING_M * 1000) / question.mm_per_min
    )
    beyond = reasons(truth, shorter)
    assert not [id_ for id_ in refuted if beyond[id_][0] == Status.COVERED]
