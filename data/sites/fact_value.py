"""The value of one fact, from what a person wrote: numbers with their unit, yes and no, floors."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from data.rulepacks.vocabulary import FactTerm, FactType
from data.text import Text
from data.written import alike, chinese_number, decimal, key, listed, plain

_YES = frozenset({"yes", "y", "true", "1", "是", "有"})
_NO = frozenset({"no", "n", "false", "0", "否", "无", "没有"})
_NUMBER = re.compile(r"(?P<number>[+-]?[\d.]+)\s*(?P<unit>[^\d.\s].*)?")
# Spellings of a unit, by its Chinese name; as `key` has them.
_UNITS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "平方米": frozenset({"平方米", "平米", "m2", "m^2", "sqm"}),
        "米": frozenset({"米", "m"}),
        "人": frozenset({"人", "名"}),
        "年": frozenset({"年"}),
        "台": frozenset({"台"}),
        "张": frozenset({"张", "床"}),
    }
)
# Buildings are `residential`, premises registered as a `dwelling`: either word will do for both.
_ALSO: Mapping[str, str] = MappingProxyType(
    {"residential": "dwelling", "dwelling": "residential", "dwellings": "residential"}
)
_FLOOR = re.compile(
    r"(?P<below>b|负|地下|-)?第?(?P<number>\d{1,3}|[一二两三四五六七八九十]{1,3})(f|层|楼)?"
    r"|(?P<roof>f)(?P<after>\d{1,3})"
)
_NO_FLOOR_0 = Text(
    "楼层，如 2、2F、二楼；地下为 -1、B1、负一层；没有 0 层",
    "a floor such as 2, 2F; below ground -1 or B1; there is no floor 0",
)


class NotThisFactError(Exception):
    """A text that is no value of a fact; `expected` says what would be."""

    def __init__(self, expected: Text) -> None:
        super().__init__(expected.en)
        self.expected = expected


def fact_value(text: str, term: FactTerm) -> float | str:
    """The value that `text` means.

    Args:
        text: As typed: `320`, `320平方米`, `是`, `B1`, a word of the choice or its title.
        term: The fact.

    Returns:
        A number; 1 or 0 for yes and no; the word of a choice.

    Raises:
        NotThisFactError: It means none: another unit, a fraction of a whole, out of range, ...
    """
    words = plain(text)
    if term.type is FactType.BOOLEAN:
        return _answer(words)
    if term.type is FactType.CHOICE:
        return _choice(words, term)
    number = _floor(words) if is_floor(term) else _number(words, term)
    _require_range(number, term)
    return number


def is_floor(term: FactTerm) -> bool:
    """Whether a fact is a floor: then 二楼 and B1 are numbers, and 0 is none."""
    return term.type is FactType.WHOLE and re.search(r"(^|_)floor$", term.name) is not None


def _answer(words: str) -> float:
    if words.casefold() in _YES:
        return 1.0
    if words.casefold() in _NO:
        return 0.0
    raise NotThisFactError(Text("是或否（yes、no）", "yes or no"))


def _choice(words: str, term: FactTerm) -> str:
    choices = term.choices or {}
    meant = {key(title): word for word, t in choices.items() for title in (t.zh, t.en)}
    meant |= {key(word): word for word in choices}
    for word in (key(words), _ALSO.get(key(words))):
        if word in meant:
            return meant[word]
    near = alike(words, [*choices, *(t.zh for t in choices.values())])
    each = listed([f"{word}（{title.zh}）" for word, title in choices.items()])
    zh, en = listed(near).zh, listed(near).en
    raise NotThisFactError(
        Text(
            f"其中之一：{each.zh}" + (f"；相近的有 {zh}" if near else ""),
            f"one of {', '.join(choices)}" + (f"; near are {en}" if near else ""),
        )
    )


def _number(words: str, term: FactTerm) -> float:
    found = _NUMBER.fullmatch(words)
    number = decimal(found["number"]) if found else None
    unit = found["unit"] if found else None
    whole = term.type is FactType.WHOLE
    if number is None or (whole and number % 1 != 0) or not (unit is None or _is(unit, term)):
        raise NotThisFactError(_expected(term))
    return number + 0.0  # -0.0 becomes 0.0


def _is(unit: str, term: FactTerm) -> bool:
    if term.unit is None:
        return False
    spellings = _UNITS.get(term.unit.zh, frozenset())
    return key(unit) in spellings | {key(term.unit.zh), key(term.unit.en)}


def _expected(term: FactTerm) -> Text:
    whole = term.type is FactType.WHOLE
    zh, en = ("整数", "a whole number") if whole else ("数值", "a number")
    if term.unit is None:
        return Text(f"{zh}，不带单位", f"{en} without a unit")
    return Text(f"以{term.unit.zh}为单位的{zh}", f"{en} in {term.unit.en}")


def _floor(words: str) -> float:
    found = _FLOOR.fullmatch(words.casefold().replace(" ", ""))
    if found is None:
        raise NotThisFactError(_NO_FLOOR_0)
    digits = found["number"] or found["after"]
    number = int(digits) if digits.isdecimal() else chinese_number(digits)
    if not number:
        raise NotThisFactError(_NO_FLOOR_0)
    return float(-number if found["below"] else number)


def _require_range(number: float, term: FactTerm) -> None:
    low, high = term.minimum, term.maximum
    if (low is not None and number < low) or (high is not None and number > high):
        least, most = ("" if end is None else f"{end:.10g}" for end in (low, high))
        raise NotThisFactError(
            Text(
                f"{'不小于 ' + least if least else ''}{'，' if least and most else ''}"
                f"{'不大于 ' + most if most else ''}",
                f"{'at least ' + least if least else ''}{' and ' if least and most else ''}"
                f"{'at most ' + most if most else ''}",
            )
        )
