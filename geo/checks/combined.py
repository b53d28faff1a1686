"""`all`, `any` and `not`: one answer from several."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from geo.checks.answers import MET, NOT_MET, swapped
from geo.checks.judged import Judged, spread


def worst(parts: Sequence[Judged]) -> Judged:
    """`all`: the worst answer stands; of equal ones the first."""
    chosen = _chosen(parts, np.argmin([part.answer for part in parts], axis=0))
    return replace(chosen, approximate=_approximate(parts, NOT_MET))


def best(parts: Sequence[Judged]) -> Judged:
    """`any`: the best answer stands; of equal ones the first."""
    chosen = _chosen(parts, np.argmax([part.answer for part in parts], axis=0))
    return replace(chosen, approximate=_approximate(parts, MET))


def worst_of_each(part: Judged, owner: NDArray[np.int64]) -> Judged:
    """Of several places that stand for one site the worst; of equal ones the first.

    Args:
        part: What was found at K places.
        owner: (K,) the site that each stands for; every site from 0 has some.
    """
    order = np.lexsort((part.answer, owner))
    first = np.unique(owner[order], return_index=True)[1]
    return spread(part, order[first])


def opposite(part: Judged) -> Judged:
    """`not`: met and not met change places; the worst of a cell becomes what it may be at worst."""
    answer = np.where(part.approximate, NOT_MET, swapped(part.answer)).astype(np.uint8)
    return replace(part, answer=answer, parts=(part,))


def _approximate(parts: Sequence[Judged], settled: np.uint8) -> NDArray[np.bool_]:
    """(N,) where another place in the cell may answer otherwise, as a part of it may.

    Args:
        parts: The parts.
        settled: The answer of one part that no other part can change.
    """
    perhaps = np.any([part.approximate for part in parts], axis=0)
    sure = np.any([~part.approximate & (part.answer == settled) for part in parts], axis=0)
    return np.asarray(perhaps & ~sure, dtype=bool)


def _chosen(parts: Sequence[Judged], which: NDArray[np.int64]) -> Judged:
    site = np.arange(len(which))
    # An index says nothing outside its own check's features; the parts keep theirs.
    feature = np.full(len(which), -1, dtype=np.int64)
    if len(which) and (which == which[0]).all():  # always so at one site
        return replace(parts[int(which[0])], feature=feature, parts=tuple(parts))

    def of(name: str) -> NDArray[np.generic]:
        return np.stack([getattr(part, name) for part in parts])[which, site]

    return Judged(
        answer=np.asarray(of("answer"), dtype=np.uint8),
        reason=np.asarray(of("reason"), dtype=np.uint8),
        value=np.asarray(of("value"), dtype=np.float64),
        error=np.asarray(of("error"), dtype=np.float64),
        feature=feature,
        approximate=np.asarray(of("approximate"), dtype=bool),
        parts=tuple(parts),
    )
