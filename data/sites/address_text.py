"""Addresses as one text each, so that two ways of writing the same address are equal.

Modest on purpose: width, case, blanks and punctuation; 幢, 号楼 and 座 for 栋; `#` for 号; and
numbers in Chinese before 号, 栋, 单元, 层, 楼, 室, 组, 弄. Nothing is left out.
"""

import re
import unicodedata
from collections.abc import Iterable

from data.sites.written import chinese_number

# All blanks that NFKC leaves, but for the line breaks that keep addresses apart.
_BLANKS = r" \t\r\f\v\x1c-\x1f\x85\u1680\u2028\u2029"
_PUNCTUATION = re.compile(rf"[{_BLANKS},.。、;:!?'\"“”‘’·()\[\]{{}}<>《》【】「」]+")
_DASHES = re.compile(r"[‐‑‒–—―−~]")
_NUMERAL = re.compile(r"[一二两三四五六七八九十]{1,3}(?=[号栋幢座单层楼室组弄])")
_BLOCK = re.compile(r"号楼|号栋|幢|(?<=[0-9a-z])座")


def address_text(address: str) -> str:
    """`address` as it is compared with others."""
    return address_texts([address])[0]


def address_texts(addresses: Iterable[str]) -> list[str]:
    """(N,) addresses as they are compared; all at once, as a district has a hundred thousand."""
    lines = [address.replace("\n", " ") for address in addresses]
    text = unicodedata.normalize("NFKC", "\n".join(lines)).casefold()
    text = _DASHES.sub("-", _PUNCTUATION.sub("", text)).replace("#", "号")
    text = _NUMERAL.sub(lambda found: _in_digits(found[0]), text)
    return _BLOCK.sub("栋", text).split("\n") if lines else []


def _in_digits(numeral: str) -> str:
    number = chinese_number(numeral)
    return numeral if number is None else str(number)
