"""Everything `coverage` says, against the slow reference written from the design alone."""

import math

from geo.answers import Reason, Status
from geo.coverage import coverage
from hypothesis import given, settings
from support.random_districts import Draft, drafts, questions
from support.reference import Expected, expected

EXACT_MM = 0


def found_of(draft: Draft, question):
    answers = coverage(draft.build(), question).residents
    return {
        id_: (status, reason, int(mm), station, int(within), int(access))
        for id_, status, reason, mm, station, within, access in zip(
            answers.ids, answers.status, answers.reason, answers.cost_mm, answers.station,
            answers.stations_within, answers.access_mm, strict=True,
        )
    }  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(drafts(), questions())
def test_every_resident_gets_the_answer_of_the_reference(draft, question):
    district = draft.build()
    found, wanted = found_of(draft, question), expected(district, question)
    assert found.keys() == wanted.keys()
    for id_, (status, reason, mm, station, within, access) in found.items():
        want = wanted[id_]
        assert (status, reason) in {(want.status, r) for r in want.reasons or {""}}, (
            id_,
            found[id_],
            want,
        )
        if want.cost_mm is not None:
            assert abs(mm - want.cost_mm) <= EXACT_MM, (id_, found[id_], want)
            assert station == want.station, (id_, found[id_], want)
            assert within == want.within, (id_, found[id_], want)
