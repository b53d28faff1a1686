"""What the calendar says of the day asked: an ordinary day, a public holiday, a make-up day."""

from data.hours.calendar import KIND_TEXT, holiday_text
from data.hours.day import WEEKDAY_TEXT, Day, DayKind
from data.text import Text
from geo.answers import Coverage


def arrival_day(coverage: Coverage) -> Text | None:
    """The date of arrival and which hours hold on it; None where no hour is asked."""
    if coverage.day is None:
        return None
    said, date = _said_of(coverage.day), coverage.day.date.isoformat()
    return Text(f"{date}：{said.zh}", f"{date}: {said.en}")


def _said_of(day: Day) -> Text:
    own = WEEKDAY_TEXT[day.date.weekday()]
    if day.kind is DayKind.NOT_COVERED:
        year = day.date.year
        return Text(
            f"{own.zh}；{year} 年不在工作日历内，只计各种日子都开放的时段",
            f"{own.en}; the working calendar does not cover {year}: only hours open on every "
            "kind of day count",
        )
    kind = KIND_TEXT[day.kind]
    if day.kind is DayKind.REST and day.name:
        holiday = holiday_text(day.name)
        return Text(f"{kind.zh}（{holiday.zh}）", f"{kind.en} ({holiday.en})")
    if day.kind is DayKind.MAKE_UP:
        if day.weekday is None:
            return Text(
                f"{kind.zh}，按周几办公未知", f"{kind.en}; which weekday's hours hold is not known"
            )
        instead = WEEKDAY_TEXT[day.weekday]
        return Text(f"{kind.zh}，按{instead.zh}判断", f"{kind.en}, judged as a {instead.en}")
    return Text(f"{kind.zh}（{own.zh}）", f"{kind.en} ({own.en})")
