"""Four days that stand for all: a weekday, a Saturday, a Sunday and a public holiday."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from data.hours.calendar import WorkCalendar, day_of
from data.hours.day import Day, DayKind

_WEDNESDAY, _FRIDAY, _SATURDAY, _SUNDAY = 2, 4, 5, 6


@dataclass(frozen=True)
class TypicalDays:
    """Four days of years that the calendar covers.

    Attributes:
        weekday: An ordinary Wednesday.
        saturday: An ordinary Saturday.
        sunday: An ordinary Sunday.
        holiday: A day off that would else be worked (Monday to Friday).
        near: The date they were asked near to.
        near_covered: Whether the calendar covers the year of `near`; otherwise the days are of
            the nearest year that it does.
    """

    weekday: date
    saturday: date
    sunday: date
    holiday: date
    near: date
    near_covered: bool


def typical_days(calendar: WorkCalendar, near: date) -> TypicalDays:
    """The first of each on or after `near` that the calendar covers, else the last before it.

    Raises:
        ValueError: The calendar covers no year, or no year with such a day.
    """
    return TypicalDays(
        weekday=_nearest(calendar, near, _ordinary(_WEDNESDAY)),
        saturday=_nearest(calendar, near, _ordinary(_SATURDAY)),
        sunday=_nearest(calendar, near, _ordinary(_SUNDAY)),
        holiday=_nearest(calendar, near, _holiday),
        near=near,
        near_covered=near.year in calendar.years,
    )


def _ordinary(weekday: int) -> Callable[[Day], bool]:
    return lambda day: day.kind is DayKind.ORDINARY and day.weekday == weekday


def _holiday(day: Day) -> bool:
    return day.kind is DayKind.REST and day.date.weekday() <= _FRIDAY


def _nearest(calendar: WorkCalendar, near: date, fits: Callable[[Day], bool]) -> date:
    covered = set(calendar.years)
    for day in _days_from(calendar, near):
        if day.year in covered and fits(day_of(calendar, day)):
            return day
    raise ValueError("the calendar covers no year with such a day")


def _days_from(calendar: WorkCalendar, near: date) -> Iterator[date]:
    """Days of the covered years from `near` on, then those before it, backwards."""
    if not calendar.years:
        return
    first, last = date(calendar.years[0], 1, 1), date(calendar.years[-1], 12, 31)
    start = min(max(near, first), last)
    for step in range((last - start).days + 1):
        yield start + timedelta(days=step)
    for step in range(1, (start - first).days + 1):
        yield start - timedelta(days=step)
