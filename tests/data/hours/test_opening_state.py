"""What a visitor meets: by hand, on the days that are easily got wrong."""

from datetime import date, datetime

import pytest

from data.demo import hours as demo
from data.hours.book import hours_book
from data.hours.calendar import Day, DayKind, WorkCalendar
from data.hours.opening import HoursState, read_hours, state_at

WEEK = "Mo-Fr 09:00-12:00,13:00-17:00; PH off"


@pytest.mark.parametrize(
    ("time", "expected"),
    [("08:59", "closed"), ("09:00", "open"), ("11:59", "open"), ("12:00", "closed"),
     ("13:00", "open"), ("16:59", "open"), ("17:00", "closed")],
)  # fmt: skip
def test_hours_are_half_open(state, time, expected):
    assert state(WEEK, f"2026-11-18T{time}") == expected


@pytest.mark.parametrize(
    ("text", "rest", "make_up"),
    [
        (WEEK, "closed", "open"),
        ("Mo-Fr 09:00-17:00", "unknown", "open"),  # says nothing of holidays
        ("24/7", "unknown", "open"),
        ("24/7; PH off", "closed", "open"),
        ("Mo-Su,PH 09:00-17:00", "open", "open"),
        ("Mo-Fr 09:00-17:00; PH 14:00-16:00", "closed", "open"),
        ('Mo-Fr 09:00-17:00; PH 09:00-12:00 "预约办理"', "appointment", "open"),
        ("Mo-Fr 09:00-17:00; May-Sep PH off", "unknown", "open"),  # nothing said of October
        ("Mo-Su 09:00-12:00, PH 13:00-17:00", "unknown", "open"),  # added, but to what?
        ("Mo-Su 09:00-12:00, PH 09:00-17:00", "open", "open"),
        ("Mo-Su 09:00-12:00, PH off", "closed", "open"),
        ("Sa,Su 09:00-17:00; PH off", "closed", "closed"),
        ("We 09:00-17:00; PH off", "closed", "open"),  # 10 October stands for a Wednesday
        ("Mo,Tu,Th-Su 09:00-17:00; PH off", "closed", "closed"),
        ("PH off", "closed", "unknown"),  # says nothing of other days
        ("工作日上班时间", "unknown", "unknown"),
    ],
)
def test_a_holiday_and_a_make_up_day(state, text, rest, make_up):
    assert state(text, "2026-10-07T10:00") == rest
    assert state(text, "2026-10-10T10:00") == make_up


def test_a_weekend_day_of_a_holiday_is_a_holiday(state):
    assert state("Sa,Su 09:00-17:00; PH off", "2026-04-05T10:00") == "closed"


def test_a_make_up_saturday_follows_the_friday_it_stands_for(state):
    text = "Mo-Th 09:00-17:00; Fr 09:00-12:00; Sa 14:00-15:00; PH off"
    assert state(text, "2026-02-14T10:00") == "open"
    assert state(text, "2026-02-14T14:00") == "closed"


def test_a_make_up_day_that_stands_for_nobody_knows_which(state):
    assert state("Mo-Fr 09:00-17:00", "2006-12-30T10:00") == "open"
    assert state("Mo-Th 09:00-17:00", "2006-12-30T10:00") == "unknown"


@pytest.mark.parametrize(
    ("text", "moment", "expected"),
    [
        ("Mo-Su,PH 09:00-17:00", "2027-03-03T10:00", "open"),
        (WEEK, "2027-03-03T10:00", "unknown"),  # it may be a holiday
        (WEEK, "2027-03-03T20:00", "closed"),
        (WEEK, "2027-03-06T10:00", "unknown"),  # a Saturday, and may be worked
        ("Mo-Fr 09:00-17:00", "2027-03-03T20:00", "unknown"),
    ],
)
def test_a_year_without_a_calendar(state, text, moment, expected):
    assert state(text, moment) == expected


