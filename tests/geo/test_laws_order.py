"""Laws 7 and 8: the same question has the same answer, however the rows lie, as often as asked."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from support.random_districts import drafts, questions
from support.random_services import served_drafts, slices
from support.sameness import same, shuffled
from support.small_calendar import CALENDAR
from support.sweeps import examples

from geo.coverage import coverage

LAWS = examples(12)
# Reversing or splitting a street rounds each spot on it anew, to half a millimetre.
ROUNDING_MM = 4


@LAWS
@given(drafts(), questions())
def test_asked_twice_the_answer_is_the_same(draft, question):
    district = draft.build()
    first = coverage(district, question)
    assert same(coverage(district, question), first)
    assert same(coverage(draft.build(), question), first)


@LAWS
@given(drafts(), questions(), questions())
def test_what_was_asked_before_does_not_matter(draft, question, earlier):
    district = draft.build()
    fresh = coverage(draft.build(), question)
    coverage(district, earlier)
    assert same(coverage(district, question), fresh)


@LAWS
@given(drafts(), questions(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(draft, question, random):
    assert same(
        coverage(draft.build(), question), coverage(shuffled(draft, random).build(), question)
    )


@LAWS
@given(served_drafts(), slices(), st.randoms(use_true_random=False))
def test_the_order_of_rows_of_no_layer_matters_to_a_slice(draft, question, random):
    fresh = coverage(draft.build(), question, calendar=CALENDAR)
    other = shuffled(draft, random).build()
    assert same(coverage(other, question, calendar=CALENDAR), fresh)


@LAWS
@given(drafts(), questions(), st.randoms(use_true_random=False))
def test_the_names_of_streets_and_gates_do_not_matter(draft, question, random):
    def renamed(rows):
        numbers = random.sample(range(1000), len(rows))
        return tuple({**row, "id": f"x{n}"} for row, n in zip(rows, numbers, strict=True))

    other = draft.but(streets=renamed(draft.streets), gates=renamed(draft.gates))
    assert same(coverage(draft.build(), question), coverage(other.build(), question))


@LAWS
@given(drafts(), questions())
def test_each_resident_is_answered_as_if_asked_alone(draft, question):
    together = coverage(draft.build(), question).residents
    for i, row in enumerate(sorted(draft.residents, key=lambda row: row["id"])):
        alone = coverage(draft.but(residents=(row,)).build(), question).residents
        for name, values in vars(alone).items():
            assert values[0] == vars(together)[name][i]


def reversed_street(row):
    return {
        **row, "u": row["v"], "v": row["u"], "u_cut": row.get("v_cut"),
        "v_cut": row.get("u_cut"), "at": row["at"].reverse(),
    }  # fmt: skip


def split_street(row):
    """The street in two halves, joined at a corner of their own."""
    coords, middle = list(row["at"].coords), row["at"].interpolate(0.5, normalized=True)
    if len(coords) != 2 or row["at"].length == 0:
        return (row,)
    line, joint, xy = type(row["at"]), f"{row['id']}-middle", (middle.x, middle.y)
    half = {**row, "length_m": row["length_m"] / 2}
    first = {"id": f"{row['id']}-1", "v": joint, "v_cut": None, "at": line([coords[0], xy])}
    second = {"id": f"{row['id']}-2", "u": joint, "u_cut": None, "at": line([xy, coords[1]])}
    return {**half, **first}, {**half, **second}


def nearly_same(one, other, question):
    """Equal up to rounding: walks within millimetres, statuses but for walks at the very limit."""
    a, b = one.residents, other.residents
    settled = np.abs(a.cost_mm - question.limit_mm) > ROUNDING_MM
    assert ((a.cost_mm < 0) == (b.cost_mm < 0)).all()
    assert np.abs(a.cost_mm - b.cost_mm).max() <= ROUNDING_MM
    assert (a.status == b.status)[settled].all()


@LAWS
@given(drafts(), questions(), st.randoms(use_true_random=False))
def test_streets_have_no_direction(draft, question, random):
    streets = tuple(reversed_street(s) if random.random() < 0.5 else s for s in draft.streets)
    other = draft.but(streets=streets)
    nearly_same(coverage(draft.build(), question), coverage(other.build(), question), question)


@LAWS
@given(drafts(), questions())
def test_a_street_in_two_halves_is_the_same_street(draft, question):
    other = draft.but(streets=tuple(half for row in draft.streets for half in split_street(row)))
    nearly_same(coverage(draft.build(), question), coverage(other.build(), question), question)
