"""The week in figures: people served hour by hour, and what the extended hours add (5+2)."""

from collections.abc import Mapping
from dataclasses import dataclass

from geo.answers import Tally
from geo.tally import People, people_in, tally
from geo.week import EXTENDED, HOURS, STANDARD, Week


@dataclass(frozen=True)
class HourCounts:
    """The people of one group at one full hour.

    Attributes:
        tally: Who is served by what is open.
        with_appointment: The same if what is open by appointment only counted, too.
    """

    tally: Tally
    with_appointment: Tally


@dataclass(frozen=True)
class Gain:
    """What the extended hours (延时服务) give people, of one group.

    Attributes:
        standard: People served at some full hour of a weekday's office hours, 9 to 17.
        extended: People served at some full hour outside these: a weekday's morning, evening
            and night, or any hour of Saturday or Sunday. Nobody of them has to take leave.
        appointment: More people who are, if what is open by appointment only counts.
        extended_only: Of those of `extended`, who is served at no hour of `standard`.
        any_hour: Day type to people served at some full hour of such a day.
        any_hour_with_appointment: The same with appointments.
    """

    standard: float
    extended: float
    appointment: float
    extended_only: float
    any_hour: Mapping[str, float]
    any_hour_with_appointment: Mapping[str, float]


@dataclass(frozen=True)
class WeekTable:
    """A typical week in figures.

    Attributes:
        hours: Day type to its 24 full hours, each by group.
        gains: What the extended hours add, by group.
    """

    hours: Mapping[str, tuple[Mapping[str, HourCounts], ...]]
    gains: Mapping[str, Gain]


def week_table(week: Week, people: Mapping[str, People]) -> WeekTable:
    """Count every hour of `week` for each group of `people`."""
    return WeekTable(
        hours={
            day_type: tuple(
                {
                    group: HourCounts(tally(who, at.status), tally(who, at.with_appointment))
                    for group, who in people.items()
                }
                for at in hours
            )
            for day_type, hours in week.hours.items()
        },
        gains={group: _gain(week, who) for group, who in people.items()},
    )


def _gain(week: Week, people: People) -> Gain:
    standard = week.covered(STANDARD, appointments=False)
    extended = week.covered(EXTENDED, appointments=False)
    booked = week.covered(EXTENDED, appointments=True)
    return Gain(
        standard=people_in(people, standard),
        extended=people_in(people, extended),
        appointment=people_in(people, booked & ~extended),
        extended_only=people_in(people, extended & ~standard),
        any_hour=_any_hour(week, people, appointments=False),
        any_hour_with_appointment=_any_hour(week, people, appointments=True),
    )


def _any_hour(week: Week, people: People, *, appointments: bool) -> dict[str, float]:
    return {
        day_type: people_in(people, week.covered({day_type: HOURS}, appointments=appointments))
        for day_type in week.hours
    }
