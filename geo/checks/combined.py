"""`all`, `any` and `not`: one answer from several."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from data.rulepacks import checks as of
from geo.checks.answers import MET, NOT_MET, ON_SITE, Answers, swapped
from geo.checks.judged import Judged, spread
from geo.reason import Reason


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


def opposite(check: of.Check, part: Judged) -> Judged:
    """`not`: met and not met change places; the worst of a cell becomes what it may be at worst.

    A no that rests on a fact which wants a document helps here, and so it wants one here, too.

    Args:
        check: The check inside.
        part: What it found.
    """
    swap = swapped(part.answer)
    # Only a yes can rest on what wants proof, and what was turned for that turns back.
    proven = isinstance(check, of.Not) | (swap == MET)
    turned = np.where(proven, _turned(check, part), swap)
    answer = np.where(part.approximate, NOT_MET, turned).astype(np.uint8)
    unproven = (turned == ON_SITE) & (part.answer == NOT_MET)
    reason = np.where(unproven, Reason.ONLY_DECLARED, part.reason).astype(np.uint8)
    return replace(part, answer=answer, reason=reason, parts=(part,), unproven=None)


def _turned(check: of.Check, part: Judged) -> Answers:
    """(N,) answers turned round, fact by fact."""
    match check:
        case of.AllOf():
            each = [_turned(*pair) for pair in zip(check.of, part.parts, strict=True)]
            return np.asarray(np.max(each, axis=0), dtype=np.uint8)
        case of.AnyOf():
            each = [_turned(*pair) for pair in zip(check.of, part.parts, strict=True)]
            return np.asarray(np.min(each, axis=0), dtype=np.uint8)
        case of.Not():
            return part.parts[0].answer
        case _:
            answer = swapped(part.answer)
            if part.unproven is None:
                return answer
            return np.where(part.unproven & (answer == MET), ON_SITE, answer).astype(np.uint8)


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
        one = parts[int(which[0])]
        return replace(one, feature=feature, parts=tuple(parts), unproven=None)

    def chosen(name: str) -> NDArray[np.generic]:
        return np.stack([getattr(part, name) for part in parts])[which, site]

    return Judged(
        answer=np.asarray(chosen("answer"), dtype=np.uint8),
        reason=np.asarray(chosen("reason"), dtype=np.uint8),
        value=np.asarray(chosen("value"), dtype=np.float64),
        error=np.asarray(chosen("error"), dtype=np.float64),
        feature=feature,
        approximate=np.asarray(chosen("approximate"), dtype=bool),
        parts=tuple(parts),
    )
