"""Hours that no machine can read, that stand as on a notice board, or that forget the holidays."""

from collections.abc import Iterator

import pandas as pd

from data.check.report import Finding, Severity, finding
from data.district import District
from data.hours.columns import HOURS_COLUMNS
from data.hours.notice_board import from_notice
from data.hours.opening import read_hours
from data.text import Text
from data.visibility import visible

_SHOWN_LETTERS = 80
_SAID = {
    "hours_unreadable": (
        Severity.WARNING,
        Text(
            "处办公时间无法解读，任何时刻均无法判定",
            "texts cannot be read: at no moment is it known whether these are open",
        ),
    ),
    "hours_as_notices": (
        Severity.WARNING,
        Text(
            '处办公时间是告示原文，须在配方中写明 hours_notation = "notice" 后换算确认',
            "texts stand as on a notice board: convert and confirm them with "
            'hours_notation = "notice" in the recipe',
        ),
    ),
    "hours_without_holidays": (
        Severity.INFO,
        Text(
            "处办公时间未提及法定节假日（PH），节假日无法判定",
            "texts say nothing of public holidays (PH): on such days it is not known",
        ),
    ),
}


def hours_findings(district: District) -> Iterator[Finding]:
    """For each column of hours, what answers at a moment will suffer from."""
    for layer, columns in HOURS_COLUMNS.items():
        if district.has(layer):
            table = district.table(layer).sort_values("id", kind="stable")
            part = visible(district, layer)
            for column in columns:
                shown = not part.restricted and column not in part.hidden_columns
                yield from _of_column(layer, column, table, shown=shown)


def _of_column(layer: str, column: str, table: pd.DataFrame, *, shown: bool) -> Iterator[Finding]:
    rows = table.loc[table[column].notna(), ["id", column]]
    codes = {text: _code(text) for text in map(str, rows[column].unique())}
    for code, (severity, said) in _SAID.items():
        found = rows.loc[[codes[str(text)] == code for text in rows[column]]]
        if found.empty:
            continue
        subjects = tuple(
            f"{name}: {str(text)[:_SHOWN_LETTERS]}" if shown else str(name)
            for name, text in zip(found["id"], found[column], strict=True)
        )
        where = f"{layer}.{column}"
        text = Text(f"{where} 有 {len(found)} {said.zh}", f"{where}: {len(found)} {said.en}")
        yield finding(severity, code, text, layer, subjects)


def _code(text: str) -> str:
    """What is wrong with a text of hours; empty where nothing is."""
    hours = read_hours(text)
    if not hours.readable:
        converted = from_notice(text).opening_hours is not None
        return "hours_as_notices" if converted else "hours_unreadable"
    return "" if hours.names_holidays else "hours_without_holidays"
