"""Shares as people read them: an interval, never without what is unknown and what is modelled."""

from dataclasses import dataclass

from data.percent import UNKNOWN, percent
from data.small_counts import told
from geo.answers import Tally


@dataclass(frozen=True)
class ShareText:
    """Three percentages that belong together and are shown in the same size.

    Attributes:
        covered: The covered share, as an interval where it is one.
        unknown: Share of people of whom we do not know.
        modelled: Share of people who are modelled and not counted.
    """

    covered: str
    unknown: str
    modelled: str


def share_text(tally: Tally) -> ShareText:
    """The shares of `tally` as text; a dash each where nobody is there or it is not told."""
    if tally.share_min is None or tally.share_max is None or not tally.total > 0:
        return ShareText(UNKNOWN, UNKNOWN, UNKNOWN)
    return ShareText(
        covered=interval(tally.share_min, tally.share_max),
        unknown=percent(tally.unknown / tally.total),
        modelled=percent(tally.modelled / tally.total if told(tally.modelled) else None),
    )


def interval(low: float, high: float) -> str:
    """Two shares as one interval, or one percentage where both read the same."""
    first, last = percent(low), percent(high)
    return first if first == last else f"{first}–{last}"
