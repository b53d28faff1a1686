"""审批条件比对 and 多址比选: several sites by rules, what differs first, and who dominates whom."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.rulepacks.book import StandingRule
from geo.survey.examine import Examined
from geo.survey.outcome import Outcome, Outcomes


@dataclass(frozen=True)
class Comparison:
    """S sites by R rules.

    Attributes:
        rules: (R,) the rules, those on which the sites differ first, then by id.
        outcome: (R, S) codes of `Outcome`, rows in the order of `rules`.
        differs: (R,) whether the sites come to different outcomes.
        verdict: (S,) codes of `Outcome`.
        order: (S,) sites from best to worst; of equal ones the earlier first.
        dominates: (S, S) whether site i is no worse than site j on every rule, and better on one.
    """

    rules: tuple[StandingRule, ...]
    outcome: Outcomes
    differs: NDArray[np.bool_]
    verdict: Outcomes
    order: NDArray[np.int64]
    dominates: NDArray[np.bool_]


def compare(examined: Examined) -> Comparison:
    """Lay the outcomes of several sites side by side.

    Sites are ordered by verdict, then by how many findings are as bad, from the worst outcome
    down; remarks and rules that do not concern the undertaking have no weight, unless no others do:
    then nothing is known of the site.
    """
    badness = _badness(examined.outcome)
    differs = np.asarray((examined.outcome != examined.outcome[:, :1]).any(axis=1), dtype=bool)
    first = np.argsort(~differs, kind="stable")
    counts = [(badness == code).sum(axis=0) for code in range(Outcome.FAIL, 0, -1)]
    # np.lexsort takes its most weighty key last, and keeps the order of equals.
    order = np.lexsort([*counts[::-1], examined.verdict])
    return Comparison(
        rules=tuple(examined.rules[at] for at in first),
        outcome=examined.outcome[first],
        differs=differs[first],
        verdict=examined.verdict,
        order=np.asarray(order, dtype=np.int64),
        dominates=_dominates(badness),
    )


def _badness(outcome: Outcomes) -> NDArray[np.int64]:
    """(R, S) outcomes by weight, as verdicts weigh them.

    What decides nothing weighs as little as a pass; where nothing decides at all, nothing is known.
    """
    decides = outcome <= Outcome.FAIL
    nothing = np.where(decides.any(axis=0), Outcome.PASS, Outcome.UNKNOWN)
    return np.where(decides, outcome, nothing).astype(np.int64)


def _dominates(badness: NDArray[np.int64]) -> NDArray[np.bool_]:
    no_worse = (badness[:, :, None] <= badness[:, None, :]).all(axis=0)
    return np.asarray(no_worse & ~no_worse.T, dtype=bool)
