"""A report for those who may not see counts of fewer than ten residents.

Not told are numbers of 1 to 9 people; numbers from which the rows that are told leave 1 to 9
people of rows that are not; and whatever lets one of these be computed as a difference of a total
and its parts within the report (statuses, areas of a level and below an area, tiers, reasons,
stations, ways of handling, appointments). Zeros are told: they name nobody. This goes as far as
one subtraction after another within one report, and no farther: several reports (another limit,
another hour of the week, other groups) may be set against each other, and a sum kept back can be
bounded by its total. Only those who see small counts can ask for a report; whoever hands out
several to others should know.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

import pandas as pd

from api.outputs.counted import Path, counted, without
from api.outputs.relations import REST, Relation, relations, with_rests
from data.small_counts import small, told
from geo.answers import Tally
from geo.equity import Equity
from geo.report import Report


def suppressed(report: Report, of_hidden: Report, areas: pd.DataFrame) -> Report:
    """The report with NaN where a number of people is not told, and no shares of such numbers.

    Args:
        report: The report.
        of_hidden: The same, counting only people of rows whose number is not told.
        areas: The layer `areas`, or no rows.
    """
    cells, hidden = counted(report), counted(of_hidden)
    sums = relations(report, cells, areas)
    every = with_rests(cells, sums)
    every_hidden = with_rests({path: hidden.get(path, 0.0) for path in cells}, sums)
    first = {path for path in every if small(every[path]) or small(every_hidden[path])}
    kept_back = _widened(first, every, sums)
    shares = {
        group: _share_told(every, every_hidden, group, counts.ungated_share, counts.totals)
        for group, counts in report.coverage.groups.items()
    }
    return _without_shares(without(report, kept_back), shares)


def _widened(
    first: Iterable[Path], every: Mapping[Path, float], sums: Iterable[Relation]
) -> set[Path]:
    """More numbers kept back until none of the first can be computed from the others."""
    kept_back, again = set(first), True
    shaped = [
        [p for p in (*parts, total) if every.get(p)] for total, parts in sums if total in every
    ]
    while again:
        again = False
        for members in shaped:
            open_to = _one_more(members, every, kept_back)
            if open_to is not None:
                kept_back.add(open_to)
                again = True
    return kept_back


def _one_more(
    members: list[Path], every: Mapping[Path, float], kept_back: set[Path]
) -> Path | None:
    """Which number of a sum must be kept back as well, its total last; None where none need be.

    One number alone is the difference of the others; several together small are no better.
    """
    unknown = [p for p in members if p in kept_back or p[-1] == REST]
    if not any(p in kept_back for p in unknown):
        return None
    total = members[-1]
    together = sum(every[p] for p in unknown)
    if len(unknown) > 1 and (total in kept_back or not small(together)):
        return None
    left = [p for p in members[:-1] if p not in unknown] or [
        p for p in (total,) if p not in unknown
    ]
    # Who is covered is what people ask for: told as long as another number will do.
    return min(left, key=lambda p: (p[-1] == "covered", every[p], p), default=None)


def _share_told(
    every: Mapping[Path, float],
    hidden: Mapping[Path, float],
    group: str,
    share: float | None,
    totals: Tally | None,
) -> bool:
    """Whether a share of all people gives away no few of them."""
    if share is None or totals is None:
        return True
    total = ("groups", group, "totals", "total")
    part = share * totals.total
    return not any(small(n) for n in (part, totals.total - part, every[total], hidden[total]))


def _without_shares(report: Report, shares_told: Mapping[str, bool]) -> Report:
    """No shares of numbers that are not told."""
    groups = {
        group: counts if shares_told[group] else replace(counts, ungated_share=None)
        for group, counts in report.coverage.groups.items()
    }
    whole = groups.get("population")
    unequal = whole is not None and whole.totals is not None and not _told(whole.totals)
    equity = {g: _equity(found, hide=unequal) for g, found in report.equity.items()}
    return replace(
        report,
        coverage=replace(report.coverage, groups=MappingProxyType(groups)),
        equity=MappingProxyType(equity),
    )


def _equity(found: Equity, *, hide: bool) -> Equity:
    if told(found.tally.total) and not hide and _told(found.tally):
        return found
    percentiles = dict.fromkeys(found.percentiles_min)
    return replace(found, difference=None, mean_min=None, percentiles_min=percentiles)


def _told(tally: Tally) -> bool:
    return all(map(told, (tally.total, tally.covered, tally.uncovered, tally.unknown)))
