"""States agree with a slow reader that goes rule by rule over a day."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from opening_hours import OpeningHours

from data.hours.calendar import DayKind, day_of, work_calendar
from data.hours.opening import read_hours, state_at
from data.hours.readings import ORDINARY, readings_of
from data.hours.rules import rules_of

NAMES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
CALENDAR = work_calendar()


@dataclass(frozen=True)
class Line:
    """`first`-`last` weekdays (none: only holidays), hours, and whether PH is named."""

    first: int | None
    last: int
    spans: tuple[tuple[int, int], ...]
    holidays: bool
    appointment: bool

    def __str__(self):
        days = [] if self.first is None else [f"{NAMES[self.first]}-{NAMES[self.last]}"]
        times = ",".join(f"{a:02}:00-{b:02}:00" for a, b in self.spans) or "off"
        comment = ' "预约"' if self.appointment and self.spans else ""
        return f"{','.join(days + ['PH'] * self.holidays)} {times}{comment}"

    def on(self, weekday):
        if self.first is None:
            return False
        return (weekday - self.first) % 7 <= (self.last - self.first) % 7

    def at(self, hour):
        if not any(a <= hour < b for a, b in self.spans):
            return "closed"
        return "appointment" if self.appointment else "open"


def slow_day(lines, hour, weekday):
    """An ordinary day, or a make-up day read as `weekday`: the last line for it counts."""
    return next((line.at(hour) for line in reversed(lines) if line.on(weekday)), "closed")


def slow_holiday(lines, hour):
    return next((line.at(hour) for line in reversed(lines) if line.holidays), "unknown")


def slow_state(lines, moment):
    if not any(line.spans for line in lines):
        return None  # a text that never opens is another matter
    day = day_of(CALENDAR, moment.date())
    if day.kind is DayKind.REST:
        return slow_holiday(lines, moment.hour)
    if day.kind is not DayKind.NOT_COVERED:
        return slow_day(lines, moment.hour, day.weekday)
    weekdays = [day.weekday, *range(5)] if day.weekday >= 5 else [day.weekday]
    said = {slow_day(lines, moment.hour, w) for w in weekdays} | {slow_holiday(lines, moment.hour)}
    return said.pop() if len(said) == 1 else "unknown"


def spans():
    cuts = st.lists(st.integers(0, 24), min_size=2, max_size=4, unique=True).map(sorted)
    return cuts.map(lambda c: tuple((c[i], c[i + 1]) for i in range(0, len(c) - 1, 2)))


@st.composite
def drawn_lines(draw):
    first = draw(st.none() | st.integers(0, 6))
    return Line(
        first=first,
        last=draw(st.integers(0, 6)),
        spans=draw(spans() | st.just(())),
        holidays=first is None or draw(st.booleans()),
        appointment=draw(st.booleans()),
    )


moments = st.datetimes(datetime(2025, 12, 20), datetime(2027, 1, 31))
special = st.sampled_from(sorted(d for d in CALENDAR.special if d.year == 2026)).flatmap(
    lambda d: st.integers(0, 23).map(lambda hour: datetime(d.year, d.month, d.day, hour))
)


@settings(max_examples=200, deadline=None)
@given(st.lists(drawn_lines(), min_size=1, max_size=4), moments | special)
def test_states_are_those_of_the_slow_reader(lines, moment):
    text = "; ".join(map(str, lines))
    expected = slow_state(lines, moment)
    if expected is not None:
        assert state_at(read_hours(text), moment, CALENDAR).value == expected, text


@settings(max_examples=100, deadline=None)
@given(drawn_lines().filter(lambda line: line.first is not None), st.integers(18, 23),
       st.integers(25, 34), moments)  # fmt: skip
def test_nights_belong_to_the_day_they_begin_on(line, begin, end, moment):
    line = Line(line.first, line.last, ((begin, end),), False, False)
    today, before = (day_of(CALENDAR, moment.date() - timedelta(days=n)) for n in (0, 1))
    if today.kind is not DayKind.ORDINARY or before.kind is not DayKind.ORDINARY:
        return
    text = f"{NAMES[line.first]}-{NAMES[line.last]} {begin}:00-{end - 24:02}:00"
    nights = [
        (d, h) for d, h in ((today, moment.hour), (before, moment.hour + 24)) if begin <= h < end
    ]
    open_now = any(line.on(day.weekday) for day, _ in nights)
    expected = "open" if open_now else "closed"
    assert state_at(read_hours(text), moment, CALENDAR).value == expected, text


@settings(max_examples=100, deadline=None)
@given(st.lists(drawn_lines(), min_size=1, max_size=4), moments)
def test_an_ordinary_day_is_left_to_the_library(lines, moment):
    """Rules taken apart and written again mean what they meant; the library knows no PH here."""
    text = "; ".join(map(str, lines))
    if not any(line.spans for line in lines):
        return
    (reading,) = readings_of(rules_of(text))[ORDINARY]
    again = OpeningHours(reading.whole.text)
    assert again.state(moment)[0] == OpeningHours(text).state(moment)[0]
