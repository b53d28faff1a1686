"""From answers to outcomes, and from outcomes to the verdict (law 2)."""

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from data.rulepacks.book import StandingRule
from data.rulepacks.rule import Confidence, NotMet
from geo.checks.answers import Answers

Outcomes = NDArray[np.uint8]


class Outcome(IntEnum):
    """What a rule, or a survey, comes to. Of the first five the largest is the worst."""

    PASS = 0  # 符合
    CONDITIONAL = 1  # 有条件符合
    ON_SITE = 2  # 待现场核实
    UNKNOWN = 3  # 暂无法判定
    FAIL = 4  # 不符合
    REMARK = 5  # 提示: never changes the verdict
    NOT_CONCERNED = 6  # the rule does not concern the undertaking

    @property
    def word(self) -> str:
        """As written in files."""
        return self.name.lower()


_NOT_MET: dict[NotMet, Outcome] = {
    "prohibited": Outcome.FAIL,
    "approval_required": Outcome.CONDITIONAL,
    "manual": Outcome.ON_SITE,
    "advisory": Outcome.REMARK,
}
CONFIRMED: frozenset[Confidence] = frozenset({"verified_text", "verified_page"})


def outcome_table(rule: StandingRule) -> Outcomes:
    """(4,) the outcome of a rule for each answer: not met, unknown, on site, met.

    What stands in a rule that nobody has read in print is left to a person.
    """
    if rule.rule.not_met == "advisory":
        return np.full(4, Outcome.REMARK, dtype=np.uint8)
    table = [_NOT_MET[rule.rule.not_met], Outcome.UNKNOWN, Outcome.ON_SITE, Outcome.PASS]
    if rule.confidence not in CONFIRMED:
        table = [each if each is Outcome.UNKNOWN else Outcome.ON_SITE for each in table]
    return np.array(table, dtype=np.uint8)


def outcomes(
    rule: StandingRule, answers: Answers, approximate: NDArray[np.bool_] | None = None
) -> Outcomes:
    """(N,) what a rule comes to at each of N sites.

    Where an answer is only the worst of a cell, any better one may be a place's own; of all these
    the worst outcome stands, since a rule that leads to conditions makes an unknown the worse.
    """
    table = outcome_table(rule)
    if approximate is None or not approximate.any():
        return table[answers]
    at_worst = np.maximum.accumulate(table[::-1])[::-1]
    return np.where(approximate, at_worst[answers], table[answers]).astype(np.uint8)


def verdict(found: Outcomes) -> Outcomes:
    """(N,) the worst of (R, N) outcomes; unknown where no rule decides anything."""
    decisive = np.where(found <= Outcome.FAIL, found, 0)
    asked = (found <= Outcome.FAIL).any(axis=0)
    worst = decisive.max(axis=0, initial=0)
    return np.where(asked, worst, Outcome.UNKNOWN).astype(np.uint8)
