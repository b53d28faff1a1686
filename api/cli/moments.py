"""A moment in words: with the weekday, by which people plan."""

from datetime import datetime

from data.hours.day import WEEKDAY_TEXT
from data.text import Text


def day_and_time(moment: datetime) -> Text:
    """`2026-11-23 周一 09:00`, `Monday 2026-11-23 09:00`."""
    weekday, day, time = WEEKDAY_TEXT[moment.weekday()], f"{moment:%Y-%m-%d}", f"{moment:%H:%M}"
    return Text(f"{day} {weekday.zh} {time}", f"{weekday.en} {day} {time}")
