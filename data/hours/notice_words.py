"""What stands on a notice board (办公时间公告), word by word.

Full-width signs become plain ones, Chinese numbers on the clock digits; then the text is cut into
words of a closed list. A word that is not on it ends the reading: better asked than guessed.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Word(StrEnum):
    """Sorts of words."""

    SPAN = "span"
    ALL_DAY = "all_day"
    DAYS = "days"
    HOLIDAY = "holiday"
    HOLIDAY_OFF = "holiday_off"  # 节假日休息
    HOLIDAY_EXCEPT = "holiday_except"  # 节假日除外
    HOLIDAY_SAME = "holiday_same"  # 节假日照常
    OFF = "off"
    EXCEPT = "except"
    SEASON = "season"
    APPOINTMENT = "appointment"
    EXTENDED = "extended"
    NO_BREAK = "no_break"
    AND = "and"
    BREAK = "break"
    OPEN_BRACKET = "open_bracket"
    FILLER = "filler"
    NINE_TO_FIVE = "nine_to_five"
    TIME = "time"  # a time without another: from when, or until when?


@dataclass(frozen=True)
class Found:
    """A word of a notice.

    Attributes:
        word: Its sort.
        match: What was read; its groups hold times and days.
    """

    word: Word
    match: re.Match[str]

    def __str__(self) -> str:
        return self.match[0]


_DIGITS = "零一二三四五六七八九"
_CLOCK_NUMBER = re.compile("(二?十)?([一二三四五六七八九两])?(?=[点时])")
_TO = "(?:-+|~+|至|到)"
_NEXT_DAY = "(?:次日|翌日|第二天)?"
_PART = "(?:上午|下午|早上|晚上|中午|凌晨|傍晚|晚间|早|晚)?"


def _time(name: str) -> str:
    return (
        rf"(?P<{name}_next>{_NEXT_DAY})(?P<{name}_part>{_PART})(?P<{name}_hour>\d{{1,2}})"
        rf"(?::(?P<{name}_minute>\d{{2}})|[点时](?:(?P<{name}_zh>\d{{1,2}})分?|(?P<{name}_half>半)|整)?)"
    )


_WEEKDAY = "(?:周|星期|礼拜)[一二三四五六日天]"
_DAY_ITEM = rf"(?:{_WEEKDAY}|[一二三四五六日天])"
_HOLIDAY = "(?:国家)?(?:法定(?:节假日|假日|节日|假期)|国定假日|公[众共]假[日期]|节假日)(?:期间)?"
_CLOSED = "(?:休息|不办公|不上班|不营业|不开放|不办理|不对外办公|停止办公|停办|闭馆|关门|放假|闭门)"
_SAME = "(?:照常|正常|均|也|不休息|不打烊|无休)(?:办公|上班|营业|开放|办理|服务|接待)*"
_NO_PAUSE = "(?:不休息|不间断|不休|不打烊|照常)"
_DOING = "(?:办理|服务|办公|开放|制)*"
_DATE = r"(?P<{0}_month>\d{{1,2}})月(?:(?P<{0}_day>\d{{1,2}})[日号])?"
_RANGE = f"(?:每年)?{_DATE.format('from')}{_TO}(?:次年|翌年|第二年)?{_DATE.format('until')}"
_NAMED = "夏令时|冬令时|夏季|冬季|夏时制|冬时制|夏令|冬令"

_WORDS: tuple[tuple[Word, re.Pattern[str]], ...] = tuple(
    (word, re.compile(pattern))
    for word, pattern in (
        (Word.NINE_TO_FIVE, "[朝早][一二三四五六七八九十]+晚[一二三四五六七八九十]+"),
        (Word.SEASON, rf"(?P<name>{_NAMED})?(?:时间|作息)*[(:]*{_RANGE}\)?"),
        (Word.SEASON, rf"(?P<name>{_NAMED})(?:时间|作息)*"),
        (Word.SPAN, _time("begin") + _TO + _time("end")),
        (Word.TIME, _time("begin")),
        (Word.ALL_DAY, "(?:全天候|全天|24小时)(?:24小时|自助|营业|开放|服务|办理|不打烊)*"),
        (Word.HOLIDAY_EXCEPT, f"(?:{_HOLIDAY})(?:除外|不含|例外)"),
        (Word.HOLIDAY_EXCEPT, f"(?:不含|除)(?:{_HOLIDAY})外?"),
        (Word.HOLIDAY_OFF, f"(?:{_HOLIDAY})(?:全天|均)?{_CLOSED}"),
        (Word.HOLIDAY_SAME, f"(?:{_HOLIDAY})(?:均)?{_SAME}|(?:包含|包括|含)(?:{_HOLIDAY})"),
        (Word.HOLIDAY, _HOLIDAY),
        (Word.DAYS, rf"(?P<first>{_WEEKDAY}){_TO}(?P<last>{_DAY_ITEM})"),
        (Word.DAYS, rf"(?P<listed>{_WEEKDAY}(?:[,、]?{_DAY_ITEM})*)(?![一二三四五六日天])"),
        (Word.DAYS, "(?P<named>(?:法定)?工作日|双休日|周末|每天|每日|天天|一周七天|全年无休)"),
        (Word.NO_BREAK, f"(?:午间|中午|午休)(?:时间)?{_NO_PAUSE}(?:办公|服务)?|不午休"),
        (Word.FILLER, "(?:无需|无须|不需|不必|免)(?:提前)?预约"),
        (Word.APPOINTMENT, f"(?:仅限|须|需|实行)?(?:提前|电话|网上)?预约{_DOING}"),
        (Word.EXTENDED, "(?:延时|错时)(?:服务|办理|办公)*"),
        (Word.EXCEPT, "除外"),
        (Word.OFF, _CLOSED),
        (Word.AND, "以及|及|和|与|、"),
        (Word.OPEN_BRACKET, r"\("),
        (Word.BREAK, r"[,;。)|/\n]"),
        (
            Word.FILLER,
            "(?:(?:对外)?(?:办公|服务|工作|营业|开放|上班|办理|受理|接待|办事|作息)时间"
            "|每(?=周|星期|礼拜)|:|为|是)",
        ),
    )
)  # fmt: skip


def words_of(text: str) -> list[Found] | str:
    """The words of a notice, or what stands where no word is known."""
    plain = _plain(text)
    words: list[Found] = []
    position = 0
    while position < len(plain):
        tried = ((word, pattern.match(plain, position)) for word, pattern in _WORDS)
        found = next((Found(word, match) for word, match in tried if match and match[0]), None)
        if found is None:
            return plain[position : position + 20]
        words.append(found)
        position = found.match.end()
    return words


def _plain(text: str) -> str:
    """One sign for each meaning, no blanks, digits on the clock."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub("[-—–―−‐~〜]+", "-", text)
    # Blanks part what else would run together: times in a row.
    text = re.sub(r"(?<=\d)[^\S\n]+(?=\d)", ",", text.strip())
    text = re.sub(r"[^\S\n]+", "", text)
    text = re.sub("(?<=[上下]午):", "", text)
    return _CLOCK_NUMBER.sub(_digits, text)


def _digits(number: re.Match[str]) -> str:
    """九点 is 9点, 十七点 is 17点."""
    if not number[0]:
        return ""
    tens = {"十": 10, "二十": 20}.get(number[1] or "", 0)
    return str(tens + _DIGITS.index((number[2] or "零").replace("两", "二")))
