"""Addresses as text, made alike where people only write them differently."""

import re
import unicodedata
from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

# What people leave out or put in at will.
_NOISE = re.compile(r"[\s,，.。·:：()（）\[\]【】\"'“”]+")
_SEPARATORS = re.compile(r"[;；、,，|/]+")
_ALIKE = (("號", "号"), ("#", "号"), ("幢", "栋"), ("号楼", "栋"), ("座", "栋"), ("楼层", "楼"))
_DASHES = re.compile("[\u2010-\u2015~]+")  # of all lengths
# What names a unit behind the house number: 附3号, 2栋1单元, 3楼, a区, 101铺, 12-3. Possessive, so
# that no text takes long.
_UNIT = re.compile(r"(?<=号)(?>附?[a-z]*+\d*+(?:-\d++)*+(?:栋|单元|层|楼|室|铺|户|区|号)?+)++$")
MAX_CHARS = 300


def plain_address(text: str) -> str:
    """An address without what only differs in writing: width, spaces, 幢 or 栋, dashes.

    Nothing is guessed: numerals in Chinese characters, missing parts and typing mistakes stay.
    """
    plain = unicodedata.normalize("NFKC", text[:MAX_CHARS]).lower()
    plain = _DASHES.sub("-", _NOISE.sub("", plain))
    for written, meant in _ALIKE:
        plain = plain.replace(written, meant)
    return plain


def house_of(plain: str) -> str:
    """A plain address up to its house number, without the unit behind it."""
    return _UNIT.sub("", plain)


def several(text: str) -> list[str]:
    """The names in a column that may hold several, one after another."""
    return [part for part in _SEPARATORS.split(text) if part.strip()]


def plain_column(values: Iterable[object]) -> NDArray[np.object_]:
    """(N,) plain addresses; empty text where there is none. Each distinct text is read once."""
    column = pd.Series(list(values), dtype=object)
    codes, texts = pd.factorize(column)
    plain = np.array([*(plain_address(str(text)) for text in texts), ""], dtype=object)
    return np.asarray(plain[codes], dtype=object)
