"""Everything `coverage` says, against the slow reference written from the design alone."""

import math

from hypothesis import given
from support.random_districts import Draft, drafts, questions
from support.reference import expected
from support.sameness import agrees
from support.sweeps import examples
from support.tiny import table

from geo.answers import Status
from geo.coverage import coverage

SLOW = examples(12)


@examples(50)
@given(drafts(), questions())
def test_every_resident_gets_the_answer_of_the_reference(draft, question):
    district = draft.build()
    found, wanted = coverage(district, question).residents, expected(district, question)
    assert list(found.ids) == list(wanted)
    for i, id_ in enumerate(found.ids):
        answer = {name: values[i] for name, values in vars(found).items()}
        assert agrees(found, i, wanted[id_], question), (answer, wanted[id_])


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


@examples(5)
@given(drafts(at_least_stations=1))
def test_random_districts_are_what_the_schema_makes_of_them(draft):
    built = draft.build()
    for layer in ("streets", "stations", "residents"):
        by_schema, _ = table(layer, getattr(draft, layer))
        assert built.features(layer).equals(by_schema)
