"""Cells that a spreadsheet would run as a formula are made plain text."""

from typing import TypeVar

import pandas as pd

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Cell = TypeVar("Cell")


def neutral(cell: Cell) -> Cell | str:
    """`cell` itself, or with an apostrophe before it if it is text that could run.

    Numbers are left alone, negative ones too: only text is ever taken for a formula.
    """
    if isinstance(cell, str) and cell.startswith(_STARTS_A_FORMULA):
        return f"'{cell}"
    return cell


def neutral_table(table: pd.DataFrame) -> pd.DataFrame:
    """A copy of `table` in which no text cell and no column name can run in a spreadsheet."""
    safe = table.copy()
    for name in safe.columns:
        if pd.api.types.is_string_dtype(safe[name]) or safe[name].dtype == object:
            safe[name] = safe[name].map(neutral)
    return safe.rename(columns=neutral)
