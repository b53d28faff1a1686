"""What is told apart for each outcome, the worst first."""

from support.told import rule_of

from data.rulepacks.checks import Document, Fact, LeastDistance, Not
from geo.checks.borders.change import EVERY, Step
from geo.screening.levels import levels
from geo.survey.outcome import Outcome

NEAR = LeastDistance(to=("school",), at_least_m=100.0)
ON_FOOT = LeastDistance(to=("school",), at_least_m=100.0, method="walking")
PAPER = Document(fact="owners_consent")


def told_apart(rule):
    """By outcome the steps of a rule's check."""
    found = levels([rule], {})
    return {level.outcome: level.steps.get(rule.rule.check, frozenset()) for level in found}


def test_what_is_prohibited_is_told_from_better_one_step_after_the_other():
    assert told_apart(rule_of(NEAR)) == {
        Outcome.FAIL: {Step.NO},
        Outcome.UNKNOWN: {Step.UNKNOWN},
        Outcome.ON_SITE: {Step.ON_SITE},
        Outcome.PASS: frozenset(),
    }


def test_what_needs_approval_is_worse_unknown_than_not_met():
    steps = told_apart(rule_of(NEAR, not_met="approval_required"))
    assert Outcome.FAIL not in steps
    assert steps[Outcome.UNKNOWN] == {Step.NO, Step.UNKNOWN}
    assert steps[Outcome.CONDITIONAL] == {Step.ON_SITE}


def test_from_memory_nothing_but_unknown_is_told_apart():
    steps = told_apart(rule_of(NEAR, confidence="memory_high"))
    assert steps == {Outcome.UNKNOWN: {Step.NO, Step.UNKNOWN}, Outcome.ON_SITE: frozenset()}


def test_where_the_worst_of_a_cell_may_be_marked_every_step_on_foot_counts():
    steps = told_apart(rule_of(ON_FOOT, confidence="memory_high"))
    assert steps[Outcome.ON_SITE] == EVERY


def test_advice_has_no_level():
    assert levels([rule_of(NEAR, not_met="advisory")], {}) == ()


def test_a_rule_of_papers_alone_comes_to_one_outcome():
    (level,) = levels([rule_of(PAPER)], {PAPER: 1})
    assert (level.outcome, level.rules, level.steps) == (Outcome.UNKNOWN, (0,), {})


def test_a_rule_whose_condition_surely_fails_has_no_level():
    condition = Fact(fact="floor", at_most=1)
    concerned = rule_of(NEAR, when=condition)
    assert levels([concerned], {condition: 3}) == levels([rule_of(NEAR)], {})
    proven = rule_of(NEAR, when=Not(of=condition))
    assert levels([proven], {condition: 3}) == ()
