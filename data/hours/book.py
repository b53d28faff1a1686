"""All the hours of a district, read once and asked at many moments."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from data.hours.calendar import WorkCalendar, day_of
from data.hours.opening import (
    Hours,
    HoursState,
    read_hours,
    sorts_before,
    sorts_of,
    state_between,
)


@dataclass(frozen=True)
class HoursBook:
    """Texts and what they say. `hours_book` makes it.

    Attributes:
        hours: Each text, read.
        calendar: Which days are special.
    """

    hours: Mapping[str, Hours]
    calendar: WorkCalendar

    def states(self, moment: datetime) -> dict[str, HoursState]:
        """The state of every text at `moment`, wall-clock time in China without a zone."""
        day = moment.date()
        today, before = sorts_of(day_of(self.calendar, day)), sorts_before(self.calendar, day)
        return {
            text: state_between(hours, moment, today, before) for text, hours in self.hours.items()
        }


def hours_book(texts: Iterable[str], calendar: WorkCalendar) -> HoursBook:
    """Read each text once, in order of first appearance."""
    read = {text: read_hours(text) for text in dict.fromkeys(texts)}
    return HoursBook(MappingProxyType(read), calendar)
