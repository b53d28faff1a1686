"""Which of the checks inside a rule its answer rests on, at one site."""

from dataclasses import dataclass

from data.rulepacks import checks as of
from geo.checks.judged import Judged


@dataclass(frozen=True)
class Deciding:
    """One check that is not made of others, and what it found.

    Attributes:
        leaf: The check.
        judged: What it found at all sites.
        turned: Whether an odd number of `not` stands before it.
    """

    leaf: of.Leaf
    judged: Judged
    turned: bool


def deciding(check: of.Check, judged: Judged, site: int, *, turned: bool = False) -> Deciding:
    """Follow the answer at `site` down to the first check that gives it."""
    match check:
        case of.AllOf() | of.AnyOf():
            at = next(
                k for k, part in enumerate(judged.parts) if part.answer[site] == judged.answer[site]
            )
            return deciding(check.of[at], judged.parts[at], site, turned=turned)
        case of.Not():
            return deciding(check.of, judged.parts[0], site, turned=not turned)
        case _:
            return Deciding(check, judged, turned)
