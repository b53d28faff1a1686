"""Kinds of case that a rule should have and has not."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from data.rulepacks import checks as of
from data.rulepacks.book import StandingRule
from data.rulepacks.case import Case
from geo.cases.altered_checks import has_numbers
from geo.cases.mutants import reachable
from geo.cases.tried import with_settings
from geo.checks.answers import MET, NOT_MET
from geo.checks.wanted import leaves, parts, wanted
from geo.survey.outcome import Outcome, outcome_table


class Lack(StrEnum):
    """A kind of case that a rule should have and has not."""

    ANY = "any"
    MET = "met"
    NOT_MET = "not_met"
    AT_THRESHOLD = "at_threshold"
    LAYER_MISSING = "layer_missing"


def lacking(
    cases: Sequence[Case], rule: StandingRule | None, *, own: bool, at_threshold: bool
) -> Iterator[Lack]:
    """The kinds of case that are lacking.

    Args:
        cases: The cases there are.
        rule: The rule that they are of; None where none of them could be tried.
        own: Whether the rule is the pack's own; of another's the pack answers for its numbers only.
        at_threshold: Whether something in one of them lies exactly at a number of the rule.
    """
    if not cases or rule is None:
        yield Lack.ANY
        return
    expected = {case.expected for case in cases}
    can = reachable(rule.rule.check)
    if own and MET in can and not expected & {"pass", "remark: met"}:
        yield Lack.MET
    if own and NOT_MET in can and not expected & _not_met(rule):
        yield Lack.NOT_MET
    if has_numbers(rule.rule.check) and not at_threshold:
        yield Lack.AT_THRESHOLD
    if own and _looks(rule) and not any(case.missing for case in cases):
        yield Lack.LAYER_MISSING


def _looks(rule: StandingRule) -> bool:
    """Whether a rule looks at layers; a fact that a layer only may contradict is no look."""
    looking = [leaf for leaf in leaves(rule.rule.check) if not isinstance(leaf, of.Fact | of.Floor)]
    return bool(wanted(looking) or parts(looking))


def _not_met(rule: StandingRule) -> set[str]:
    """What a rule comes to that is not met, in the words of cases."""
    outcome = Outcome(int(outcome_table(with_settings(rule, {}))[NOT_MET]))
    return {"remark: not_met" if outcome is Outcome.REMARK else outcome.word}
