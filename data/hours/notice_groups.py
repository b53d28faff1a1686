"""The words of a notice gathered: which days go with which times."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from data.hours.notice_times import Doubt, Season, season_of, span_of
from data.hours.notice_words import Found, Word
from data.hours.rules import DAY_MINUTES, WEEKDAYS, Span

EVERY_DAY = frozenset(range(7))
WORKING_DAYS = frozenset(range(5))
_WEEKEND = frozenset((5, 6))
_NUMBERS = "一二三四五六日"
_JOINTS = (Word.AND, Word.BREAK, Word.OPEN_BRACKET)


@dataclass
class Group:
    """Days and what is said of them, while a notice is being read.

    Attributes:
        season: The part of the year; None for all of it.
        days: Weekdays, Monday 0.
        holidays: Whether public holidays are among the days.
        spans: Times.
        off: They are days off.
        comment: Extended hours, or by appointment.
        carried: The days were named before the season was.
    """

    season: Season | None = None
    days: frozenset[int] = frozenset()
    holidays: bool = False
    spans: list[Span] = field(default_factory=list)
    off: bool = False
    comment: str = ""
    carried: bool = False

    @property
    def said(self) -> bool:
        """Whether anything is said of the days."""
        return self.off or bool(self.spans)

    @property
    def named(self) -> bool:
        """Whether days are named."""
        return self.holidays or bool(self.days)


@dataclass
class Reader:
    """Goes through the words once.

    Attributes:
        groups: Days with their times, in order; the last one is being read.
        holidays_off: Somewhere it says that public holidays are off.
        holidays_alike: Or that they are like other days.
        working_days: It speaks of working days, which holidays are not.
        no_break: It says that there is no break at noon.
    """

    groups: list[Group] = field(default_factory=lambda: [Group()])
    holidays_off: bool = False
    holidays_alike: bool = False
    working_days: bool = False
    no_break: bool = False
    _next_comment: str = ""

    def read(self, words: Sequence[Found]) -> None:
        """Take in all words.

        Raises:
            Doubt: They can mean two things, or nothing.
        """
        joint: Word | None = None
        for i, found in enumerate(words):
            if found.word is Word.FILLER:
                continue
            if found.word in _JOINTS:
                joint = found.word
                continue
            after = (w.word for w in words[i + 1 :] if w.word not in (*_JOINTS, Word.FILLER))
            self._take(found, joint, next(after, None))
            joint = None

    def _take(self, found: Found, joint: Word | None, after: Word | None) -> None:
        word = found.word
        if word in (Word.SPAN, Word.ALL_DAY):
            self._times(found)
        elif word in (Word.DAYS, Word.HOLIDAY):
            self._days(found)
        elif word in (Word.OFF, Word.EXCEPT):
            self._off(found)
        elif word in (Word.HOLIDAY_OFF, Word.HOLIDAY_EXCEPT):
            self._holidays_off(found, joint, after)
        elif word is Word.SEASON:
            self._season(season_of(found.match))
        elif word in (Word.APPOINTMENT, Word.EXTENDED):
            self._comment(found, joint, after)
        elif word is Word.HOLIDAY_SAME:
            self.holidays_alike = True
        elif word is Word.NO_BREAK:
            self.no_break = True
        elif word is Word.NINE_TO_FIVE:
            raise Doubt(f"“{found}”没有写明钟点", f"{found} gives no hours on the clock")
        else:
            raise Doubt(f"“{found}”只有一个时刻", f"{found} is a time without another")

    def _times(self, found: Found) -> None:
        group = self.groups[-1]
        span = Span(0, DAY_MINUTES) if found.word is Word.ALL_DAY else span_of(found.match)
        if group.off:
            raise Doubt(f"“{found}”之前写明休息", f"{found} stands behind days off")
        if group.spans and span.begin < group.spans[-1].end:
            raise Doubt(
                f"“{found}”与前一时段重叠或次序颠倒，或未写明下午",
                f"{found} overlaps the span before it or comes before it",
            )
        group.spans.append(span)

    def _days(self, found: Found) -> None:
        group = self.groups[-1]
        if group.said or (group.carried and found.word is Word.DAYS):
            fresh = Group(season=group.season, comment=self._next_comment)
            self._next_comment = ""
            if group.said:
                self.groups.append(fresh)
            else:
                self.groups[-1] = fresh
            group = fresh
        elif self._next_comment and not group.named:
            group.comment, self._next_comment = self._next_comment, ""
        if found.word is Word.HOLIDAY:
            group.holidays = True
            return
        days = _named_days(found)
        group.days |= days
        named = found.match.groupdict().get("named") or ""
        self.working_days |= named.endswith("工作日")
        self.holidays_alike |= named == "全年无休"

    def _off(self, found: Found) -> None:
        group = self.groups[-1]
        if group.said or not group.named or group.carried:
            raise Doubt(f"“{found}”所指不明", f"it is not clear to what {found} belongs")
        group.off = True

    def _holidays_off(self, found: Found, joint: Word | None, after: Word | None) -> None:
        """Holidays alone, or as the last of a list: 周六、周日及法定节假日休息."""
        group = self.groups[-1]
        pending = group.named and not group.said and not group.carried
        adjacent = joint is None and found.word is Word.HOLIDAY_OFF
        listed = joint is Word.AND or adjacent
        if pending and listed and after not in (Word.SPAN, Word.ALL_DAY):
            group.holidays = group.off = True
            return
        if group.off and found.word is Word.HOLIDAY_EXCEPT:
            raise Doubt(f"“{found}”所指不明", f"it is not clear to what {found} belongs")
        self.holidays_off = True

    def _season(self, season: Season) -> None:
        group = self.groups[-1]
        if not group.said and group.season is None and not group.comment:
            group.season, group.carried = season, True
            return
        if not group.said:
            raise Doubt("季节时间不完整", "a season has no times")
        self.groups.append(
            Group(season=season, days=group.days, holidays=group.holidays, carried=True)
        )

    def _comment(self, found: Found, joint: Word | None, after: Word | None) -> None:
        group = self.groups[-1]
        ahead = group.said and joint is Word.BREAK
        if found.word is Word.EXTENDED:
            if ahead or not group.named:
                self._next_comment = "延时服务"
            else:
                group.comment = _joined(group.comment, "延时服务")
            return
        vague = ahead and (len(self.groups) > 1 or after in (Word.DAYS, Word.HOLIDAY))
        if vague or not (group.named or group.said):
            raise Doubt(f"“{found}”所指不明", f"it is not clear to what {found} belongs")
        group.comment = _joined(group.comment, "预约办理")


def _joined(comment: str, more: str) -> str:
    return f"{comment}，{more}" if comment else more


def _named_days(found: Found) -> frozenset[int]:
    groups = found.match.groupdict()
    if groups.get("first"):
        first, last = (_number(groups[name]) for name in ("first", "last"))
        return frozenset((first + i) % len(WEEKDAYS) for i in range((last - first) % 7 + 1))
    if groups.get("listed"):
        listed = groups["listed"].replace("天", "日")
        return frozenset(_NUMBERS.index(letter) for letter in listed if letter in _NUMBERS)
    named = str(groups["named"])
    if named.endswith("工作日"):
        return WORKING_DAYS
    return _WEEKEND if named in ("双休日", "周末") else EVERY_DAY


def _number(day: str) -> int:
    return _NUMBERS.index(day[-1].replace("天", "日"))
