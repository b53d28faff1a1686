"""Whether something is open at a moment, by its hours and the working calendar.

Half-open: at 17:00 a door that closes at 17:00 is closed. What cannot be known is UNKNOWN, never
closed. opening-hours-py parses and evaluates; holidays, make-up days and appointments are ours
(see `readings`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from data.hours.calendar import WorkCalendar, day_of
from data.hours.day import Day, DayKind
from data.hours.readings import (
    MAKE_UP,
    ORDINARY,
    REST,
    Expression,
    Reading,
    by_appointment,
    readings_of,
)
from data.hours.rules import rules_of
from data.text import Text

if TYPE_CHECKING:
    from opening_hours import OpeningHours

_MONDAY_TO_FRIDAY = tuple(range(MAKE_UP, MAKE_UP + 5))
_ONE_DAY = timedelta(days=1)
# Before it opening-hours-py takes everything as closed.
_FIRST_YEAR = 1901


class HoursState(StrEnum):
    """What a visitor meets: 开放, 预约办理, 关闭, 无法判定."""

    OPEN = "open"
    APPOINTMENT = "appointment"  # for those who booked, and nobody else
    CLOSED = "closed"
    UNKNOWN = "unknown"


STATE_TEXT = {
    HoursState.OPEN: Text("开放", "open"),
    HoursState.APPOINTMENT: Text("仅限预约办理", "by appointment only"),
    HoursState.CLOSED: Text("关闭", "closed"),
    HoursState.UNKNOWN: Text("无法判定", "not known"),
}


@dataclass(frozen=True)
class _Asked:
    """An expression, parsed."""

    all: "OpeningHours"
    walk_in: "OpeningHours | None"

    def at(self, moment: datetime) -> HoursState:
        state = _state(self.all, moment)
        if state is HoursState.APPOINTMENT and self.walk_in is not None:
            # What is added by appointment takes nothing from those who come without.
            return HoursState.OPEN if _state(self.walk_in, moment) is HoursState.OPEN else state
        return state


@dataclass(frozen=True)
class _Timetable:
    """A reading, parsed."""

    whole: _Asked
    own: _Asked
    spill: _Asked | None


@dataclass(frozen=True)
class Hours:
    """Hours as `read_hours` made them.

    Attributes:
        text: As written.
        doubt: Why they cannot be read; None where they can.
        names_holidays: Whether they say anything of public holidays. If not, nothing is known on
            such days.
        timetables: For each sort of day every way to read them; empty where they cannot be read.
    """

    text: str
    doubt: Text | None
    names_holidays: bool
    timetables: tuple[tuple[_Timetable, ...], ...]

    @property
    def readable(self) -> bool:
        """Whether they can be read at all."""
        return self.doubt is None


def read_hours(text: str) -> Hours:
    """Read hours in OSM's `opening_hours` syntax. Never raises: what cannot be read says why."""
    rules = rules_of(text)
    if isinstance(rules, Text):
        return Hours(text, rules, False, ())
    parsed = _parser()
    timetables = tuple(
        tuple(_timetable(reading, parsed) for reading in readings)
        for readings in readings_of(rules)
    )
    names_holidays = any("PH" in rule.holidays for rule in rules)
    return Hours(text, None, names_holidays, timetables)


def state_at(hours: Hours, moment: datetime, calendar: WorkCalendar) -> HoursState:
    """The state at `moment`.

    Args:
        hours: From `read_hours`.
        moment: Wall-clock time in China, without a zone.
        calendar: Which days are special.
    """
    day = moment.date()
    return state_between(
        hours, moment, sorts_of(day_of(calendar, day)), sorts_before(calendar, day)
    )


def sorts_of(day: Day) -> tuple[int, ...]:
    """The sorts of day that `day` may be."""
    if day.kind is DayKind.ORDINARY:
        return (ORDINARY,)
    if day.kind is DayKind.REST:
        return (REST,)
    if day.kind is DayKind.MAKE_UP:
        return _MONDAY_TO_FRIDAY if day.weekday is None else (MAKE_UP + day.weekday,)
    # A year without a calendar: a weekend day may be worked as well.
    weekend = day.date.weekday() >= 5
    return (ORDINARY, REST, *_MONDAY_TO_FRIDAY) if weekend else (ORDINARY, REST)


def sorts_before(calendar: WorkCalendar, day: date) -> tuple[int, ...]:
    """The sorts of day that the day before `day` may be."""
    return sorts_of(day_of(calendar, day - _ONE_DAY)) if day > date.min else ()


def state_between(
    hours: Hours, moment: datetime, today: tuple[int, ...], before: tuple[int, ...]
) -> HoursState:
    """What all readings agree on; `today` and `before` are sorts of the day and the one before."""
    found: HoursState | None = None
    for state in _states(hours, moment, today, before):
        if found is not None and state is not found:
            return HoursState.UNKNOWN
        found = state
    return HoursState.UNKNOWN if found is None else found


def _states(
    hours: Hours, moment: datetime, today: tuple[int, ...], before: tuple[int, ...]
) -> Iterator[HoursState]:
    if moment.year < _FIRST_YEAR or not hours.timetables:
        return
    for sort in today:
        tables = hours.timetables[sort]
        if not tables:
            yield HoursState.UNKNOWN
        for table in tables:
            if table.spill is None:
                yield table.whole.at(moment)
                continue
            for sort_before in before:
                for other in hours.timetables[sort_before]:
                    yield _after_midnight(table, other, moment)


def _after_midnight(today: _Timetable, before: _Timetable, moment: datetime) -> HoursState:
    """The state where hours of the day before may go on.

    They do where that day's hours say so, unless rules of today replace them; whether they do is
    taken as certain where the hours as a whole, read as of either day, say the same.
    """
    own = today.own.at(moment)
    if before.spill is None:
        return own
    spill = before.spill.at(moment - _ONE_DAY)
    if spill in (HoursState.CLOSED, own):
        return own
    certain = today.whole.at(moment) is spill and before.whole.at(moment) is spill
    return spill if certain else HoursState.UNKNOWN


def _parser() -> Callable[[Expression], _Asked]:
    from opening_hours import OpeningHours  # late: few questions have a moment

    # Most sorts of day read alike.
    known: dict[str, OpeningHours] = {}

    def asked(text: str) -> OpeningHours:
        return known[text] if text in known else known.setdefault(text, OpeningHours(text))

    def parsed(expression: Expression) -> _Asked:
        walk_in = expression.walk_in
        return _Asked(asked(expression.text), None if walk_in is None else asked(walk_in))

    return parsed


def _timetable(reading: Reading, parsed: Callable[[Expression], _Asked]) -> _Timetable:
    if reading.spill is None:
        whole = parsed(reading.whole)
        return _Timetable(whole, whole, None)
    return _Timetable(parsed(reading.whole), parsed(reading.own), parsed(reading.spill))


def _state(expression: "OpeningHours", moment: datetime) -> HoursState:
    state, comment = expression.state(moment)
    known = HoursState(str(state))
    if known is HoursState.OPEN and comment and by_appointment(comment):
        return HoursState.APPOINTMENT
    return known
