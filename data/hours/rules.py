"""A text in OSM's `opening_hours` syntax, taken apart into rules.

opening-hours-py judges whether a text is one at all and writes it in one form; that form is split
here into its rules, and each rule into dates, weekdays, holidays, times and comment. Whatever could
be taken in two ways is refused: it is better not to know than to send somebody to a closed door.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from data.text import Text

MAX_LETTERS = 500
WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
DAY_MINUTES = 24 * 60

_DAY = f"(?:{'|'.join(WEEKDAYS)})"
_ITEM = rf"(?:(?:PH|SH)(?: -?\d+ days?)?|{_DAY}(?:-{_DAY}|\[[-\d,]+\](?: [+-]\d+ days?)?)?)"
_SPAN = r"\d\d:\d\d-\d\d:\d\d"
_RULE = re.compile(
    rf"(?P<dates>.*?)(?:(?:^|(?<= ))(?P<days>{_ITEM}(?:,{_ITEM})*))?"
    rf"(?:(?:^| )(?P<times>{_SPAN}(?:,{_SPAN})*))?"
    r'(?:(?:^| )(?P<modifier>closed|unknown))?(?:(?:^| )(?P<comment>"[^"]*"))?'
)  # fmt: skip
# Years, months, days of months, Easter and weeks: whatever is no weekday and no time of day.
_DATES = re.compile(r"[A-Za-z0-9 ,+/-]*")
_NO_DATES = re.compile(rf"\b(?:{_DAY}|PH|SH)\b|sun|dawn|dusk")
_QUOTED = re.compile(r'("[^"]*")')
# A list of days goes on after a comma and a blank; the parser would begin a new rule there and
# take the days before it as open day and night.
_DAYS_GO_ON = re.compile(rf"\b({_DAY}|PH|SH)(\[[-\d,]+\])?\s*,\s+(?=(?:{_DAY}|PH|SH)\b)")
_DAYS_BESIDE = re.compile(rf"\b(?:(?:PH|SH)\s+{_DAY}|{_DAY}\s+(?:PH|SH))\b")

_TOO_LONG = Text(f"超过 {MAX_LETTERS} 字", f"is longer than {MAX_LETTERS} letters")
_NOT_OSM = Text("不符合 opening_hours 语法", "is not in the syntax of opening_hours")
_UNSURE = Text(
    "含有无法确定的写法（如日出日落、无结束时间、间隔时刻、||）",
    "holds what cannot be known for certain (the sun, an open end, points in time, ||)",
)
_PH_BESIDE = Text(
    "节假日与星期之间没有逗号，可作两解", "has PH beside weekdays without a comma: two readings"
)
_NO_DAYS = Text("后一条规则没有写明哪些天", "has a later rule that does not say on which days")
_NO_TIMES = Text(
    "逗号前的日期没有时间，可作两解", "has days without times before a comma: two readings"
)


@dataclass(frozen=True)
class Span:
    """A span of time in minutes of the day it begins on; `end` may lie beyond 1440."""

    begin: int
    end: int

    def __str__(self) -> str:
        return "-".join(f"{m // 60:02}:{m % 60:02}" for m in (self.begin, self.end))


@dataclass(frozen=True)
class Rule:
    """One rule of a text.

    Attributes:
        additional: It adds to what stands before it (`,`), instead of replacing that on the days
            it speaks of (`;`).
        dates: Years, months and weeks as written; empty for all.
        weekdays: Items as written: `Mo-Fr`, `Sa`, `Mo[1]`.
        holidays: Items as written: `PH`, `SH`, `PH -1 days`.
        spans: Its times; empty for whole days.
        modifier: `closed`, `unknown`, or empty where it opens.
        comment: With its quotation marks; empty where there is none.
    """

    additional: bool
    dates: str
    weekdays: tuple[str, ...]
    holidays: tuple[str, ...]
    spans: tuple[Span, ...]
    modifier: str
    comment: str

    @property
    def selects(self) -> bool:
        """Whether it says on which days it holds."""
        return bool(self.dates or self.weekdays or self.holidays)

    def __str__(self) -> str:
        days, times = ",".join(self.weekdays), ",".join(map(str, self.spans))
        said = " ".join(part for part in (self.dates, days, times) if part)
        tail = " ".join(part for part in (self.modifier, self.comment) if part)
        return " ".join(part for part in (said or "24/7", tail) if part)


def rules_of(text: str) -> tuple[Rule, ...] | Text:
    """The rules of a text, or why it cannot be read with certainty."""
    if len(text) > MAX_LETTERS:
        return _TOO_LONG
    tidy = _tidied(text)
    if any(_DAYS_BESIDE.search(part) for part in _QUOTED.split(tidy)[::2]):
        return _PH_BESIDE
    canonical = _canonical(tidy)
    if canonical is None:
        return _NOT_OSM
    rules = _split(canonical)
    if rules is None:
        return _UNSURE
    # The parser writes Mo-Su where an additional rule names no day.
    added = canonical.count("Mo-Su") > tidy.casefold().count("mo-su")
    if added or any(not rule.selects for rule in rules[1:]):
        return _NO_DAYS
    for rule, after in pairwise(rules):
        silent = not (rule.spans or rule.modifier or rule.comment)
        if after.additional and silent and rule.selects:
            return _NO_TIMES
    return rules


def _tidied(text: str) -> str:
    """The text without slips that have one meaning; comments stay as they are."""
    parts = _QUOTED.split(text.strip().rstrip(";").rstrip())
    for i in range(0, len(parts), 2):
        plain = re.sub(r"(?<=\w)\s+-\s+(?=\w)", "-", parts[i])
        plain = _DAYS_GO_ON.sub(r"\1\2,", plain)
        parts[i] = re.sub(r"\s+,", ",", plain)
    return "".join(parts)


def _canonical(text: str) -> str | None:
    """The text as opening-hours-py writes it; None where it does not parse."""
    from opening_hours import OpeningHours, validate  # late: few questions have a moment

    try:
        return str(OpeningHours(text)) if validate(text) else None
    except UnicodeError:  # half a letter is no text
        return None


def _split(canonical: str) -> tuple[Rule, ...] | None:
    """The rules; None where one of them holds what is not read."""
    # A blank behind the separator tells it from the commas inside lists.
    marked = "".join(
        part if part.startswith('"') else re.sub(r"(;|,|\|\|) ", "\\1\n", part)
        for part in _QUOTED.split(canonical)
    )
    rules = []
    separator = ";"
    for line in marked.split("\n"):
        body = line
        following = ""
        for mark in ("||", ";", ","):
            if line.endswith(mark):
                body, following = line.removesuffix(mark).rstrip(), mark
        rule = _rule(body, additional=separator == ",")
        if rule is None or following == "||":
            return None
        rules.append(rule)
        separator = following
    return tuple(rules)


def _rule(body: str, *, additional: bool) -> Rule | None:
    match = _RULE.fullmatch(re.sub(r"^24/7(?= |$)", "", body).lstrip())
    if match is None:
        return None
    dates = match["dates"].strip()
    if not _DATES.fullmatch(dates) or _NO_DATES.search(dates):
        return None
    days = re.findall(_ITEM, match["days"] or "")
    return Rule(
        additional=additional,
        dates=dates,
        weekdays=tuple(day for day in days if not day.startswith(("PH", "SH"))),
        holidays=tuple(day for day in days if day.startswith(("PH", "SH"))),
        spans=tuple(_span(span) for span in (match["times"] or "").split(",") if span),
        modifier=match["modifier"] or "",
        comment=match["comment"] or "",
    )


def _span(written: str) -> Span:
    begin, end = (int(t[:2]) * 60 + int(t[3:]) for t in written.split("-"))
    return Span(begin, end if end > begin else end + DAY_MINUTES)
