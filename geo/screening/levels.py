"""In which order a land is peeled: for each outcome, the worst first, what must be told apart.

A verdict is the worst outcome of all rules, and rests on the rules that come to it. So where a
rule comes to an outcome nothing better matters, and where none does it is enough to know that.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.rulepacks import checks as of
from data.rulepacks.book import StandingRule
from geo.checks.answers import MET, UNKNOWN
from geo.checks.borders.change import CLEAR, EVERY, Step
from geo.checks.wanted import leaves
from geo.screening.possible import Steps, answered, matters
from geo.survey.outcome import Outcome, outcome_table


@dataclass(frozen=True)
class Level:
    """One outcome, where no worse one is left.

    Attributes:
        outcome: The outcome.
        rules: Indices of the rules that may come to it.
        steps: What tells apart where each of these does and where not: steps by check.
    """

    outcome: Outcome
    rules: tuple[int, ...]
    steps: Mapping[of.Leaf, Steps]


def levels(rules: Sequence[StandingRule], constant: Mapping[of.Leaf, int]) -> tuple[Level, ...]:
    """The outcomes that any rule may come to, the worst first.

    Args:
        rules: The rules.
        constant: Answers of the checks that answer alike everywhere.
    """
    every = [_level(outcome, rules, constant) for outcome in range(Outcome.FAIL, -1, -1)]
    return tuple(level for level in every if level.rules)


def _level(outcome: int, rules: Sequence[StandingRule], constant: Mapping[of.Leaf, int]) -> Level:
    asked, steps = [], dict[of.Leaf, Steps]()
    for at, rule in enumerate(rules):
        if outcome in _may_come_to(rule, constant):
            asked.append(at)
            for leaf, own in _told_apart(rule, outcome, constant):
                steps[leaf] = steps.get(leaf, frozenset()) | own
    return Level(Outcome(outcome), tuple(asked), steps)


def _may_come_to(rule: StandingRule, constant: Mapping[of.Leaf, int]) -> set[int]:
    """The outcomes that have a say in a verdict and to which a rule may come."""
    table = outcome_table(rule)
    if not rule.entered:
        return {int(table[UNKNOWN])} - {int(Outcome.REMARK)}
    if rule.rule.when is not None and answered(_free(rule.rule.when), constant).worst == MET:
        return set()
    can = answered(_whole(rule), constant)
    # The worst place of a cell stands for it, and for `not` the worst that it may be.
    walked = _on_foot(rule) and can.worst < can.best
    found = table if walked else table[can.worst : can.best + 1]
    return {int(outcome) for outcome in found if outcome <= Outcome.FAIL}


def _told_apart(
    rule: StandingRule, outcome: int, constant: Mapping[of.Leaf, int]
) -> Iterator[tuple[of.Leaf, Steps]]:
    """The steps at which a rule passes from an outcome, or a worse one, to a better one."""
    if not rule.entered:
        return
    whole, bad = _whole(rule), outcome_table(rule) >= outcome
    # What passes is met, and a place that is met stands for itself.
    if outcome != Outcome.PASS and _on_foot(rule) and not _plain(whole, bad):
        # Whether the worst place stands for a cell rests on all answers of all parts.
        yield from ((leaf, EVERY) for leaf in leaves(whole) if leaf not in constant)
        return
    passed = frozenset(step for step in Step if bad[step - 1] != bad[step])
    yield from matters(whole, passed, constant)
    if rule.rule.when is not None:
        yield from matters(_free(rule.rule.when), CLEAR, constant)


def _whole(rule: StandingRule) -> of.Check:
    """The check of a rule, which is met anyway where its condition is not."""
    if rule.rule.when is None:
        return rule.rule.check
    return of.AnyOf(of=(rule.rule.check, _free(rule.rule.when)))


def _free(when: of.Check) -> of.Check:
    """Met where a condition does not hold, and so the rule is of no concern."""
    return of.Not(of=when)


def _on_foot(rule: StandingRule) -> bool:
    return any(getattr(leaf, "method", None) == "walking" for leaf in leaves(_whole(rule)))


def _plain(check: of.Check, bad: NDArray[np.bool_]) -> bool:
    """Whether steps alone tell apart where the worst place stands for a cell, and where not.

    So they do for a check that is not made of others, and for others where only a no is bad, as
    long as nothing better than a bad answer is bad, too.

    Args:
        check: The check of a rule, in which something is walked.
        bad: (4,) the answers that are told apart from others.
    """
    if bad[MET] or (np.diff(bad.astype(int)) > 0).any():
        return False
    made = isinstance(check, of.AnyOf | of.AllOf | of.Not)
    return not made or (bad.sum() == 1 and not _turned(check))


def _turned(check: of.Check) -> bool:
    match check:
        case of.Not():
            return True
        case of.AnyOf() | of.AllOf():
            return any(_turned(part) for part in check.of)
        case _:
            return False
