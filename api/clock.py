"""The clock. Nothing else in the product reads it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_ZONE = ZoneInfo("Asia/Shanghai")


def today() -> date:
    """Today's date in China."""
    return datetime.now(_ZONE).date()


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)
