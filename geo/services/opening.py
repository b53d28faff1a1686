"""What is open at a moment: stations, what they handle, and gates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.hours.book import HoursBook, hours_book
from data.hours.calendar import WorkCalendar
from data.hours.opening import HoursState
from geo.levels import MAY, NO, YES, Levels
from geo.places.doors import Gates
from geo.services.matters import Handled
from geo.services.stations import StationFacts


@dataclass(frozen=True)
class Timetable:
    """All hours of a district. Codes count in `texts`; -1 where nobody recorded any.

    Attributes:
        book: The texts, read.
        texts: Every text of hours, once.
        stations: (S,) code of the station's own hours.
        hosts: (S,) code of the hours of the host's doors.
        handled: (K,) code of the hours of a matter at a station; None without such a table.
        gates: (G,) code of the gate's hours.
        closures: As in `StationFacts`.
    """

    book: HoursBook
    texts: tuple[str, ...]
    stations: NDArray[np.int64]
    hosts: NDArray[np.int64]
    handled: NDArray[np.int64] | None
    gates: NDArray[np.int64]
    closures: tuple[tuple[int, str, str, str], ...]


@dataclass(frozen=True)
class Opening:
    """What is open at one moment.

    Attributes:
        stations: (S,) by their own hours, the host's and closures.
        handled: (K,) by the hours of the matter itself; None where no such table is known.
        gates: (G,) by the gates' own hours.
    """

    stations: Levels
    handled: Levels | None
    gates: Levels


def timetable(
    facts: StationFacts,
    handled: Handled | None,
    gates: Gates,
    calendar: WorkCalendar,
    *,
    known: HoursBook | None = None,
) -> Timetable:
    """Read every text of hours of a district once; none anew that is in the book `known`."""
    columns = [facts.hours, facts.host_hours, gates.hours]
    if handled is not None:
        columns.append(handled.hours)
    codes, texts = pd.factorize(np.concatenate(columns), sort=False)
    parts = np.split(codes.astype(np.int64), np.cumsum([len(c) for c in columns])[:-1])
    return Timetable(
        book=_book(texts, calendar, known),
        texts=tuple(str(text) for text in texts),
        stations=parts[0],
        hosts=parts[1],
        handled=None if handled is None else parts[3],
        gates=parts[2],
        closures=facts.closures,
    )


def _book(texts: Iterable[str], calendar: WorkCalendar, known: HoursBook | None) -> HoursBook:
    hours = {} if known is None else known.hours
    fresh = hours_book((text for text in texts if text not in hours), calendar)
    return HoursBook(MappingProxyType({**hours, **fresh.hours}), calendar) if hours else fresh


def opening(
    hours: Timetable,
    moment: datetime,
    *,
    appointments: bool,
    states: Mapping[str, HoursState] | None = None,
) -> Opening:
    """What is open at `moment`, half-open: [opens, closes).

    A station of which nobody recorded the hours may be open; a host, a matter or a gate without
    hours of its own bounds nothing. `states` are those of the book at that moment, where they are
    at hand.
    """
    levels: Mapping[HoursState, np.uint8] = {
        HoursState.OPEN: YES,
        HoursState.APPOINTMENT: YES if appointments else NO,
        HoursState.CLOSED: NO,
        HoursState.UNKNOWN: MAY,
    }
    states = hours.book.states(moment) if states is None else states
    known = np.array([levels[states[text]] for text in hours.texts], dtype=np.uint8)
    # -1, not recorded, takes the last.
    may_be, unbounded = np.append(known, MAY), np.append(known, YES)
    stations = np.minimum(may_be[hours.stations], unbounded[hours.hosts])
    stations[_closed_on(hours, moment)] = NO
    return Opening(
        stations=stations,
        handled=None if hours.handled is None else unbounded[hours.handled],
        gates=unbounded[hours.gates],
    )


def _closed_on(hours: Timetable, moment: datetime) -> NDArray[np.int64]:
    """Indices of the stations that an announcement closes on the day of `moment`."""
    day = moment.date().isoformat()
    shut = {s for s, begin, end, _ in hours.closures if begin <= day and (not end or day <= end)}
    return np.array(sorted(shut), dtype=np.int64)
