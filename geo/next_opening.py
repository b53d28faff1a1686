"""When a station that does not serve at a moment next does, by the same hours and doors."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

import numpy as np
from numpy.typing import NDArray

from data.hours.calendar import day_of
from data.hours.day import DayKind
from data.hours.opening import HoursState
from data.hours.rules import DAY_MINUTES, rules_of
from data.text import Text
from geo.ground import Ground
from geo.levels import MAY, NO, YES, Levels
from geo.places.access import Access
from geo.question import Question
from geo.services.opening import opening
from geo.slices import cut, matter_indices

DAYS_AHEAD = 14
_NOT_RECORDED = Text("办公时间未登记", "nobody recorded its hours")
_NO_HOLIDAYS = Text("办公时间未提及法定节假日", "its hours say nothing of public holidays")
_TWO_READINGS = Text("办公时间可作两解", "its hours can be read in two ways")
_MAY_COUNT = Text("届时是否符合条件不明", "whether it counts then is not known")


@dataclass(frozen=True)
class NextOpening:
    """The first moments, from the one asked to `DAYS_AHEAD` days later, at which a station serves.

    Attributes:
        surely: When it surely does; None where at no moment.
        perhaps: When it may, before `surely`; None where at no moment.
        doubt: Why nobody can say of `perhaps`; None where there is no doubt.
        booked: When those with an appointment are served, before `surely`; None as above.
    """

    surely: datetime | None
    perhaps: datetime | None
    doubt: Text | None
    booked: datetime | None


def next_opening(ground: Ground, question: Question, row: int, station: int) -> NextOpening:
    """When a station next serves one resident row, however far the walk is.

    Its hours, those of its host, of the matters asked and of the gates at both ends, and closures
    bound it as they do the answer.

    Args:
        ground: A ground prepared for the question.
        question: What is asked.
        row: The resident row.
        station: Index of a station that serves it when no hour is asked.

    Raises:
        ValueError: The question has no moment.
    """
    if question.moment is None:
        raise ValueError("without a moment there is no next one")
    texts = _texts(ground, question, row, station)
    surely = perhaps = booked = None
    for moment in _turns(texts, question.moment):
        walk_in, by_appointment = _levels(ground, question, moment, row, station)
        if walk_in == YES:
            surely = moment
            break
        perhaps = moment if perhaps is None and walk_in == MAY else perhaps
        booked = moment if booked is None and by_appointment == YES else booked
    doubt = None if perhaps is None else _doubt(ground, texts, station, perhaps)
    return NextOpening(surely, perhaps, doubt, booked)


def _levels(
    ground: Ground, question: Question, moment: datetime, row: int, station: int
) -> tuple[np.uint8, np.uint8]:
    """How surely the station serves, for who just comes and for who has an appointment."""
    states = ground.hours.book.states(moment)
    ways, homes = ground.station_access, ground.resident_access
    own = ways.place == station
    mine = ground.residents.row[homes.place] == row
    found = []
    for appointments in (False, True):
        then = opening(ground.hours, moment, appointments=appointments, states=states)
        part = cut(ground, replace(question, moment=moment), then)
        found.append(
            min(
                part.stations[station],
                _entered(ways, own, part.station_doors),
                _entered(homes, mine, part.doors),
            )
        )
    return found[0], found[1]


def _entered(ways: Access, chosen: NDArray[np.bool_], doors: Levels) -> np.uint8:
    """How surely any of the chosen ways leads through its door."""
    return np.uint8(doors[ways.door[chosen]].max(initial=NO))


def _texts(ground: Ground, question: Question, row: int, station: int) -> tuple[str, ...]:
    """Every text of hours that bounds the pair, the station's own first."""
    facts, handled = ground.services.facts, ground.services.handled
    texts = [facts.hours[station], facts.host_hours[station]]
    if handled is not None:
        for matter in matter_indices(ground, question.matters):
            rows = handled.rows(matter)
            texts += handled.hours[rows][handled.station[rows] == station].tolist()
    for doors, owner in (
        (ground.stations.doors, ground.stations.doors.place == station),
        (ground.residents.doors, ground.residents.row[ground.residents.doors.place] == row),
    ):
        gates = doors.gate[owner]
        texts += ground.gates.hours[gates[gates >= 0]].tolist()
    return tuple(dict.fromkeys(text for text in texts if text is not None))


def _turns(texts: tuple[str, ...], moment: datetime) -> Iterator[datetime]:
    """`moment`, and every later one at which any of the texts or a closure can begin or end."""
    minutes = {0}
    for text in texts:
        rules = rules_of(text)
        if not isinstance(rules, Text):
            ends = (end for r in rules for span in r.spans for end in (span.begin, span.end))
            minutes |= {end % DAY_MINUTES for end in ends}
    times = [time(*divmod(minute, 60)) for minute in sorted(minutes)]
    yield moment
    for days in range(min(DAYS_AHEAD, (date.max - moment.date()).days) + 1):
        day = moment.date() + timedelta(days=days)
        for turn in (datetime.combine(day, at) for at in times):
            if timedelta(0) < turn - moment <= timedelta(days=DAYS_AHEAD):
                yield turn


def _doubt(ground: Ground, texts: tuple[str, ...], station: int, moment: datetime) -> Text:
    """Why nobody knows whether the station serves at `moment`: the first reason that applies."""
    if ground.services.facts.hours[station] is None:
        return _NOT_RECORDED
    book = ground.hours.book
    states, day = book.states(moment), day_of(book.calendar, moment.date())
    unclear = [book.hours[text] for text in texts if states[text] is HoursState.UNKNOWN]
    for hours in unclear:
        if hours.doubt is not None:
            return Text(f"办公时间{hours.doubt.zh}", f"a text of its hours {hours.doubt.en}")
    if not unclear:
        return _MAY_COUNT
    if day.kind is DayKind.NOT_COVERED:
        year = moment.year
        return Text(f"没有 {year} 年的工作日历", f"no calendar covers {year}")
    return _NO_HOLIDAYS if day.kind is DayKind.REST else _TWO_READINGS
