"""Opening hours as offices publish them, in OSM syntax; 5+2 is five days and the weekend."""

import numpy as np

NOON_BREAK = "Mo-Fr 09:00-12:00,13:00-17:00; PH off"
THROUGH = "Mo-Fr 09:00-17:00; PH off"
SATURDAY = 'Mo-Fr 09:00-12:00,13:00-17:00; Sa 09:00-12:00 "周六延时"; PH off'
WEEKEND = 'Mo-Fr 09:00-17:00; Sa,Su 10:00-16:00 "周末延时"; PH off'
APPOINTMENT = 'Mo-Fr 09:00-12:00,13:00-17:00; Sa 09:00-12:00 "预约办理"; PH off'
EVENING = "Mo-Fr 09:00-12:00,13:00-17:00, We 17:00-20:00; PH off"
SUMMER = "May-Sep Mo-Fr 09:00-12:00,14:00-18:00; Oct-Apr Mo-Fr 09:00-12:00,13:30-17:30; PH off"
MARKET_DAYS = 'Tu,Th,Sa 09:00-12:00 "赶场日值班"; PH off'
ALWAYS = "Mo-Su,PH 00:00-24:00"
BANK = "Mo-Fr 09:00-17:00; Sa,Su 10:00-16:00; PH 10:00-16:00"
MALL = "Mo-Su,PH 10:00-22:00"
UNREADABLE = "工作日上班时间"  # what a plain table really says; no machine can open it

_MIXES: dict[str, tuple[tuple[str | None, float], ...]] = {
    "centre": ((SATURDAY, 0.45), (WEEKEND, 0.3), (APPOINTMENT, 0.15), (THROUGH, 0.1)),
    "station": (
        (NOON_BREAK, 0.5), (SATURDAY, 0.17), (APPOINTMENT, 0.08), (EVENING, 0.07),
        (SUMMER, 0.08), (WEEKEND, 0.05), (None, 0.05),
    ),
    "rural": ((NOON_BREAK, 0.5), (MARKET_DAYS, 0.3), (None, 0.2)),
    "post": ((NOON_BREAK, 0.4), (MALL, 0.3), ("Mo-Su 09:00-18:00", 0.2), (None, 0.1)),
    "partner": ((THROUGH, 0.6), (BANK, 0.4)),
    "park_centre": ((NOON_BREAK, 0.7), (SATURDAY, 0.3)),
}  # fmt: skip


def draw_hours(dice: np.random.Generator, mix: str) -> str | None:
    """Hours as they are usual for one kind of station; None where nobody recorded them."""
    hours, shares = zip(*_MIXES[mix], strict=True)
    chosen: str | None = hours[int(dice.choice(len(hours), p=shares))]
    return chosen
