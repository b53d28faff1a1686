"""Rules at sites: what each comes to, and the verdict."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.rulepacks import checks as of
from data.rulepacks.book import StandingRule
from geo.checks.answers import MET, UNKNOWN
from geo.checks.asking import Asking
from geo.checks.combined import best
from geo.checks.judge import judge_each
from geo.checks.judged import Judged, plain
from geo.survey.outcome import Outcome, Outcomes, outcomes, verdict


@dataclass(frozen=True)
class Examined:
    """What R rules come to at N sites.

    Attributes:
        rules: (R,) the rules, in order of id.
        judged: (R,) what each found.
        outcome: (R, N) codes of `Outcome`.
        verdict: (N,) the worst of them; remarks have no say.
    """

    rules: tuple[StandingRule, ...]
    judged: tuple[Judged, ...]
    outcome: Outcomes
    verdict: Outcomes

    @property
    def deciding(self) -> NDArray[np.bool_]:
        """(R, N) which rules the verdict rests on."""
        return np.asarray(self.outcome == self.verdict[None, :], dtype=bool)

    def deciding_ids(self) -> list[tuple[str, ...]]:
        """(N,) ids of the rules the verdict rests on; sites that rest on the same share them."""
        ids = np.array([rule.rule.id for rule in self.rules], dtype=object)
        packed = np.ascontiguousarray(np.packbits(self.deciding, axis=0).T)
        if not packed.shape[1]:
            return [()] * len(packed)
        keys = packed.view(np.dtype((np.void, packed.shape[1]))).ravel()
        _, first, which = np.unique(keys, return_index=True, return_inverse=True)
        shared = [tuple(ids[self.deciding[:, site]]) for site in first]
        return [shared[at] for at in which.ravel()]


def examine(rules: Sequence[StandingRule], asking: Asking) -> Examined:
    """Judge every rule at every site.

    Args:
        rules: The rules that bind the business and the undertaking.
        asking: The question.
    """
    entered = [rule for rule in rules if rule.entered]
    # Turned round as a check, so that what would keep a rule away is proven like all that helps.
    conditions = [of.Not(of=rule.rule.when) for rule in entered if rule.rule.when is not None]
    answers = judge_each([*(rule.rule.check for rule in entered), *conditions], asking)
    of_check, of_condition = iter(answers[: len(entered)]), iter(answers[len(entered) :])
    judged, found = [], np.empty((len(rules), asking.count), dtype=np.uint8)
    for at, rule in enumerate(rules):
        each = next(of_check) if rule.entered else _unknown(asking.count)
        concerned = np.ones(asking.count, dtype=bool)
        if rule.entered and rule.rule.when is not None:
            each, concerned = _where_concerned(each, next(of_condition))
        judged.append(each)
        comes_to = outcomes(rule, each.answer, each.approximate)
        found[at] = np.where(concerned, comes_to, Outcome.NOT_CONCERNED)
    return Examined(tuple(rules), tuple(judged), found, verdict(found))


def _unknown(count: int) -> Judged:
    """What a rule answers whose text of the day nobody knows."""
    return plain(np.full(count, UNKNOWN, dtype=np.uint8), np.zeros(count, dtype=np.uint8))


def _where_concerned(found: Judged, free: Judged) -> tuple[Judged, NDArray[np.bool_]]:
    """What a rule with a condition finds, and (N,) whether it concerns the undertaking at all.

    As long as nobody knows whether it does, it is met where it would be met anyway.

    Args:
        found: What the check of the rule found.
        free: Whether the condition does not hold.
    """
    return best([found, free]), np.asarray(free.answer != MET, dtype=bool)
