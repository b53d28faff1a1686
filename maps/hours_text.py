"""Opening hours as written on a door: the plain part of OSM's syntax in Chinese and English."""

import re

from data.text import Text

_DAYS = {
    "Mo": Text("周一", "Mon"),
    "Tu": Text("周二", "Tue"),
    "We": Text("周三", "Wed"),
    "Th": Text("周四", "Thu"),
    "Fr": Text("周五", "Fri"),
    "Sa": Text("周六", "Sat"),
    "Su": Text("周日", "Sun"),
    "PH": Text("法定节假日", "public holidays"),
}
_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)"
_DAYS_PART = rf"{_DAY}(?:-{_DAY})?(?:,\s?{_DAY}(?:-{_DAY})?)*"
_TIME = r"\d{1,2}:\d{2}"
_TIMES_PART = rf"{_TIME}-{_TIME}(?:,\s?{_TIME}-{_TIME})*"
_RULE = re.compile(rf"(?:({_DAYS_PART})\s+)?({_TIMES_PART}|off)")


def hours_text(opening_hours: str) -> Text:
    """`opening_hours` in words, or unchanged where it uses more than days, times and `off`.

    This is for reading only; whether a station is open at a moment is decided elsewhere.
    """
    if opening_hours.strip() == "24/7":
        return Text("全天", "always")
    rules = [_rule(part.strip()) for part in opening_hours.split(";") if part.strip()]
    known = [rule for rule in rules if rule is not None]
    if not known or len(known) < len(rules):
        return Text(opening_hours, opening_hours)
    return Text("；".join(rule.zh for rule in known), "; ".join(rule.en for rule in known))


def _rule(rule: str) -> Text | None:
    match = _RULE.fullmatch(rule)
    if match is None:
        return None
    days, times = match.groups(default="")
    if times == "off":
        hours = Text("休息", "closed")
    else:
        spans = re.sub(r",\s?", ", ", times.replace("-", "–"))
        hours = Text(spans.replace(", ", "、"), spans)
    if not days:
        return hours
    zh = re.sub(_DAY, lambda day: _DAYS[day.group()].zh, days)
    en = re.sub(_DAY, lambda day: _DAYS[day.group()].en, days)
    zh = re.sub(r",\s?", "、", zh.replace("-", "至"))
    en = re.sub(r",\s?", ", ", en.replace("-", "–"))
    return Text(f"{zh} {hours.zh}", f"{en} {hours.en}")
