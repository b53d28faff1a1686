"""Cells that a spreadsheet would run as a formula are made plain text."""

from typing import TypeVar

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Cell = TypeVar("Cell")


def neutral(cell: Cell) -> Cell | str:
    """`cell` itself, or with an apostrophe before it if it is text that could run.

    Numbers are left alone, negative ones too: only text is ever taken for a formula.
    """
    if isinstance(cell, str) and cell.startswith(_STARTS_A_FORMULA):
        return f"'{cell}"
    return cell
