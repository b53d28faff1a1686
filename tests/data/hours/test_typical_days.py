"""The four days that stand for all."""

from datetime import date

import pytest

from data.hours.calendar import WorkCalendar
from data.hours.typical import typical_days


def test_the_next_of_each_where_the_year_still_has_one(calendar):
    days = typical_days(calendar, date(2026, 9, 19))
    assert days.weekday == date(2026, 9, 23)
    assert days.saturday == date(2026, 9, 19)
    assert days.sunday == date(2026, 10, 11)  # the 20th is worked, the 27th and 4th are holidays
    assert days.holiday == date(2026, 9, 25)
    assert days.near_covered


def test_the_last_before_where_none_follows(calendar):
    last = calendar.years[-1]
    days = typical_days(calendar, date(last, 12, 31))
    assert days.weekday.year == days.holiday.year == last
    assert days.holiday < days.weekday


@pytest.mark.parametrize("near", [date(1900, 1, 1), date(9999, 12, 31)])
def test_beyond_the_calendar_the_nearest_year_stands_in(calendar, near):
    days = typical_days(calendar, near)
    assert not days.near_covered
    assert days.weekday.year in (calendar.years[0], calendar.years[-1])


def test_a_calendar_without_years_has_no_typical_days():
    with pytest.raises(ValueError, match="no year"):
        typical_days(WorkCalendar((), {}, "nothing"), date(2026, 1, 1))
