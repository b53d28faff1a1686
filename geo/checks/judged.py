"""What one check found at each of many sites."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.checks.answers import MET, Answers
from geo.reason import Reason


@dataclass(frozen=True)
class Judged:
    """What a check found at N sites.

    Attributes:
        answer: (N,) answers.
        reason: (N,) codes of `Reason`.
        value: (N,) what was measured; NaN where nothing was.
        error: (N,) how far it may be off.
        feature: (N,) index of the feature that decided, in the check's own features; -1 for none.
        approximate: (N,) whether the worst of a cell stands for the site.
        parts: What the checks inside it found, for `any`, `all` and `not`, in their order.
        unproven: (N,) where a fact decided that wants a document and has none; None for nowhere.
    """

    answer: Answers
    reason: NDArray[np.uint8]
    value: NDArray[np.float64]
    error: NDArray[np.float64]
    feature: NDArray[np.int64]
    approximate: NDArray[np.bool_]
    parts: tuple["Judged", ...] = ()
    unproven: NDArray[np.bool_] | None = None


def plain(answer: Answers, reason: NDArray[np.uint8]) -> Judged:
    """An answer with nothing measured."""
    count = len(answer)
    nothing = np.full(count, np.nan)
    return Judged(
        answer,
        reason,
        nothing,
        nothing,
        np.full(count, -1, dtype=np.int64),
        np.zeros(count, dtype=bool),
    )


def spread(found: Judged, which: NDArray[np.int64]) -> Judged:
    """What was found at some places, (N,) at the place that each site stands for."""
    return Judged(
        found.answer[which],
        found.reason[which],
        found.value[which],
        found.error[which],
        found.feature[which],
        found.approximate[which],
        tuple(spread(part, which) for part in found.parts),
        None if found.unproven is None else found.unproven[which],
    )


def everywhere(answer: np.uint8, reason: Reason, count: int) -> Judged:
    """The same answer at `count` sites."""
    return plain(np.full(count, answer, dtype=np.uint8), np.full(count, reason, dtype=np.uint8))


def met(count: int) -> Judged:
    """Met at `count` sites."""
    return everywhere(MET, Reason.NONE, count)
