"""A moment in words: with the weekday, by which people plan."""

from datetime import datetime

from data.text import Text

WEEKDAYS = (
    Text("周一", "Monday"),
    Text("周二", "Tuesday"),
    Text("周三", "Wednesday"),
    Text("周四", "Thursday"),
    Text("周五", "Friday"),
    Text("周六", "Saturday"),
    Text("周日", "Sunday"),
)


def day_and_time(moment: datetime) -> Text:
    """`2026-11-23 周一 09:00`, `Monday 2026-11-23 09:00`."""
    weekday, day, time = WEEKDAYS[moment.weekday()], f"{moment:%Y-%m-%d}", f"{moment:%H:%M}"
    return Text(f"{day} {weekday.zh} {time}", f"{weekday.en} {day} {time}")
