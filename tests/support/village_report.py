"""What is known of the village's three residents, matter by matter and hour by hour, by hand."""

import numpy as np

from geo.answers import Tally
from geo.matter_table import MatterCounts, MatterRow
from geo.week_table import Gain, HourCounts, WeekTable


def tally(total, covered, unknown=0.0, modelled=0.0):
    uncovered = total - covered - unknown
    low = covered / total if total else None
    high = (covered + unknown) / total if total else None
    return Tally(total, covered, uncovered, unknown, modelled, low, high)


PEOPLE = (1200.0, 300.0, 500.0)
COVERED, UNCOVERED, UNKNOWN = 0, 1, 2
# Status codes of r-1, r-2, r-3.
MATTERS = {"m-1": (0, 0, 2), "m-2": (1, 1, 1), "m-3": (1, 1, 1)}
SERVED, CLOSED, UNSURE = (0, 1, 2), (1, 1, 1), (2, 2, 2)


def counted(codes):
    """The village's people by the status codes of its three residents."""
    covered, unknown = (
        sum(n for n, code in zip(PEOPLE, codes, strict=True) if code == wanted)
        for wanted in (COVERED, UNKNOWN)
    )
    return tally(2000.0, covered, unknown, 500.0)


def matter_row(matter, name, codes, stations):
    counts = counted(codes)
    return MatterRow(
        matter, name, "person", None, None, None, stations, 0,
        {"population": MatterCounts(counts, {"complete": counts})},
    )  # fmt: skip


def village_week():
    """Open from 9 to 16 on weekdays, by appointment on Saturday at 9, unknown on holidays."""
    weekday = [SERVED if 9 <= hour < 17 else CLOSED for hour in range(24)]
    days = {"weekday": weekday, "saturday": [CLOSED] * 24, "sunday": [CLOSED] * 24,
            "holiday": [UNSURE] * 24}  # fmt: skip
    booked = {**days, "saturday": [SERVED if hour == 9 else CLOSED for hour in range(24)]}
    return days, booked


def codes_of(days):
    return {day: np.array(hours, dtype=np.uint8) for day, hours in days.items()}


def hour_counts(days, booked):
    """Day type to its hours, as `week_table` counts them."""
    return {
        day: tuple(
            {"population": HourCounts(counted(days[day][h]), counted(booked[day][h]))}
            for h in range(24)
        )
        for day in days
    }


def week_figures(days, booked):
    any_hour = {"weekday": 1200.0, "saturday": 0.0, "sunday": 0.0, "holiday": 0.0}
    gain = Gain(1200.0, 0.0, 1200.0, 0.0, any_hour, any_hour | {"saturday": 1200.0})
    return WeekTable(hour_counts(days, booked), {"population": gain})
