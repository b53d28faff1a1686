"""Times on a notice board in minutes, and seasons in days: refused where they are ambiguous."""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from data.hours.rules import DAY_MINUTES, Span
from data.text import Text

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_EARLIEST = 6 * 60  # who writes 1:30 without a word means the afternoon, or should say so
_AFTERNOON = ("下午", "傍晚")
_EVENING = ("晚上", "晚间", "晚")
_LEAP_YEAR = 2024


class Doubt(Exception):  # noqa: N818 - it is no error, only the end of a reading
    """Why a notice is not converted.

    Attributes:
        text: The reason.
    """

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(zh, en)


@dataclass(frozen=True)
class Season:
    """A part of the year as a notice gives it.

    Attributes:
        begin: (month, day); day None for the whole month.
        end: As `begin`, and included.
    """

    begin: tuple[int, int | None]
    end: tuple[int, int | None]

    def __str__(self) -> str:
        first, last = (
            MONTHS[month - 1] + ("" if day is None else f" {day}")
            for month, day in (self.begin, self.end)
        )
        return f"{first}-{last}"

    def days(self) -> frozenset[int]:
        """Days of a leap year that it holds, 1 to 366."""
        begin = date(_LEAP_YEAR, self.begin[0], self.begin[1] or 1)
        last = self.end[1] or calendar.monthrange(_LEAP_YEAR, self.end[0])[1]
        end = date(_LEAP_YEAR, self.end[0], last)
        first, last_day = begin.timetuple().tm_yday, end.timetuple().tm_yday
        length = (last_day - first) % 366 + 1
        return frozenset((first - 1 + i) % 366 + 1 for i in range(length))


def span_of(match: re.Match[str]) -> Span:
    """The span that two times make.

    Raises:
        Doubt: It could mean two things, or is none.
    """
    begin = _minutes(match, "begin", match["begin_part"])
    part = match["end_part"] or ("" if match["end_next"] else match["begin_part"])
    end = _minutes(match, "end", part)
    if match["end_next"] or (match["end_part"] == "凌晨" and end <= begin):
        end += DAY_MINUTES
    written = match[0]
    if not match["begin_part"] and begin < _EARLIEST and end - begin < DAY_MINUTES:
        raise Doubt(
            f"“{written}”未写明上午、下午", f"{written!r} does not say whether morning or afternoon"
        )
    if not begin < end <= begin + DAY_MINUTES:
        raise Doubt(
            f"“{written}”起止时间不成时段，可能未写明下午或次日",
            f"{written!r} is no span of time; it may lack the afternoon or the next day",
        )
    return Span(begin, end)


def _minutes(match: re.Match[str], which: str, part: str) -> int:
    hour = int(match[f"{which}_hour"])
    half = 30 if match[f"{which}_half"] else 0
    minute = int(match[f"{which}_minute"] or match[f"{which}_zh"] or half)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        raise Doubt(f"“{match[0]}”不是时间", f"{match[0]!r} holds no time of day")
    moved = _hour(hour, part)
    if moved is None:
        raise Doubt(f"“{match[0]}”可作两解", f"{match[0]!r} can mean two things")
    return moved * 60 + minute


def _hour(hour: int, part: str) -> int | None:
    """The hour of a clock of 24; None where the part of the day does not go with it."""
    if part in _AFTERNOON:
        return hour + 12 if hour < 12 else hour
    if part in _EVENING:
        return hour + 12 if 5 <= hour < 12 else hour if hour > 12 else None
    if part == "中午":
        return {11: 11, 12: 12, 1: 13, 2: 14, 13: 13, 14: 14}.get(hour)
    if part == "凌晨":
        return hour if hour <= 6 else None
    if part:  # morning
        return hour if hour <= 12 else None
    return hour


def season_of(match: re.Match[str]) -> Season:
    """The part of the year that a notice names.

    Raises:
        Doubt: It does not say from when until when, or names no such day.
    """
    if "from_month" not in match.re.groupindex:
        raise Doubt(
            f"“{match[0]}”没有写明起止日期", f"{match[0]!r} does not say from when until when"
        )
    ends: list[tuple[int, int | None]] = []
    for which in ("from", "until"):
        month, day = int(match[f"{which}_month"]), match[f"{which}_day"]
        days = calendar.monthrange(_LEAP_YEAR, month)[1] if 1 <= month <= 12 else 0
        if days == 0 or (day is not None and not 1 <= int(day) <= days):
            raise Doubt(f"“{match[0]}”不是日期", f"{match[0]!r} holds no such date")
        ends.append((month, None if day is None else int(day)))
    if (ends[0][1] is None) != (ends[1][1] is None):
        raise Doubt(f"“{match[0]}”起止日期不完整", f"{match[0]!r} has half a date")
    return Season(ends[0], ends[1])


def require_whole_year(seasons: Iterable[Season]) -> None:
    """Check that seasons follow each other through the year.

    Raises:
        Doubt: Days are in none of them, or in two.
    """
    days = [day for season in dict.fromkeys(seasons) for day in season.days()]
    if len(days) != 366 or len(set(days)) != 366:
        raise Doubt("各季时间未恰好覆盖全年", "the seasons do not make up one year")
