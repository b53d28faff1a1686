"""Pairs of a site and a feature near enough to matter, and the worst of them at each site."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.checks.answers import MET, NOT_MET, ON_SITE, UNKNOWN, Answers
from geo.checks.judged import Judged
from geo.levels import MAY
from geo.reason import Reason
from geo.scene.features import Features

_NONE, _MAY_COUNT = np.uint8(Reason.NONE), np.uint8(Reason.MAY_COUNT)
_REASON = (Reason.MEASURED, Reason.NONE, Reason.WITHIN_ERROR, Reason.NONE)  # by answer


@dataclass(frozen=True)
class Pairs:
    """M pairs of a site and a feature that matters to it.

    Attributes:
        site: (M,) index of the site.
        feature: (M,) index of the feature.
        answer: (M,) what it gives.
        reason: (M,) codes of `Reason`.
        value: (M,) what was measured; of equal answers the least decides.
        error: (M,) its error.
    """

    site: NDArray[np.int64]
    feature: NDArray[np.int64]
    answer: Answers
    reason: NDArray[np.uint8]
    value: NDArray[np.float64]
    error: NDArray[np.float64]


def unless_certain(
    found: Features,
    feature: NDArray[np.int64],
    answer: Answers,
    doubtful: NDArray[np.bool_] | None = None,
    trouble: NDArray[np.uint8] | None = None,
) -> tuple[Answers, NDArray[np.uint8]]:
    """(M,) answers in which a feature that only may count never gives a no, and (M,) reasons.

    Args:
        found: The features.
        feature: (M,) the feature of each pair.
        answer: (M,) what each gives if it counts, as far as is known.
        doubtful: (M,) whether it may not count for reasons that lie in the pair.
        trouble: (M,) codes of `Reason`: why something worse may not be known, which leaves only a
            no as it is.
    """
    perhaps = found.level[feature] == MAY
    if doubtful is not None:
        perhaps |= doubtful
    perhaps &= answer == NOT_MET
    reason = np.array(_REASON, dtype=np.uint8)[answer]
    answer, reason = np.where(perhaps, ON_SITE, answer), np.where(perhaps, _MAY_COUNT, reason)
    if trouble is not None:
        blind = (trouble != _NONE) & (answer != NOT_MET)
        answer, reason = np.where(blind, UNKNOWN, answer), np.where(blind, trouble, reason)
    return answer.astype(np.uint8), reason.astype(np.uint8)


def worst_feature(count: int, pairs: Pairs, unknown: NDArray[np.uint8]) -> Judged:
    """The worst of what was found at each site, which is also the nearest of the worst.

    Args:
        count: N, sites.
        pairs: What was found.
        unknown: (N,) why not everything is known; a no that was found stays a no.
    """
    answer = np.full(count, MET, dtype=np.uint8)
    reason = np.full(count, _NONE, dtype=np.uint8)
    value, error = np.full((2, count), np.nan)
    feature = np.full(count, -1, dtype=np.int64)
    if len(pairs.site):
        first = _worst_of_each(pairs)
        at = pairs.site[first]
        answer[at], reason[at], feature[at] = (
            pairs.answer[first], pairs.reason[first], pairs.feature[first],
        )  # fmt: skip
        value[at], error[at] = pairs.value[first], pairs.error[first]
    blind = (unknown != _NONE) & (answer > UNKNOWN)
    answer[blind], reason[blind] = UNKNOWN, unknown[blind]
    return Judged(
        answer=answer,
        reason=reason,
        value=value,
        error=error,
        feature=feature,
        approximate=np.zeros(count, dtype=bool),
    )


def _worst_of_each(pairs: Pairs) -> NDArray[np.int64]:
    """The pair that decides at each site that has any, in order of site."""
    order = np.lexsort((pairs.feature, pairs.value, pairs.answer, pairs.site))
    site = pairs.site[order]
    begins = np.ones(len(site), dtype=bool)
    begins[1:] = site[1:] != site[:-1]
    return order[begins]
