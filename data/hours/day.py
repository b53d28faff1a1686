"""One day of the working calendar."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data.text import Text

# Monday first, as `date.weekday` counts.
WEEKDAY_TEXT = (
    Text("周一", "Monday"),
    Text("周二", "Tuesday"),
    Text("周三", "Wednesday"),
    Text("周四", "Thursday"),
    Text("周五", "Friday"),
    Text("周六", "Saturday"),
    Text("周日", "Sunday"),
)


class DayKind(StrEnum):
    """What a day is to those who open and close doors: 平常日, 节假日, 调休上班日."""

    ORDINARY = "ordinary"
    REST = "rest"  # a day of a public holiday, its weekend days and days off in lieu included
    MAKE_UP = "make_up"
    NOT_COVERED = "not_covered"  # nobody recorded which days of this year are special


@dataclass(frozen=True)
class Day:
    """One day.

    Attributes:
        date: Which.
        kind: What it is.
        weekday: Whose hours hold, Monday 0 to Sunday 6: of a make-up day the weekday it stands
            for, None where nobody said; of any other day its own.
        name: The holiday it belongs to; empty where it belongs to none.
    """

    date: date
    kind: DayKind
    weekday: int | None
    name: str = ""
