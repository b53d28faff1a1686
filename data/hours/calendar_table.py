"""An office's own table of days: a few rows of CSV that anybody can edit.

    date,kind,weekday,name
    2027,complete,,
    2027-01-01,rest,,元旦
    2027-02-13,make_up,3,春节

`kind` is `rest` (a day off), `make_up` (a day worked instead; `weekday` 1 to 7, Monday first, is
the one whose timetable it follows, empty where nobody said) or `ordinary` (neither, whatever the
package says). A row with a year alone and `complete` says that all special days of that year stand
in the table; without it a year beyond the package stays not covered, but for the days named.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data.errors import SourceError
from data.hours.day import Day, DayKind
from data.sources.raw import SourceSpec
from data.sources.tables import read_csv
from data.text import Text

MAX_ROWS = 10_000
_COLUMNS = ("date", "kind", "weekday", "name")
_COMPLETE = "complete"
_KINDS = (DayKind.REST, DayKind.MAKE_UP, DayKind.ORDINARY)
_DATE = Text("日期，如 2027-01-01", "a date such as 2027-01-01")
_YEAR = re.compile(r"[0-9]{4}")
# Spreadsheets write 2027/1/1.
_DAY = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})")
_MAX_NAME = 100


@dataclass(frozen=True)
class TableOfDays:
    """What a table says.

    Attributes:
        days: Its days, by date.
        years: The years it declares complete.
    """

    days: Mapping[date, Day]
    years: frozenset[int]


def read_calendar_table(path: Path) -> TableOfDays:
    """Read a table of days (CSV, UTF-8 or GB18030).

    Raises:
        SourceError: It is missing, no such table, or a row says something impossible or says it
            twice; the message names the row, the first below the header being 1.
    """
    raw = read_csv(SourceSpec(path))
    names = [str(name) for name in raw.frame.columns]
    if not set(_COLUMNS[:2]) <= set(names):
        there = ", ".join(names)
        wanted = ", ".join(_COLUMNS)
        raise SourceError(
            path, Text(f"表头为 {there}", f"has the columns {there}"), Text(wanted, wanted)
        )
    if len(raw.frame) > MAX_ROWS:
        found = Text(f"超过 {MAX_ROWS} 行", f"has more than {MAX_ROWS} rows")
        raise SourceError(path, found, Text("只列特殊日期", "special days only"))
    for reject in raw.rejects:
        expected = Text("与表头列数相同", "as many fields as the header")
        raise SourceError(path, reject.reason, expected, at=f"row {reject.row}")
    days: dict[date, Day] = {}
    years: set[int] = set()
    for label, cells in zip(raw.frame.index, raw.frame.to_dict("records"), strict=True):
        row = _Row(path, f"row {label}", {n: _cell(cells.get(n)) for n in _COLUMNS})
        if row.cells["kind"] == _COMPLETE:
            years.add(_year(row))
            continue
        day = _day(row)
        if day.date in days:
            found = Text(f"{day.date} 重复出现", f"{day.date} comes twice")
            raise row.error("date", found, Text("每个日期一行", "one row for each date"))
        days[day.date] = day
    return TableOfDays(days, frozenset(years))


@dataclass(frozen=True)
class _Row:
    path: Path
    at: str
    cells: Mapping[str, str]

    def error(self, column: str, found: Text, expected: Text) -> SourceError:
        return SourceError(self.path, found, expected, at=f"{self.at}, {column}")

    def refused(self, column: str, expected: Text) -> SourceError:
        value = self.cells[column][:_MAX_NAME]
        return self.error(column, Text(f"为“{value}”", f"is {value!r}"), expected)


def _cell(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _year(row: _Row) -> int:
    text = row.cells["date"]
    if not _YEAR.fullmatch(text) or int(text) == 0:
        raise row.refused("date", Text("四位年份，如 2027", "a year of four digits such as 2027"))
    return int(text)


def _day(row: _Row) -> Day:
    kinds = ", ".join((*_KINDS, _COMPLETE))
    if row.cells["kind"] not in tuple(_KINDS):
        raise row.refused("kind", Text(f"其中之一：{kinds}", f"one of {kinds}"))
    kind = DayKind(row.cells["kind"])
    written = _DAY.fullmatch(row.cells["date"])
    try:
        day = date(*(int(number) for number in written.groups())) if written else None
    except ValueError:
        day = None
    if day is None:
        raise row.refused("date", _DATE)
    named = row.cells["weekday"]
    if named and kind is not DayKind.MAKE_UP:
        raise row.refused("weekday", Text("仅调休上班日填写", "nothing but on make_up rows"))
    if named and named not in tuple("1234567"):
        raise row.refused("weekday", Text("1（周一）至 7（周日）", "1 (Monday) to 7 (Sunday)"))
    own = None if kind is DayKind.MAKE_UP else day.weekday()
    return Day(day, kind, int(named) - 1 if named else own, row.cells["name"][:_MAX_NAME])
