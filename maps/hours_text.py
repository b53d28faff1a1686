"""Opening hours as written on a door: the plain part of OSM's syntax in Chinese and English."""

import re

from data.text import Text

_WORDS = {
    "Mo": Text("周一", "Mon"),
    "Tu": Text("周二", "Tue"),
    "We": Text("周三", "Wed"),
    "Th": Text("周四", "Thu"),
    "Fr": Text("周五", "Fri"),
    "Sa": Text("周六", "Sat"),
    "Su": Text("周日", "Sun"),
    "PH": Text("法定节假日", "public holidays"),
} | {
    month: Text(f"{number}月", month)
    for number, month in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), 1
    )
}
_WORD = re.compile("|".join(_WORDS))


def _list_of(item: str) -> str:
    return rf"{item}(?:-{item})?(?:,\s?{item}(?:-{item})?)*"


_MONTHS = _list_of("(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
_DAYS = _list_of("(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)")
_SPAN = r"\d{1,2}:\d{2}-\d{1,2}:\d{2}"
_SPANS = rf"{_SPAN}(?:,\s?{_SPAN})*"
_RULE = re.compile(
    rf'(?:(?P<months>{_MONTHS})\s+)?(?:(?P<days>{_DAYS})\s+)?(?P<hours>{_SPANS}|off)'
    r'(?:\s+"(?P<comment>[^"]*)")?'
)  # fmt: skip


def hours_text(opening_hours: str) -> Text:
    """`opening_hours` in words, or unchanged where it uses more than the plain part.

    The plain part is months, days, spans of time, `off` and a comment in quotes. This is for
    reading only; whether a station is open at a moment is decided elsewhere.
    """
    if opening_hours.strip() == "24/7":
        return Text("全天", "always")
    rules = [_RULE.fullmatch(part.strip()) for part in opening_hours.split(";") if part.strip()]
    known = [_rule(match) for match in rules if match is not None]
    if not known or len(known) < len(rules):
        return Text(opening_hours, opening_hours)
    return Text("；".join(rule.zh for rule in known), "; ".join(rule.en for rule in known))


def _rule(match: re.Match[str]) -> Text:
    parts = [_when(match[name]) for name in ("months", "days") if match[name]]
    parts.append(_hours(match["hours"]))
    comment = match["comment"] or ""
    zh, en = " ".join(part.zh for part in parts), " ".join(part.en for part in parts)
    return Text(f"{zh}（{comment}）", f"{en} ({comment})") if comment else Text(zh, en)


def _when(names: str) -> Text:
    """A list of days or months."""
    zh = _WORD.sub(lambda name: _WORDS[name.group()].zh, names).replace("-", "至")
    en = _WORD.sub(lambda name: _WORDS[name.group()].en, names).replace("-", "–")
    return Text(re.sub(r",\s?", "、", zh), re.sub(r",\s?", ", ", en))


def _hours(spans: str) -> Text:
    if spans == "off":
        return Text("休息", "closed")
    dashed = re.sub(r",\s?", ", ", spans.replace("-", "–"))
    return Text(dashed.replace(", ", "、"), dashed)
