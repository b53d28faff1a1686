"""The kind of day asked, as the calendar has it."""

from dataclasses import replace
from datetime import date

import pytest

from data.hours.day import Day, DayKind
from maps.arrival_day import arrival_day


@pytest.mark.parametrize(
    ("day", "zh", "en"),
    [
        (
            Day(date(2026, 6, 24), DayKind.ORDINARY, 2),
            "2026-06-24：平常日（周三）",
            "2026-06-24: ordinary day (Wednesday)",
        ),
        (
            Day(date(2026, 10, 7), DayKind.REST, 2, "国庆节"),
            "2026-10-07：节假日（国庆节）",
            "2026-10-07: public holiday (National Day)",
        ),
        (
            Day(date(2026, 10, 10), DayKind.MAKE_UP, 2, "国庆节"),
            "2026-10-10：调休上班日，按周三判断",
            "2026-10-10: make-up working day, judged as a Wednesday",
        ),
        (
            Day(date(2026, 10, 10), DayKind.MAKE_UP, None),
            "2026-10-10：调休上班日，按周几办公未知",
            "2026-10-10: make-up working day; which weekday's hours hold is not known",
        ),
        (
            Day(date(2027, 1, 4), DayKind.NOT_COVERED, 0),
            "2027-01-04：周一；2027 年不在工作日历内，只计各种日子都开放的时段",
            "2027-01-04: Monday; the working calendar does not cover 2027: only hours open on "
            "every kind of day count",
        ),
    ],
    ids=["ordinary", "holiday", "make-up", "make-up-of-nobody-knows", "not-covered"],
)
def test_the_day_of_arrival_says_which_hours_hold(coverage, day, zh, en):
    said = arrival_day(replace(coverage, day=day))
    assert (said.zh, said.en) == (zh, en)


def test_where_no_hour_is_asked_nothing_is_said_of_a_day(coverage):
    assert arrival_day(coverage) is None
