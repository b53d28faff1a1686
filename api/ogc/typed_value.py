"""The value that a filter compares a column with, read as the column's type."""

import math
from datetime import date

from api.ogc.errors import ParameterError
from data.layers import Column, ColumnType
from data.text import Text

_LONGEST_NUMBER = 40
_LARGEST_INTEGER = 2**53


def typed_value(column: Column, text: str) -> object:
    """The value that rows have to have in `column`.

    Raises:
        ParameterError: The text is no value of that type.
    """
    if column.type is ColumnType.INTEGER:
        return _integer(column.name, text)
    if column.type is ColumnType.REAL:
        return _real(column.name, text)
    if column.type is ColumnType.BOOLEAN:
        return _boolean(column.name, text)
    return _day(column.name, text) if column.type is ColumnType.DATE else text


def _integer(name: str, text: str) -> int:
    digits = text.removeprefix("-")
    if digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST_NUMBER:
        number = int(text)
        if abs(number) <= _LARGEST_INTEGER:
            return number
    raise ParameterError.value(name, Text("整数", "a whole number"))


def _real(name: str, text: str) -> float:
    try:
        number = float(text) if len(text) <= _LONGEST_NUMBER else math.nan
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ParameterError.value(name, Text("数值", "a number"))
    return number


def _boolean(name: str, text: str) -> bool:
    if text not in {"true", "false"}:
        raise ParameterError.value(name, Text("true 或 false", "true or false"))
    return text == "true"


def _day(name: str, text: str) -> str:
    try:
        if date.fromisoformat(text).isoformat() == text:
            return text
    except ValueError:
        pass  # told below
    raise ParameterError.value(name, Text("日期，如 2026-06-30", "a day such as 2026-06-30"))
