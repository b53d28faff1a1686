"""Hours once more: some notices whose state at a moment anybody can tell.

The calendar of the tests knows one year, two days of it: a rest day and a make-up working day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

NO, MAY, YES = 0, 1, 2
OPEN, APPOINTMENT, CLOSED, UNKNOWN = "open", "appointment", "closed", "unknown"

YEAR = 2026
REST_DAY = date(2026, 10, 7)
MAKE_UP_DAY = date(2026, 10, 10)
MAKE_UP_STANDS_FOR = 2  # a Wednesday, counted from Monday as 0

WEDNESDAY, SATURDAY = date(2026, 11, 18), date(2026, 11, 21)
BEYOND_THE_CALENDAR = date(2031, 3, 5)  # a Wednesday, too


@dataclass(frozen=True)
class Span:
    """Open from one hour to the next, half-open, on some days.

    Attributes:
        days: Weekdays from Monday as 0.
        opens, closes: Hours of the day.
        holidays: Whether it also holds on a rest day.
        by: `open`, or `appointment` where it is by appointment only.
    """

    days: range
    opens: float
    closes: float
    holidays: bool = False
    by: str = OPEN


@dataclass(frozen=True)
class Notice:
    """Everything a text says: when it is open, and whether it speaks of rest days at all."""

    spans: tuple[Span, ...]
    speaks_of_holidays: bool


WORKDAYS, ALL_DAYS, SATURDAYS, NO_DAY = range(5), range(7), range(5, 6), range(0)
NOTICES: Mapping[str, Notice] = {
    "Mo-Fr 09:00-17:00; PH off": Notice((Span(WORKDAYS, 9, 17),), True),
    "Mo-Su 08:00-20:00; PH off": Notice((Span(ALL_DAYS, 8, 20),), True),
    "Mo-Fr 09:00-12:00,13:00-17:00": Notice((Span(WORKDAYS, 9, 12), Span(WORKDAYS, 13, 17)), False),
    'Mo-Fr 09:00-17:00; Sa 09:00-12:00 "预约"; PH off': Notice(
        (Span(WORKDAYS, 9, 17), Span(SATURDAYS, 9, 12, by=APPOINTMENT)), True
    ),
    'Sa 09:00-12:00 "预约"; PH off': Notice((Span(SATURDAYS, 9, 12, by=APPOINTMENT),), True),
    'Mo-Fr 09:00-17:00; PH 09:00-12:00 "预约"': Notice(
        (Span(WORKDAYS, 9, 17), Span(NO_DAY, 9, 12, True, APPOINTMENT)), True
    ),
    "Mo-Fr 09:00-17:00; PH 10:00-12:00": Notice(
        (Span(WORKDAYS, 9, 17), Span(NO_DAY, 10, 12, True)), True
    ),
    "24/7": Notice((Span(ALL_DAYS, 0, 24),), False),
    "06:00-22:00": Notice((Span(ALL_DAYS, 6, 22),), False),
    "Mo 09:00-17:00": Notice((Span(range(1), 9, 17),), False),
    "Sa 09:00-17:00": Notice((Span(SATURDAYS, 9, 17),), False),
    "off": Notice((), False),
    "off; PH off": Notice((), True),
}
UNREADABLE = "上班时间"


def state(text: str, moment: datetime) -> str:
    """Open, by appointment, closed or unknown at a moment, as the calendar above has the days."""
    if text not in NOTICES:
        return UNKNOWN
    notice, day = NOTICES[text], moment.date()
    if day == REST_DAY:
        return _on_rest_day(notice, moment)
    if day == MAKE_UP_DAY:
        return _on_weekday(notice, MAKE_UP_STANDS_FOR, moment)
    ordinary = _on_weekday(notice, day.weekday(), moment)
    if day.year == YEAR or ordinary == _on_rest_day(notice, moment):
        return ordinary
    return UNKNOWN


def _on_rest_day(notice: Notice, moment: datetime) -> str:
    if not notice.speaks_of_holidays:
        return UNKNOWN
    return _first(moment, [span for span in notice.spans if span.holidays])


def _on_weekday(notice: Notice, weekday: int, moment: datetime) -> str:
    return _first(moment, [span for span in notice.spans if weekday in span.days])


def _first(moment: datetime, spans: list[Span]) -> str:
    hour = moment.hour + moment.minute / 60
    return next((span.by for span in spans if span.opens <= hour < span.closes), CLOSED)


def level(text: str | None, moment: datetime | None, *, null: int, appointment: bool) -> int:
    """How sure it is that one is let in; `null` where nothing is written."""
    if moment is None:
        return YES
    if text is None:
        return null
    by_appointment = YES if appointment else NO
    return {OPEN: YES, APPOINTMENT: by_appointment, CLOSED: NO, UNKNOWN: MAY}[state(text, moment)]
