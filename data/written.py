"""What people type: full-width letters, numbers in digits or in Chinese, near misses."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from difflib import get_close_matches

from data.text import Text

_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_MOST_DIGITS = 40
_DIGITS = "零一二三四五六七八九"
_CHINESE = re.compile(r"(?P<tens>[一二两三四五六七八九]?)十(?P<ones>[一二三四五六七八九]?)")
_SHOWN_LETTERS = 40
# What only sets words apart; `internet-cafe` and `Internet cafe` are one word.
_SEPARATORS = re.compile(r"[\s_\-‐–—·]+")
_NAMED, _ALIKE = 3, 0.5


def plain(text: str) -> str:
    """`text` with full-width letters, digits and commas as plain ones, and no blanks around it."""
    return unicodedata.normalize("NFKC", text).strip()


def key(text: str) -> str:
    """By what two words are the same: width, case, blanks, hyphens and underscores do not count."""
    return _SEPARATORS.sub("", plain(text).casefold())


def decimal(text: str) -> float | None:
    """A number in decimal digits, as `plain` gives it; None for any other, `1e5` and `inf` too."""
    if len(text) > _MOST_DIGITS or not text.isascii() or not _DECIMAL.fullmatch(text):
        return None
    return float(text)


def chinese_number(text: str) -> int | None:
    """1 to 99 in Chinese, such as 三, 两, 十二, 二十; None for anything else."""
    if len(text) == 1 and text in _DIGITS[1:]:
        return _DIGITS.index(text)
    if text == "两":
        return 2
    found = _CHINESE.fullmatch(text)
    if found is None:
        return None
    tens, ones = found["tens"].replace("两", "二"), found["ones"]
    return 10 * (_DIGITS.index(tens) if tens else 1) + (_DIGITS.index(ones) if ones else 0)


def shown(text: object) -> str:
    """The beginning of what was given, as messages repeat it."""
    words = str(text)
    return words if len(words) <= _SHOWN_LETTERS else words[: _SHOWN_LETTERS - 1] + "…"


def alike(word: str, known: Iterable[str], cutoff: float = _ALIKE) -> list[str]:
    """The words of `known` that look most like `word`, best first; at most three.

    Args:
        word: As typed.
        known: The words there are.
        cutoff: How much alike, from 0 to 1; those that contain `word` count unless it is raised.
    """
    by_key = {key(each): each for each in known}
    wanted = key(word)[:_SHOWN_LETTERS]
    holding = [each for each in by_key if len(wanted) > 1 and wanted in each and cutoff <= _ALIKE]
    close = get_close_matches(wanted, list(by_key), n=_NAMED, cutoff=cutoff)
    return [by_key[each] for each in dict.fromkeys([*close, *sorted(holding)])][:_NAMED]


def listed(words: Collection[str]) -> Text:
    """Words one after the other, as each language does it."""
    return Text("、".join(words), ", ".join(words))
