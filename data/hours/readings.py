"""How the rules of a text are read on each sort of day, as expressions without holidays in them.

opening-hours-py knows no Chinese holiday and no make-up working day. So a text is rewritten for
each sort of day, and the library evaluates what comes out at the moment itself:

- on an ordinary day nothing that names PH matches;
- on a day of a public holiday only rules that name PH hold, whatever the weekday; about what they
  leave open nothing is known;
- on a make-up day weekdays match as those of the weekday it stands for.

Where it is not certain whether a rule holds (school holidays, days counted from a holiday, the
first Monday of a month on a make-up day) both ways are kept, and the state is known where they
agree.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from data.hours.rules import DAY_MINUTES, WEEKDAYS, Rule, Span

# A sort of day: ordinary, holiday, or a make-up day that stands for a weekday (Monday 2, ...).
ORDINARY, REST, MAKE_UP = 0, 1, 2
SORTS = MAKE_UP + len(WEEKDAYS)
# Beyond this many ways nobody could say what a text means.
_MAX_WAYS = 16
_WEEKS = re.compile(r"week[\d,/-]+")
_UNKNOWN = Rule(False, "", (), (), (), "unknown", "")
_APPOINTMENT = re.compile("预约|appointment", re.IGNORECASE)
_NONE_NEEDED = re.compile(
    r"(?:无需|无须|不需|不必|不用|免)(?:要|提前|先|电话|网上)?预约"
    r"|\b(?:no|without) (?:an )?appointment",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Expression:
    """An expression for the library.

    Attributes:
        text: All of it.
        walk_in: The same without what is added by appointment; None where nothing is.
    """

    text: str
    walk_in: str | None


@dataclass(frozen=True)
class Reading:
    """One way to read a text on one sort of day.

    Attributes:
        whole: As written.
        own: Its spans cut at midnight: what happens on the day itself.
        spill: What goes on after midnight, at the time of day it does, to be asked on the day
            before; None where nothing in the text goes on.
    """

    whole: Expression
    own: Expression
    spill: Expression | None


def readings_of(rules: Sequence[Rule]) -> tuple[tuple[Reading, ...], ...]:
    """Every way to read `rules`, for each of the `SORTS` of days; none where there are too many."""
    return tuple(_of_sort(rules, sort) for sort in range(SORTS))


def by_appointment(comment: str) -> bool:
    """Whether a comment asks for an appointment."""
    return bool(_APPOINTMENT.search(comment)) and not _NONE_NEEDED.search(comment)


def _of_sort(rules: Sequence[Rule], sort: int) -> tuple[Reading, ...]:
    # A text that never opens ("PH off") says nothing of the days it does not name.
    silent = sort == REST or all(rule.modifier for rule in rules)
    latest = max((span.end for rule in rules for span in rule.spans), default=0) - DAY_MINUTES
    ways = [_ways(rule, sort) for rule in rules]
    count = 1
    for way in ways:
        count *= len(way)
    if count > _MAX_WAYS:
        return ()
    kept = dict.fromkeys(tuple(r for r in way if r is not None) for way in product(*ways))
    return tuple(_reading(way, silent=silent, latest=latest) for way in kept)


def _ways(rule: Rule, sort: int) -> tuple[Rule | None, ...]:
    """What may become of a rule: kept for these weekdays, for every day, or for none."""
    plain = replace(rule, holidays=())
    every_day = replace(plain, weekdays=())
    unsure = any(item != "PH" for item in rule.holidays)
    if sort == REST:
        if "PH" in rule.holidays:
            return (every_day,)
        return (every_day, None) if unsure else (None,)
    if sort == ORDINARY or not (rule.weekdays or rule.holidays):
        usual = plain if rule.weekdays or not rule.holidays else None
        return (usual, every_day) if unsure else (usual,)
    named = [_weekdays(item) for item in rule.weekdays]
    matches = any(days is not None and WEEKDAYS[sort - MAKE_UP] in days for days in named)
    if matches and not _WEEKS.search(rule.dates):
        return (every_day,)
    if matches or unsure or any(days is None for days in named):
        # The week of a make-up day need not be that of the day it stands for.
        return replace(every_day, dates=_WEEKS.sub("", rule.dates).strip()), None
    return (None,)


def _weekdays(item: str) -> tuple[str, ...] | None:
    """The weekdays of `Mo-Fr` or `Sa`; None of `Mo[1]`, which hangs on the date."""
    if "[" in item:
        return None
    first, _, last = item.partition("-")
    begin, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
    return tuple(WEEKDAYS[(begin + i) % 7] for i in range((end - begin) % 7 + 1))


def _reading(rules: Sequence[Rule], *, silent: bool, latest: int) -> Reading:
    overnight = latest > 0
    base = (_UNKNOWN,) if silent else ()
    whole = _expression((*base, *rules))
    if not overnight:
        return Reading(whole, whole, None)
    own = [replace(r, spans=tuple(_before_midnight(s) for s in r.spans)) for r in rules]
    spill = [after for rule in rules if (after := _after_midnight(rule)) is not None]
    night = tuple(replace(r, spans=(Span(0, latest),)) for r in base)
    return Reading(whole, _expression((*base, *own)), _expression((*night, *spill)))


def _before_midnight(span: Span) -> Span:
    return Span(span.begin, min(span.end, DAY_MINUTES))


def _after_midnight(rule: Rule) -> Rule | None:
    """What of a rule goes on after midnight; one that replaces others still does."""
    spans = tuple(Span(0, s.end - DAY_MINUTES) for s in rule.spans if s.end > DAY_MINUTES)
    if spans:
        return replace(rule, spans=spans)
    return None if rule.additional else replace(rule, spans=(), modifier="closed", comment="")


def _expression(rules: Sequence[Rule]) -> Expression:
    added = [r for r in rules if r.additional and not r.modifier and by_appointment(r.comment)]
    walk_in = _written([r for r in rules if r not in added]) if added else None
    return Expression(_written(rules), walk_in)


def _written(rules: Sequence[Rule]) -> str:
    if not rules:
        return "24/7 closed"
    # An additional rule without a day would be taken for a time of the rule before it.
    texts = [
        str(r if r.weekdays or r.dates or not r.additional else replace(r, weekdays=("Mo-Su",)))
        for r in rules
    ]
    joints = [", " if rule.additional else "; " for rule in rules[1:]]
    return texts[0] + "".join(j + t for j, t in zip(joints, texts[1:], strict=True))
