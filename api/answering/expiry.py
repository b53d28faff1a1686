"""How long a survey stands: six months at most."""

import calendar
from datetime import datetime
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")
MONTHS = 6
_A_YEAR = 12


def expiry(issued_at: datetime) -> datetime:
    """The same day and hour six months on by China's calendar, or the last day of that month.

    >>> expiry(datetime(2026, 8, 31, tzinfo=CHINA)).date().isoformat()
    '2027-02-28'
    """
    local = issued_at.astimezone(CHINA)
    month = local.month - 1 + MONTHS
    year, month = local.year + month // _A_YEAR, month % _A_YEAR + 1
    day = min(local.day, calendar.monthrange(year, month)[1])
    return local.replace(year=year, month=month, day=day)
