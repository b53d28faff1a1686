"""全时能办: who is served at each full hour of a week, and what the weekend and evenings add."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

import numpy as np
from numpy.typing import NDArray

from data.hours.typical import TypicalDays
from geo.ground import Ground
from geo.judge import COVERED, Codes, judge
from geo.levels import MAY
from geo.question import Question
from geo.services.opening import Opening, opening
from geo.slices import cut, serving_levels
from geo.sole import Sole, sole

_Judged = tuple[Codes, Sole, NDArray[np.bool_]]

DAY_TYPES = ("weekday", "saturday", "sunday", "holiday")
HOURS = tuple(range(24))
# Arrivals within the usual office hours, 9 to 17, of a working day; all others are extended.
STANDARD_HOURS = tuple(range(9, 17))


@dataclass(frozen=True)
class HourStatus:
    """One full hour of one day.

    Attributes:
        moment: Who arrives on the hour.
        status: (R,) status codes.
        sole: Who is served just then by one station alone.
        unsure: (S,) stations that may serve just then, or not.
        with_appointment: (R,) status codes if what is open by appointment only counted, too.
    """

    moment: datetime
    status: Codes
    sole: Sole
    unsure: NDArray[np.bool_]
    with_appointment: Codes


@dataclass(frozen=True)
class Week:
    """A typical week.

    Attributes:
        days: The days that stand for all.
        hours: Day type to its 24 full hours.
    """

    days: TypicalDays
    hours: Mapping[str, tuple[HourStatus, ...]]

    def covered(
        self, windows: Mapping[str, tuple[int, ...]], *, appointments: bool
    ) -> NDArray[np.bool_]:
        """(R,) who is covered at some hour of the `windows`, day type to hours."""
        asked = [self.hours[day_type][hour] for day_type in windows for hour in windows[day_type]]
        status = [at.with_appointment if appointments else at.status for at in asked]
        return np.asarray((np.array(status) == COVERED).any(axis=0))


STANDARD: Mapping[str, tuple[int, ...]] = {"weekday": STANDARD_HOURS}
# 5+2: mornings, evenings and the weekend, when nobody has to take leave.
EXTENDED: Mapping[str, tuple[int, ...]] = {
    "weekday": tuple(hour for hour in HOURS if hour not in STANDARD_HOURS),
    "saturday": HOURS,
    "sunday": HOURS,
}


def week(ground: Ground, question: Question, days: TypicalDays) -> Week:
    """Judge every full hour of the typical `days`; the question's own moment is not looked at.

    Announced closures that end are left out: what closes for a few days is not what is typical.
    """
    by_type = zip(DAY_TYPES, (days.weekday, days.saturday, days.sunday, days.holiday), strict=True)
    lasting = tuple(closure for closure in ground.hours.closures if not closure[2])
    usual = replace(ground, hours=replace(ground.hours, closures=lasting))
    known: dict[bytes, _Judged] = {}
    return Week(
        days, {day_type: tuple(_hours(usual, question, day, known)) for day_type, day in by_type}
    )


def hours_of(ground: Ground, question: Question, day: date) -> tuple[HourStatus, ...]:
    """Judge the 24 full hours of one day."""
    return tuple(_hours(ground, question, day, {}))


def _hours(
    ground: Ground, question: Question, day: date, known: dict[bytes, _Judged]
) -> Iterator[HourStatus]:
    """The hours of a day. `known` holds what was judged: most hours are like another."""
    for hour in HOURS:
        moment = datetime.combine(day, time(hour))
        asked = replace(question, moment=moment)
        states = ground.hours.book.states(moment)
        judged: list[_Judged] = []
        for appointments in (False, True):
            then = opening(ground.hours, moment, appointments=appointments, states=states)
            key = _key(then)
            if key not in known:
                part = cut(ground, asked, then)
                status = judge(ground, part).status
                unsure = serving_levels(ground, part) == MAY
                known[key] = status, sole(ground, part, status), unsure
            judged.append(known[key])
        (status, alone, unsure), (booked, *_) = judged
        yield HourStatus(moment, status, alone, unsure, booked)


def _key(then: Opening) -> bytes:
    handled = b"" if then.handled is None else then.handled.tobytes()
    return b"|".join((then.stations.tobytes(), handled, then.gates.tobytes()))
