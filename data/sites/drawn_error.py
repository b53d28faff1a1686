"""How far off a drawn site may be, where its file says so."""

import unicodedata
from pathlib import Path

import pandas as pd

from data.errors import SiteError
from data.sources.encoding import decode_text
from data.text import Text
from data.text_values import as_key_text
from data.written import decimal, plain, shown

# A feature may carry it beside its other properties.
ERROR_COLUMN = "position_error_m"
MAX_ERROR_M = 1000.0
_PRECISION, _PARCELS = "精度", "[地块坐标]"
_HEADER_BYTES = 65536


def position_error_m(text: object, file: object, at: str = ERROR_COLUMN) -> float:
    """A position error as somebody wrote it.

    Raises:
        SiteError: It is no number from 0 to `MAX_ERROR_M`.
    """
    number = decimal(plain(str(text)))
    if number is None or not 0 <= number <= MAX_ERROR_M:
        found = Text(f"为“{shown(text)}”", f"is {shown(text)!r}")
        expected = Text(
            f"0 至 {MAX_ERROR_M:g} 的数值（米）", f"a number from 0 to {MAX_ERROR_M:g}, metres"
        )
        raise SiteError(file, found, expected, at=at)
    return number


def error_of_feature(row: pd.Series, file: object) -> float | None:
    """What the feature's own property `position_error_m` says; None where there is none.

    Raises:
        SiteError: It says no such number.
    """
    if ERROR_COLUMN not in row.index:
        return None
    text = as_key_text(pd.Series([row[ERROR_COLUMN]], dtype=object)).iloc[0]
    return None if pd.isna(text) else position_error_m(text, file)


def error_of_file(path: Path) -> float | None:
    """What 精度 in the header of a boundary-point TXT says, in metres; None where nothing does.

    Many headers leave it blank, or hold a word; that declares nothing.
    """
    if path.suffix.lower() != ".txt":
        return None
    content = path.read_bytes()
    text, _ = decode_text(content, None, path)
    for line in text[:_HEADER_BYTES].splitlines():
        words = unicodedata.normalize("NFKC", line).strip()
        if words.startswith(_PARCELS):
            break
        name, _, value = words.partition("=")
        if name.strip() == _PRECISION:
            number = decimal(value.strip())
            return number if number is not None and 0 < number <= MAX_ERROR_M else None
    return None
