"""Law 3, reach is inclusive, and law 4, snapping to the edge: on random districts."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from support.random_districts import Draft, drafts, questions
from support.sweeps import examples

from geo.answers import Reason, Status
from geo.coverage import coverage

LAWS = examples(12)


def answers(draft: Draft, question):
    return coverage(draft.build(), question).residents


def by_id(draft: Draft, question, *names):
    found = answers(draft, question)
    values = zip(*(getattr(found, name) for name in names), strict=True)
    return dict(zip(found.ids, values, strict=True))


@LAWS
@given(drafts(at_least_stations=1), questions())
def test_exactly_the_minutes_of_the_walk_cover_and_a_millimetre_less_does_not(draft, question):
    walks = by_id(draft, question, "cost_mm")
    id_, (walk,) = max(walks.items(), key=lambda item: item[1])
    if walk < 2:
        return  # nobody walks anywhere
    exact = replace(question, minutes=Fraction(int(walk)) / question.mm_per_min)
    less = replace(question, minutes=Fraction(int(walk) - 1) / question.mm_per_min)
    assert by_id(draft, exact, "status")[id_] == (Status.COVERED,)
    assert by_id(draft, less, "status")[id_] != (Status.COVERED,)


@LAWS
@given(drafts(at_least_stations=1), questions())
def test_covered_is_who_walks_no_longer_than_the_limit(draft, question):
    found = answers(draft, question)
    near = (found.cost_mm >= 0) & (found.cost_mm <= question.limit_mm)
    barred = found.reason == Reason.GATES_UNKNOWN
    assert ((found.status == Status.COVERED) == (near & ~barred)).all()


@LAWS
@given(drafts(), questions())
def test_everybody_is_listed_once_with_a_status_and_only_the_covered_without_reason(
    draft, question
):
    found = answers(draft, question)
    assert list(found.ids) == sorted(row["id"] for row in draft.residents)
    assert set(found.status) <= set(Status)
    assert ((found.reason == "") == (found.status == Status.COVERED)).all()


@LAWS
@given(drafts(at_least_stations=1), questions())
def test_who_lives_far_from_every_street_is_listed_and_never_covered(draft, question):
    hermit = {"id": "hermit", "population": 1.0, "at": (9000, 9000)}
    found = by_id(
        draft.but(residents=(*draft.residents, hermit)), question, "status", "reason", "cost_mm"
    )["hermit"]
    assert found in {
        (Status.UNKNOWN, Reason.OFF_STREETS, -1),
        (Status.UNCOVERED, Reason.NO_STATION, -1),
    }


@LAWS
@given(drafts(at_least_stations=1), questions())
def test_of_twin_stations_the_smaller_id_serves(draft, question):
    twins = tuple({**row, "id": f"a{row['id']}"} for row in draft.stations)
    gates = tuple({**g, "id": f"a{g['id']}", "of": f"a{g['of']}"} for g in draft.gates)
    doubled = draft.but(stations=draft.stations + twins, gates=draft.gates + gates)
    before = by_id(draft, question, "cost_mm", "station", "stations_within")
    after = by_id(doubled, question, "cost_mm", "station", "stations_within")
    for id_, (walk, station, within) in before.items():
        assert after[id_] == (walk, f"a{station}" if station else "", 2 * within)


@LAWS
@given(drafts(at_least_stations=1), questions())
def test_parallel_streets_all_take_snaps_and_the_shortest_is_walked(draft, question):
    twins = tuple({**s, "id": f"{s['id']}-again"} for s in draft.streets)
    longer = tuple(
        {**s, "id": f"{s['id']}-longer", "length_m": s["length_m"] * 3} for s in draft.streets
    )
    columns = ("status", "cost_mm", "station", "access_mm")
    alone = by_id(draft, question, *columns)
    assert by_id(draft.but(streets=twins + draft.streets), question, *columns) == alone
    among_longer = by_id(draft.but(streets=draft.streets + longer), question, "cost_mm")
    assert {id_: walk for id_, (walk,) in among_longer.items()} == {
        id_: walk for id_, (_, walk, _, _) in alone.items()
    }
