"""The Chinese working calendar: days off, and weekend days that are worked instead.

Every autumn the State Council announces the holidays of the coming year. `chinesecalendar` holds
them for the years it knows; an office's own table goes on where it ends (see `calendar_table`).
The announcement does not say whose timetable a make-up working day (调休上班日) follows. Our
reading: the first make-up day of a holiday stands for its first day off in lieu, the second for the
second; an office that was told otherwise writes it into its table.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from data.hours.calendar_table import read_calendar_table
from data.hours.day import Day, DayKind
from data.text import Text

__all__ = [
    "KIND_TEXT", "Day", "DayKind", "WorkCalendar", "day_of", "holiday_text", "work_calendar",
]  # fmt: skip

_PACKAGE = "chinesecalendar"
# Names of it as an office writes them.
_HOLIDAYS: Mapping[str, str] = MappingProxyType(
    {
        "New Year's Day": "元旦",
        "Spring Festival": "春节",
        "Tomb-sweeping Day": "清明节",
        "Labour Day": "劳动节",
        "Dragon Boat Festival": "端午节",
        "National Day": "国庆节",
        "Mid-autumn Festival": "中秋节",
        "Anti-Fascist 70th Day": "抗战胜利70周年纪念日",
    }
)


KIND_TEXT: Mapping[DayKind, Text] = MappingProxyType(
    {
        DayKind.ORDINARY: Text("平常日", "ordinary day"),
        DayKind.REST: Text("节假日", "public holiday"),
        DayKind.MAKE_UP: Text("调休上班日", "make-up working day"),
        DayKind.NOT_COVERED: Text("该年无工作日历", "in a year without a calendar"),
    }
)


@dataclass(frozen=True)
class WorkCalendar:
    """Which days are not what their weekday says.

    Attributes:
        years: The years of which all such days are known, in order.
        special: Those days, by date. Some may lie in other years: single days an office knows.
        source: Where it comes from, for a report: the package, and the name of the table.
    """

    years: tuple[int, ...]
    special: Mapping[date, Day]
    source: str


def work_calendar(table: Path | None = None) -> WorkCalendar:
    """The calendar that `chinesecalendar` knows, an office's table laid over it.

    Args:
        table: A CSV table as `read_calendar_table` describes it; its rows win.

    Raises:
        SourceError: The table cannot be read or says something impossible; the message names the
            row.
    """
    # By name, since the package ships no types; and late, since few questions need it.
    known = import_module("chinese_calendar.constants")
    holidays: Mapping[date, str] = known.holidays
    special = {day: _rest(day, name) for day, name in holidays.items()}
    special |= _make_up_days(known.workdays, known.in_lieu_days)
    years = set(range(min(holidays).year, max(holidays).year + 1))
    source = _PACKAGE
    if table is not None:
        own = read_calendar_table(table)
        special |= own.days
        years |= own.years
        source = f"{source} + {table.name}"
    return WorkCalendar(
        tuple(sorted(years)), MappingProxyType(dict(sorted(special.items()))), source
    )


def day_of(calendar: WorkCalendar, day: date) -> Day:
    """What `day` is: its kind, and the weekday whose hours hold."""
    if day in calendar.special:
        return calendar.special[day]
    kind = DayKind.ORDINARY if day.year in calendar.years else DayKind.NOT_COVERED
    return Day(day, kind, day.weekday())


def holiday_text(name: str) -> Text:
    """A holiday's name in both languages; one of an office's own table is the same in both."""
    english = {zh: en for en, zh in _HOLIDAYS.items()}
    return Text(name, english.get(name, name))


def _rest(day: date, name: str) -> Day:
    return Day(day, DayKind.REST, day.weekday(), _HOLIDAYS.get(name, name))


def _make_up_days(worked: Mapping[date, str], off: Mapping[date, str]) -> dict[date, Day]:
    """Make-up days, the i-th of a holiday in a year paired with its i-th day off in lieu."""
    in_lieu: dict[tuple[int, str], list[date]] = defaultdict(list)
    make_up: dict[tuple[int, str], list[date]] = defaultdict(list)
    for groups, days in ((in_lieu, off), (make_up, worked)):
        for day, name in sorted(days.items()):
            groups[day.year, name].append(day)
    found: dict[date, Day] = {}
    for key, days_worked in make_up.items():
        pairs = in_lieu[key] if len(in_lieu[key]) == len(days_worked) else [None] * len(days_worked)
        for day, instead in zip(days_worked, pairs, strict=True):
            weekday = None if instead is None else instead.weekday()
            found[day] = Day(day, DayKind.MAKE_UP, weekday, _HOLIDAYS.get(key[1], key[1]))
    return found
