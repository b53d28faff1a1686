"""Which days are off, which are worked instead, and what an office's own table changes."""

from datetime import date

import pytest

from data.errors import SourceError
from data.hours.calendar import DayKind, day_of, holiday_text, work_calendar

WEDNESDAY, FRIDAY, SUNDAY = 2, 4, 6


@pytest.mark.parametrize(
    ("day", "kind", "weekday", "name"),
    [
        ("2026-10-07", "rest", WEDNESDAY, "国庆节"),
        ("2026-10-08", "ordinary", 3, ""),
        ("2026-10-10", "make_up", WEDNESDAY, "国庆节"),  # the second for the second: 7 October
        ("2026-02-14", "make_up", FRIDAY, "春节"),  # the first for the first: 20 February
        ("2026-04-05", "rest", SUNDAY, "清明节"),
        ("2026-10-11", "ordinary", SUNDAY, ""),
        ("2006-12-30", "make_up", None, "元旦"),  # off were days of the next year
        ("2027-01-01", "not_covered", FRIDAY, ""),
        ("2003-10-01", "not_covered", WEDNESDAY, ""),
    ],
)
def test_a_day_has_a_kind_and_the_weekday_whose_hours_hold(calendar, day, kind, weekday, name):
    found = day_of(calendar, date.fromisoformat(day))
    assert (found.kind, found.weekday, found.name) == (kind, weekday, name)


def test_the_package_covers_2004_to_2026(calendar):
    assert calendar.years[0] == 2004
    assert {2025, 2026} <= set(calendar.years)
    assert calendar.source == "chinesecalendar"


def with_table(tmp_path, *rows, encoding="utf-8"):
    path = tmp_path / "days.csv"
    path.write_text("\n".join(("date,kind,weekday,name", *rows)) + "\n", encoding=encoding)
    return work_calendar(path)


def test_a_table_covers_a_new_year(tmp_path):
    calendar = with_table(
        tmp_path, "2031,complete,,", "2031-10-01,rest,,国庆节", "2031/10/11,make_up,2,"
    )
    kinds = [day_of(calendar, date(2031, 10, d)).kind for d in (1, 2, 11)]
    assert kinds == [DayKind.REST, DayKind.ORDINARY, DayKind.MAKE_UP]
    assert day_of(calendar, date(2031, 10, 11)).weekday == 1
    assert calendar.source == "chinesecalendar + days.csv"


def test_without_the_word_complete_only_the_days_named_are_known(tmp_path):
    calendar = with_table(tmp_path, "2031-10-01,rest,,国庆节")
    kinds = [day_of(calendar, date(2031, 10, d)).kind for d in (1, 2)]
    assert kinds == [DayKind.REST, DayKind.NOT_COVERED]


def test_a_table_corrects_the_package(tmp_path):
    rows = ("2026-10-10,make_up,3,国庆节", "2026-10-07,ordinary,,", "2026-02-14,make_up,,")
    calendar = with_table(tmp_path, *rows, encoding="gbk")
    assert day_of(calendar, date(2026, 10, 10)).weekday == WEDNESDAY
    assert day_of(calendar, date(2026, 10, 7)).kind is DayKind.ORDINARY
    assert day_of(calendar, date(2026, 2, 14)).weekday is None


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (["2026-02-30,rest,,"], "row 1, date]: is '2026-02-30'. Expected: a date such as"),
        (["2026-10-01,rest,,", "tomorrow,rest,,"], "row 2, date]: is 'tomorrow'"),
        (["2026-10-01,holiday,,"], "is 'holiday'. Expected: one of rest, make_up, ordinary"),
        (["2026-10-10,make_up,8,"], "1 (Monday) to 7 (Sunday)"),
        (["2026-10-01,rest,3,"], "nothing but on make_up rows"),
        (["2026-10-01,rest,,", "2026-10-01,ordinary,,"], "2026-10-01 comes twice"),
        (["0000,complete,,"], "a year of four digits"),
        (["2027-01-01,complete,,"], "a year of four digits"),
        (["2026-10-01"], "row 1]: has 1 fields, expected 4"),
    ],
)
def test_a_bad_row_is_refused_by_its_number(tmp_path, rows, says):
    with pytest.raises(SourceError) as refusal:
        with_table(tmp_path, *rows)
    assert says in str(refusal.value)


def test_a_table_without_the_columns_is_refused(tmp_path):
    (tmp_path / "days.csv").write_text("日期,类别\n2026-10-01,rest\n", encoding="utf-8")
    with pytest.raises(SourceError, match="has the columns 日期, 类别"):
        work_calendar(tmp_path / "days.csv")


def test_a_table_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(SourceError, match="no such file"):
        work_calendar(tmp_path / "days.csv")


@pytest.mark.parametrize(
    ("name", "english"), [("国庆节", "National Day"), ("春节", "Spring Festival"), ("厂庆", "厂庆")]
)
def test_a_holiday_has_an_english_name_where_one_is_known(name, english):
    found = holiday_text(name)
    assert (found.zh, found.en) == (name, english)
