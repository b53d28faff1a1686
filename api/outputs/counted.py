"""The people counted in a report, each number under its path; and a report with some not told."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, replace
from types import MappingProxyType
from typing import TypeVar, cast

from data.small_counts import NOT_TOLD, told
from geo.answers import GroupCounts, StationTally, Tally
from geo.dependence import Dependence
from geo.equity import Equity
from geo.matter_table import MatterCounts, MatterRow
from geo.report import Report
from geo.week_table import Gain, HourCounts, WeekTable

Value = TypeVar("Value")
Path = tuple[str, ...]
_Rewrite = Callable[[Path, float], float]
_COUNTING = (
    GroupCounts, Tally, StationTally, Dependence, Equity, Gain, HourCounts, MatterCounts,
    MatterRow, WeekTable,
)  # fmt: skip
# Numbers that are no people.
_NO_COUNTS = frozenset(
    {"share_min", "share_max", "ungated_share", "difference", "mean_min", "percentiles_min",
     "yearly_cases"}
)  # fmt: skip


def counted(report: Report) -> dict[Path, float]:
    """Every number of people in a report: path, as `("groups", group, "totals", "covered")`."""
    found: dict[Path, float] = {}

    def keep(path: Path, value: float) -> float:
        found[path] = value
        return value

    _rewritten(report, keep)
    return found


def without(report: Report, kept_back: Collection[Path]) -> Report:
    """The report with the numbers at some paths not told (NaN), nor what is computed from them."""
    return _rewritten(report, lambda path, n: NOT_TOLD if path in kept_back else n)


def _rewritten(report: Report, new: _Rewrite) -> Report:
    groups = _each(report.coverage.groups, ("groups",), new)
    rows = tuple(_each(row, ("matters", row.id), new) for row in report.matters)
    return replace(
        report,
        coverage=replace(report.coverage, groups=groups),
        matters=rows,
        week=_each(report.week, ("week",), new),
        equity=_each(report.equity, ("equity",), new),
        dependence=_each(report.dependence, ("dependence",), new),
    )


def _each(value: Value, path: Path, new: _Rewrite) -> Value:
    """`value` with every number of people in it passed through `new`."""
    made: object = value
    if isinstance(value, Mapping):
        made = MappingProxyType({k: _each(v, (*path, str(k)), new) for k, v in value.items()})
    elif isinstance(value, tuple):
        made = tuple(_each(v, (*path, str(i)), new) for i, v in enumerate(value))
    elif isinstance(value, _COUNTING):
        names = [field.name for field in fields(value) if field.name not in _NO_COUNTS]
        parts = {name: _each(getattr(value, name), (*path, name), new) for name in names}
        made = _shared(replace(value, **parts))
    elif isinstance(value, float):
        made = new(path, value)
    return cast("Value", made)


def _shared(value: object) -> object:
    """What was counted; of a tally not wholly told no shares, either."""
    if not isinstance(value, Tally):
        return value
    if all(map(told, (value.total, value.covered, value.uncovered, value.unknown))):
        return value
    return replace(value, share_min=None, share_max=None)