@pytest.mark.parametrize(
    ("text", "time", "expected"),
    [
        (demo.APPOINTMENT, "10:00", "appointment"),
        (demo.SATURDAY, "10:00", "open"),  # a comment that asks for nothing
        ('Sa 09:00-12:00 "By appointment"', "10:00", "appointment"),
        ('Sa 09:00-12:00 "无需预约"', "10:00", "open"),
        ('Sa 09:00-12:00, Mo-Su 08:00-18:00 "预约"', "10:00", "open"),
        ('Sa 09:00-12:00, Mo-Su 08:00-18:00 "预约"', "17:00", "appointment"),
        ('Sa 09:00-12:00; Mo-Su 08:00-18:00 "预约"', "10:00", "appointment"),
        ('Sa off "预约"', "10:00", "closed"),
        ('Sa 09:00-12:00 unknown "预约"', "10:00", "unknown"),
    ],
)
def test_by_appointment_is_apart(state, text, time, expected):
    assert state(text, f"2026-11-21T{time}") == expected


@pytest.mark.parametrize(
    ("text", "moment", "expected"),
    [
        ("Mo-Fr 22:00-02:00", "2026-11-20T23:00", "open"),
        ("Mo-Fr 22:00-02:00", "2026-11-21T01:59", "open"),  # Friday's night
        ("Mo-Fr 22:00-02:00", "2026-11-21T02:00", "closed"),
        ("Mo-Fr 22:00-02:00", "2026-11-16T01:00", "closed"),  # Sunday had none
        ("Mo-Fr 22:00-26:00", "2026-11-21T01:59", "open"),
        ("Mo-Fr 22:00-02:00; Sa 10:00-12:00", "2026-11-21T01:00", "unknown"),  # replaced, or not
        ("Mo-Fr 22:00-02:00; Sa 10:00-12:00", "2026-11-21T11:00", "open"),
        ("Mo-Su 22:00-02:00; PH off", "2026-10-08T01:00", "closed"),  # after a holiday
        ("Mo-Su 22:00-02:00; PH off", "2026-10-01T01:00", "unknown"),  # before one
        ("Mo-Su 22:00-02:00; PH off", "2026-10-03T01:00", "closed"),
        ("Mo-Su,PH 22:00-02:00", "2026-10-01T01:00", "open"),
        ("Mo-Fr 22:00-02:00", "2026-10-10T01:00", "open"),  # Friday's, on a make-up Saturday
        ("Mo-Fr 22:00-02:00; PH off", "2026-10-11T01:00", "unknown"),  # that Saturday's
        ("Mo-Fr 22:00-02:00; PH off", "2026-10-11T10:00", "closed"),
    ],
)
def test_hours_over_midnight(state, text, moment, expected):
    assert state(text, moment) == expected


@pytest.mark.parametrize(
    ("text", "moment", "expected"),
    [
        ("Mo-Fr 09:00-17:00; SH off", "2026-11-18T10:00", "unknown"),
        ("Mo-Fr 09:00-17:00; SH off", "2026-11-18T18:00", "closed"),
        ("Mo-Fr 09:00-17:00; PH +1 day off", "2026-10-08T10:00", "unknown"),
        ("Mo[1] 09:00-17:00; PH off", "2026-11-02T10:00", "open"),
        ("We[2] 09:00-17:00; PH off", "2026-10-10T10:00", "unknown"),
        ("week 2-52/2 Mo-Fr 09:00-17:00; PH off", "2026-10-10T10:00", "unknown"),
        ("Oct Mo-Fr 09:00-17:00; PH off", "2026-10-10T10:00", "open"),
    ],
)
def test_where_it_is_not_certain_that_a_rule_holds(state, text, moment, expected):
    assert state(text, moment) == expected


@pytest.mark.parametrize("moment", [datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59)])
def test_the_ends_of_time_are_asked_without_harm(calendar, moment):
    for text in ("24/7", "Mo-Su 22:00-02:00", WEEK):
        assert state_at(read_hours(text), moment, calendar) in HoursState


def test_a_book_answers_for_every_text_as_one_alone(calendar):
    texts = [WEEK, demo.SATURDAY, demo.UNREADABLE, "Mo-Su 22:00-02:00", WEEK]
    moment = datetime(2026, 11, 21, 10)
    states = hours_book(texts, calendar).states(moment)
    assert list(states) == texts[:4]
    assert states == {t: state_at(read_hours(t), moment, calendar) for t in texts}


def test_a_calendar_made_by_hand_is_asked():
    day = date(2026, 11, 18)
    calendar = WorkCalendar((2026,), {day: Day(day, DayKind.REST, 2)}, "by hand")
    assert state_at(read_hours(WEEK), datetime(2026, 11, 18, 10), calendar) is HoursState.CLOSED
