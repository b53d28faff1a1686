"""A report for those who may not see counts of fewer than ten residents.

Every number in it is of residents as `counted_together` counts them, so that no two of them, nor
two of two reports, differ by fewer than ten people. Not told are numbers that truly are 1 to 9,
and those of which only one of both ways of counting says that there is nobody. Zeros are told:
they name nobody.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from types import MappingProxyType

from api.outputs.counted import Path, counted, without
from data.small_counts import NOT_TOLD, small, told
from geo.answers import Tally
from geo.dependence import Dependence
from geo.equity import Equity
from geo.report import Report

_ROUNDING = 1e-6


def suppressed(report: Report, together: Report, left_out: Collection[str]) -> Report:
    """The report with NaN where a number of people is not told, and no shares of such numbers.

    Args:
        report: The report.
        together: The same report on residents as they are counted together.
        left_out: Groups of which that leaves people out; of these only what is exact is told.
    """
    hanging = {
        group: _every_station(found, together.dependence[group])
        for group, found in report.dependence.items()
    }
    told_of = replace(together, dependence=MappingProxyType(hanging))
    true, safe = counted(report), counted(told_of)
    kept_back = {
        path
        for path, number in safe.items()
        if _is_kept_back(true.get(path, 0.0), number, exact=_group_of(path) in left_out)
    }
    return _without_shares(without(told_of, kept_back))


def _is_kept_back(true: float, safe: float, *, exact: bool) -> bool:
    if not told(true) or small(true) or (true > _ROUNDING) != (safe > _ROUNDING):
        return True
    return exact and abs(true - safe) > _ROUNDING


def _group_of(path: Path) -> str:
    """The group that a number is of, by its path."""
    if path[:2] == ("week", "hours"):
        return path[4]
    return path[3] if path[0] == "matters" else path[2] if path[0] == "week" else path[1]


def _every_station(
    true: Mapping[str, Dependence], safe: Mapping[str, Dependence]
) -> Mapping[str, Dependence]:
    """What hangs on each station: of one that is in `true` alone it is not told how much."""
    return MappingProxyType({s: safe[s] if s in safe else _untold(true[s]) for s in true})


def _untold(found: Dependence) -> Dependence:
    return Dependence(
        alone=NOT_TOLD,
        day=None if found.day is None else NOT_TOLD,
        matters=None,
        matter_people=None if found.matter_people is None else NOT_TOLD,
    )


def _without_shares(report: Report) -> Report:
    """No shares of numbers that are not told."""
    groups = {
        group: counts
        if counts.totals is None or told(counts.totals.total)
        else replace(counts, ungated_share=None)
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
    if _told(found.tally) and not hide:
        return found
    percentiles = dict.fromkeys(found.percentiles_min)
    return replace(found, difference=None, mean_min=None, percentiles_min=percentiles)


def _told(tally: Tally) -> bool:
    return all(map(told, (tally.total, tally.covered, tally.uncovered, tally.unknown)))
