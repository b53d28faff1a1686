"""The calendar of the tests: one year with one rest day and one make-up day."""

from support.reference_hours import MAKE_UP_DAY, MAKE_UP_STANDS_FOR, REST_DAY, YEAR

from data.hours.calendar import WorkCalendar
from data.hours.day import Day, DayKind

CALENDAR = WorkCalendar(
    years=(YEAR,),
    special={
        REST_DAY: Day(REST_DAY, DayKind.REST, REST_DAY.weekday(), "国庆节"),
        MAKE_UP_DAY: Day(MAKE_UP_DAY, DayKind.MAKE_UP, MAKE_UP_STANDS_FOR, "国庆节"),
    },
    source="tests",
)
