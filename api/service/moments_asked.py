"""Moments in the parameters of lists: aware, and such as every clock of ours can show."""

from datetime import UTC, datetime

from api.service.errors import RequestError
from data.text import Text

_EXPECTED = Text("如 2026-11-21T10:00:00+08:00", "such as 2026-11-21T10:00:00+08:00")


def require_moments(**moments: datetime | None) -> None:
    """Refuse moments that cannot be looked for.

    Raises:
        RequestError: One has no zone, or lies before the year 1 or after 9999 in UTC.
    """
    for name, moment in moments.items():
        if moment is None:
            continue
        if moment.tzinfo is None:
            raise RequestError(name, Text("没有时区", "has no zone"), _EXPECTED)
        if not is_showable(moment):
            raise RequestError(name, Text("超出可用的年份", "is of no year in use"), _EXPECTED)


def is_showable(moment: datetime) -> bool:
    """Whether an aware moment is one in UTC, too."""
    try:
        moment.astimezone(UTC)
    except OverflowError:
        return False
    return True
