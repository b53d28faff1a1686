"""Reading the metadata tables back, possibly edited by hand since.

What is null or makes no sense is read the cautious way, and said: it never opens what was closed,
and never makes complete what was not.
"""

import json
import math
import re
from collections.abc import Hashable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import pandas as pd

from data.declarations import Declaration, Visibility
from data.import_log import ImportRecord, Outcome
from data.layers import LAYER_BY_NAME
from data.metadata import DECLARATIONS
from data.text import Text

_Row = Mapping[Hashable, Any]
# More rows, or metres, than there are anywhere.
_MOST = 1e9
_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")


def declarations_from(table: pd.DataFrame) -> tuple[tuple[Declaration, ...], tuple[Text, ...]]:
    """The declarations in a table, and what in it could not be understood."""
    found: list[Declaration] = []
    notes: list[Text] = []
    for row in table.to_dict("records"):
        layer = words(row.get("layer"))
        if layer not in LAYER_BY_NAME:
            notes.append(_note(layer, "layer", layer))
            continue
        declaration, doubts = _declaration(layer, row)
        found.append(declaration)
        notes += [_note(layer, column, words(row.get(column))) for column in doubts]
    return tuple(found), tuple(notes)


def _note(layer: str, column: str, value: str) -> Text:
    return Text(
        f"{DECLARATIONS} 中 {layer} 的 {column} 为“{value}”，无法识别，按最谨慎的情形处理",
        f"{DECLARATIONS}: {column} of {layer} is {value!r}, not understood; "
        "the cautious reading is taken",
    )


def _declaration(layer: str, row: _Row) -> tuple[Declaration, list[str]]:
    doubts: list[str] = []
    never = words(row.get("stale_after")) == "never"
    by_column = _column_visibility(row, doubts)
    declaration = Declaration(
        layer=layer,
        kind=words(row.get("kind")) or None,
        source=words(row.get("source")),
        licence=words(row.get("licence")),
        as_of=_day(row, "as_of", doubts),
        stale_after=None if never else _day(row, "stale_after", doubts),
        never_stale=never,
        extent=row.get("geometry"),
        position_error_m=_number(row, "position_error_m", doubts),
        visibility=_visibility(row, doubts) if by_column is not None else Visibility.RESTRICTED,
        column_visibility=MappingProxyType(by_column or {}),
        none_here=yes(row.get("none_here")),
        rows_lost=_rows_lost(row, doubts),
        source_crs=words(row.get("source_crs")),
    )
    return declaration, doubts


def words(value: object) -> str:
    """A cell as text; null is empty."""
    return "" if value is None or value is pd.NA or value != value else str(value).strip()


def yes(value: object) -> bool:
    """Whether a cell clearly says yes; null does not."""
    return words(value).casefold() in ("true", "1", "1.0")


def _day(row: _Row, column: str, doubts: list[str]) -> date | None:
    text = words(row.get(column)).removesuffix(" 00:00:00")
    parts = _DATE.fullmatch(text)
    if parts:
        try:
            return date(*map(int, parts.groups()))
        except ValueError:
            parts = None
    if text:
        doubts.append(column)
    return None


def _number(row: _Row, column: str, doubts: list[str]) -> float | None:
    """A number from 0 up; None where null or, with a doubt, where it is none."""
    text = words(row.get(column))
    if not text:
        return None
    number = float(pd.to_numeric(pd.Series([text]), errors="coerce").iloc[0])
    if 0 <= number <= _MOST:
        return number
    doubts.append(column)
    return None


def _rows_lost(row: _Row, doubts: list[str]) -> int:
    """Rows lost without their place; what cannot be read counts as one lost."""
    known = len(doubts)
    lost = _number(row, "rows_lost", doubts)
    return 1 if len(doubts) > known else math.ceil(lost or 0)


def _visibility(row: _Row, doubts: list[str]) -> Visibility:
    text = words(row.get("visibility")) or Visibility.INTERNAL
    if text in set(Visibility):
        return Visibility(text)
    doubts.append("visibility")
    return Visibility.RESTRICTED


def _column_visibility(row: _Row, doubts: list[str]) -> dict[str, Visibility] | None:
    """By column; None where it cannot be read, and then the whole layer is restricted."""
    try:
        given = json.loads(words(row.get("column_visibility")) or "{}")
        return {str(column): Visibility(value) for column, value in given.items()}
    except (ValueError, AttributeError, RecursionError):
        doubts.append("column_visibility")
        return None


def log_from(table: pd.DataFrame) -> tuple[ImportRecord, ...]:
    """The log in a table; a row whose outcome cannot be read counts as rejected."""
    return tuple(_record(row) for row in table.to_dict("records"))


def _record(row: _Row) -> ImportRecord:
    outcome = words(row.get("outcome"))
    return ImportRecord(
        layer=words(row.get("layer")),
        kind=words(row.get("kind")) or None,
        source=words(row.get("source")),
        row=words(row.get("row")),
        outcome=Outcome(outcome) if outcome in set(Outcome) else Outcome.REJECTED,
        reason=Text(words(row.get("reason_zh")), words(row.get("reason_en"))),
        found=words(row.get("found")),
        place_known=yes(row.get("place_known")),
        about=words(row.get("about")),
    )
