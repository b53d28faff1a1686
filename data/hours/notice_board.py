"""From a notice board to `opening_hours`: 周一至周五 9:00-12:00,法定节假日除外.

What a notice says is converted only where it can mean one thing. Whoever imports it sees what came
out and confirms it (`confirmed`); what is ambiguous stays as written, and its hours are unknown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.hours.notice_groups import EVERY_DAY, Group, Reader
from data.hours.notice_times import Doubt, require_whole_year
from data.hours.notice_words import words_of
from data.hours.rules import DAY_MINUTES, MAX_LETTERS, WEEKDAYS, Span, rules_of
from data.text import Text


@dataclass(frozen=True)
class Notice:
    """What became of a notice.

    Attributes:
        text: As written.
        opening_hours: In OSM's syntax; None where it can mean two things, or nothing.
        doubt: Then, why.
    """

    text: str
    opening_hours: str | None
    doubt: Text | None


def from_notice(text: str) -> Notice:
    """Convert the text of a notice board. Never raises: what is ambiguous says why."""
    try:
        hours = _converted(text)
    except Doubt as doubt:
        return Notice(text, None, doubt.text)
    return Notice(text, hours, None)


def _converted(text: str) -> str:
    if len(text) > MAX_LETTERS:
        raise Doubt(f"超过 {MAX_LETTERS} 字", f"is longer than {MAX_LETTERS} letters")
    words = words_of(text)
    if isinstance(words, str):
        raise Doubt(f"“{words}”无法理解", f"{words!r} is not understood")
    reader = Reader()
    reader.read(words)
    groups = _merged(_with_days(reader.groups))
    _require_clear(reader, groups)
    holidays = _holidays(reader, groups)
    # What closes comes last, since a later rule replaces an earlier one.
    ordered = sorted(groups, key=lambda group: group.off)
    hours = "; ".join(_written(group, alike=reader.holidays_alike) for group in ordered) + holidays
    if isinstance(rules_of(hours), Text):
        raise Doubt("转换结果无法解析", "what came out cannot be read")
    return hours


def _with_days(groups: Sequence[Group]) -> list[Group]:
    """Groups with days and something said of them: times first and days behind are one."""
    kept: list[Group] = []
    for group in groups:
        if not group.said and not group.named:
            continue
        before = kept[-1] if kept else None
        if not group.said and before is not None and before.spans and not before.named:
            before.days, before.holidays = group.days, group.holidays
            before.comment = before.comment or group.comment
        else:
            kept.append(group)
    if not any(group.spans for group in kept):
        raise Doubt("没有写明时间", "gives no times")
    off = any(group.off and group.days for group in kept)
    for group in kept:
        if not group.said:
            raise Doubt("有的日子没有写明时间", "gives no times for some days")
        if not group.named:
            if not off:
                raise Doubt("没有写明星期几", "does not say on which days")
            group.days = EVERY_DAY
    return kept


def _merged(groups: Sequence[Group]) -> list[Group]:
    """Groups of the same days as one: morning and afternoon may stand apart."""
    merged: list[Group] = []
    for group in groups:
        before = next((g for g in merged if _same_days(g, group)), None)
        if before is None:
            merged.append(group)
        elif group.spans[0].begin < before.spans[-1].end:
            raise Doubt("同一天的时间前后矛盾", "contradicts itself about the same days")
        else:
            before.spans += group.spans
    return merged


def _same_days(one: Group, other: Group) -> bool:
    both_open = not one.off and not other.off
    return both_open and (one.season, one.days, one.holidays, one.comment) == (
        other.season, other.days, other.holidays, other.comment,
    )  # fmt: skip


def _require_clear(reader: Reader, groups: Sequence[Group]) -> None:
    """Refuse days that are spoken of twice, seasons that leave gaps, and breaks denied."""
    opened = [group for group in groups if not group.off]
    for i, group in enumerate(opened):
        for other in opened[i + 1 :]:
            shared = group.days & other.days or (group.holidays and other.holidays)
            if group.season == other.season and shared:
                raise Doubt("同一天写了两种时间", "gives two sorts of times for the same days")
    closed = frozenset(day for group in groups if group.off for day in group.days)
    if any(group.days & closed and group.days != EVERY_DAY for group in opened):
        raise Doubt("同一天既开放又休息", "has the same days open and off")
    if closed == EVERY_DAY:
        raise Doubt("没有开放的日子", "leaves no day open")
    if reader.no_break and any(len(group.spans) > 1 for group in opened):
        raise Doubt("写明午间不休，时间却有间断", "says that there is no break, yet has one")
    seasons = dict.fromkeys(group.season for group in opened)
    if list(seasons) == [None]:
        return
    if None in seasons:
        raise Doubt("有的时间没有写明季节", "has times of no season beside those of seasons")
    require_whole_year(season for season in seasons if season is not None)
    if len({frozenset(_named(g) for g in opened if g.season == s) for s in seasons}) > 1:
        raise Doubt("各季开放的日子不同", "opens on other days in one season than in another")


def _named(group: Group) -> tuple[frozenset[int], bool, str]:
    return group.days, group.holidays, group.comment


def _holidays(reader: Reader, groups: Sequence[Group]) -> str:
    """What is said of public holidays, as the last rule; empty where a group does, or nothing."""
    named = any(group.holidays for group in groups)
    if reader.holidays_off + reader.holidays_alike + named > 1:
        raise Doubt("节假日写了两次", "speaks of public holidays twice")
    if reader.holidays_alike and any(g.days != EVERY_DAY for g in groups if not g.off):
        raise Doubt("节假日照常，但未写明照哪天", "has holidays like other days, but like which?")
    if reader.holidays_off or (reader.working_days and not named and not reader.holidays_alike):
        return "; PH off"
    return ""


def _written(group: Group, *, alike: bool) -> str:
    days = _days(group.days)
    if group.holidays or (alike and not group.off):
        days.append("PH")
    if group.off:  # all year: the notice as a whole is about the same days in every season
        return f"{','.join(days)} off"
    season = "" if group.season is None else f"{group.season} "
    comment = f' "{group.comment}"' if group.comment else ""
    return f"{season}{','.join(days)} {','.join(map(_clock, group.spans))}{comment}"


def _days(days: Iterable[int]) -> list[str]:
    """Weekdays in order, three and more in a row as a range."""
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    items: list[str] = []
    for run in runs:
        names = [WEEKDAYS[day] for day in run]
        items += names if len(run) < 3 else [f"{names[0]}-{names[-1]}"]
    return items


def _clock(span: Span) -> str:
    return str(Span(span.begin, span.end - DAY_MINUTES if span.end > DAY_MINUTES else span.end))
