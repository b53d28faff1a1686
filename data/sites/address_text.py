"""Addresses as one text each, so that two ways of writing the same address are equal.

Modest on purpose: width, case, blanks and punctuation; 幢, 号楼 and 座 for 栋; `#` and 號 for 号;
and numbers in Chinese before 号, 栋, 单元, 层, 楼, 室, 组, 弄. Nothing is left out.

`parted` tells apart what may differ although one place is meant: the divisions in front, which
people write or leave out, and the unit behind the house number.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from data.written import chinese_number

# All blanks that NFKC leaves, but for the line breaks that keep addresses apart.
_BLANKS = r" \t\r\f\v\x1c-\x1f\x85\u1680\u2028\u2029"
_PUNCTUATION = re.compile(rf"[{_BLANKS},.。、;:!?'\"“”‘’·()\[\]{{}}<>《》【】「」]+")
_DASHES = re.compile(r"[‐‑‒–—―−~]")
_NUMERAL = re.compile(r"[一二两三四五六七八九十]{1,3}(?=[号栋幢座单层楼室组弄])")
_ALIKE = str.maketrans("#號", "号号")
_BLOCK = re.compile(r"号楼|号栋|幢|(?<=[0-9a-z])座")
# A row may have several names in one column.
_BETWEEN_NAMES = re.compile(r"[;；、,，|/\n]+")
# What stands before the street: 成都市青羊区, and what may be part of its name as well.
_DIVISIONS = re.compile(r"^\D+(?:省|市|区|县|旗|街道|镇|乡)(?=\D{2})")
_HOUSE = re.compile(r"^.*?[0-9a-z]号")
# What names a unit behind the house number: 附3号, 2栋1单元, 3楼, a区, 101铺, 12-3. Possessive, so
# that no text takes long.
_UNIT = re.compile(r"(?>附?[a-z]*+\d*+(?:-\d++)*+(?:栋|单元|层|楼|室|铺|户|区|号)?+)++")


@dataclass(frozen=True)
class Parted:
    """An address in parts.

    Attributes:
        house: The street and its house number, without divisions; all of it where no house number
            is found.
        unit: What stands behind the house number; empty where nothing does.
        clear: Whether that is understood, so that another unit surely is another place.
    """

    house: str
    unit: str
    clear: bool


def parted(text: str) -> Parted:
    """The parts of an address as it is compared, from `address_text`."""
    core = _DIVISIONS.sub("", text)
    found = _HOUSE.match(core)
    if found is None:
        return Parted(core, "", clear=True)
    unit = core[found.end() :]
    return Parted(found[0], unit, clear=_UNIT.fullmatch(unit) is not None)


def several(text: str) -> list[str]:
    """The names in a column that may hold several, one after another."""
    return [part for part in _BETWEEN_NAMES.split(text) if part.strip()]


def address_text(address: str) -> str:
    """`address` as it is compared with others."""
    return address_texts([address])[0]


def address_texts(addresses: Iterable[str]) -> list[str]:
    """(N,) addresses as they are compared; all at once, as a district has a hundred thousand."""
    lines = [address.replace("\n", " ") for address in addresses]
    text = unicodedata.normalize("NFKC", "\n".join(lines)).casefold()
    text = _DASHES.sub("-", _PUNCTUATION.sub("", text)).translate(_ALIKE)
    text = _NUMERAL.sub(lambda found: _in_digits(found[0]), text)
    return _BLOCK.sub("栋", text).split("\n") if lines else []


def _in_digits(numeral: str) -> str:
    number = chinese_number(numeral)
    return numeral if number is None else str(number)
