"""Which of the checks inside a rule its answer rests on, at one site."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from data.rulepacks import checks as of
from geo.checks.answers import MET, NOT_MET, ON_SITE, UNKNOWN
from geo.checks.judged import Judged


@dataclass(frozen=True)
class Deciding:
    """One check that is not made of others, and what it found.

    Attributes:
        leaf: The check.
        judged: What it found at all sites.
        turned: Whether an odd number of `not` stands before it.
        decides: Whether the answer of the rule rests on it.
        open: Whether it is one of those that keep the rule from being settled.
    """

    leaf: of.Leaf
    judged: Judged
    turned: bool
    decides: bool
    open: bool


def branches(
    check: of.Check,
    judged: Judged,
    site: int,
    *,
    turned: bool = False,
    decides: bool = True,
    open_: bool = True,
) -> Iterator[Deciding]:
    """Every check that is not made of others, in order, and which of them decide.

    An answer that all parts must give rests on all; one that a single part settles rests on the
    first that gives it, save that every part that stands in the way is told: of `all` those that
    give its answer, of an unsettled `any` likewise.
    """
    match check:
        case of.AllOf() | of.AnyOf():
            answer = judged.answer[site]
            held = _resting(check, judged, site)
            unsettled = open_ and answer in (UNKNOWN, ON_SITE)
            for at, (part, found) in enumerate(zip(check.of, judged.parts, strict=True)):
                keeps = unsettled and _keeps(check, found.answer[site], answer)
                rests = decides and at in held
                yield from branches(part, found, site, turned=turned, decides=rests, open_=keeps)
        case of.Not():
            yield from branches(
                check.of, judged.parts[0], site, turned=not turned, decides=decides, open_=open_
            )
        case _:
            unsettled = open_ and judged.answer[site] in (UNKNOWN, ON_SITE)
            yield Deciding(check, judged, turned, decides, unsettled)


def _keeps(check: of.AllOf | of.AnyOf, part: np.uint8, whole: np.uint8) -> bool:
    """Whether a part keeps an unsettled rule from being settled.

    Of `all` whatever is open must be settled; of `any` one that is as good as the rule is enough.
    """
    if isinstance(check, of.AllOf):
        return bool(part in (UNKNOWN, ON_SITE))
    return bool(part == whole)


def _resting(check: of.AllOf | of.AnyOf, judged: Judged, site: int) -> frozenset[int]:
    """The parts on which an answer rests."""
    answer = judged.answer[site]
    same = [at for at, part in enumerate(judged.parts) if part.answer[site] == answer]
    one_is_enough = answer == MET if isinstance(check, of.AnyOf) else answer == NOT_MET
    if one_is_enough and isinstance(check, of.AnyOf):
        return frozenset(same[:1])
    return frozenset(same)
