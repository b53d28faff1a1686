"""Which steps of which check matter to a whole: told by trying all answers."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from data.rulepacks.checks import AllOf, AnyOf, Check, Document, Leaf, Not
from geo.checks.answers import swapped
from geo.checks.borders.change import EVERY, Step
from geo.screening.possible import Range, Steps, answered, matters

A, B, C = (Document(fact=name) for name in "abc")
CHECKS = st.recursive(
    st.sampled_from([A, B, C]),
    lambda inner: st.one_of(
        st.builds(AnyOf, of=st.tuples(inner, inner)),
        st.builds(AllOf, of=st.tuples(inner, inner)),
        st.builds(Not, of=inner),
    ),
    max_leaves=4,
)
SOME = st.dictionaries(st.sampled_from([A, B]), st.integers(0, 3))


def answer(check: Check, given: dict[Leaf, int]) -> int:
    """What a check answers if its parts answer so."""
    match check:
        case AllOf():
            return min(answer(part, given) for part in check.of)
        case AnyOf():
            return max(answer(part, given) for part in check.of)
        case Not():
            return int(swapped(answer(check.of, given)))
        case _:
            return given[check]


def everything(constant: dict[Leaf, int]) -> list[dict[Leaf, int]]:
    """All that the three may answer."""
    ranges = ([constant[leaf]] if leaf in constant else range(4) for leaf in (A, B, C))
    return [dict(zip((A, B, C), answers, strict=True)) for answers in product(*ranges)]


@settings(max_examples=40, deadline=None)
@given(check=CHECKS, constant=SOME)
def test_no_answer_lies_outside_of_what_is_thought_possible(check, constant):
    can = answered(check, constant)
    assert all(can.worst <= answer(check, given) <= can.best for given in everything(constant))


@settings(max_examples=40, deadline=None)
@given(check=CHECKS, constant=SOME, steps=st.frozensets(st.sampled_from(Step), min_size=1))
def test_between_steps_that_do_not_matter_the_whole_stays_on_its_side(check, constant, steps):
    asked: dict[Leaf, Steps] = {}
    for leaf, own in matters(check, steps, constant):
        asked[leaf] = asked.get(leaf, frozenset()) | own
    sides: dict[tuple[bool, ...], tuple[bool, ...]] = {}
    for given_ in everything(constant):
        place = tuple(given_[leaf] >= step for leaf in asked for step in sorted(asked[leaf]))
        whole = tuple(answer(check, given_) >= step for step in sorted(steps))
        assert sides.setdefault(place, whole) == whole


def test_what_is_met_in_any_case_needs_nothing():
    assert answered(AnyOf(of=(A, B)), {A: 3}) == Range(3, 3)
    assert list(matters(AnyOf(of=(A, B)), EVERY, {A: 3})) == []


def test_a_no_turned_round_may_want_a_document():
    assert answered(Not(of=A), {A: 0}) == Range(2, 3)
