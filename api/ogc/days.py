"""The parameter `datetime`: a moment or an interval (RFC 3339), as days in China.

The layers know days, not hours. A moment stands for its day in China.
"""

import re
from datetime import date, datetime, timedelta, timezone

from api.ogc.errors import ParameterError
from data.text import Text

# First and last day in ISO text, both included; None where the interval has no end.
Days = tuple[str | None, str | None]
_CHINA = timezone(timedelta(hours=8))
_OPEN = {"", ".."}
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,6})?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_EXPECTED = Text(
    "如 2026-06-30、2026-06-30T08:00:00Z，或起止 2026-01-01/..",
    "such as 2026-06-30, 2026-06-30T08:00:00Z, or an interval 2026-01-01/..",
)


def days_of(text: str) -> Days:
    """The first and the last day that the parameter means.

    Raises:
        ParameterError: It is neither a moment nor an interval.
    """
    parts = text.split("/", maxsplit=2)
    if len(parts) == 1:
        day = _day(parts[0])
        return day, day
    ends = [None if part in _OPEN else _day(part) for part in parts]
    if len(ends) != 2 or ends == [None, None]:
        raise ParameterError.value("datetime", _EXPECTED)
    first, last = ends
    if first is not None and last is not None and first > last:
        raise ParameterError.value("datetime", _EXPECTED)
    return first, last


def _day(text: str) -> str:
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text).isoformat()
        if _MOMENT.fullmatch(text):
            moment = datetime.fromisoformat(text.upper())
            return moment.astimezone(_CHINA).date().isoformat()
    except (ValueError, OverflowError):
        pass  # a day that no calendar has
    raise ParameterError.value("datetime", _EXPECTED)
