"""The table in which an office confirms how its notices are read.

`quankan district hours` writes it: every notice once, and what it becomes in OSM's syntax or why
that is in doubt. A person looks at each line, mends `opening_hours` where it is wrong, and writes
`yes` under `confirmed`. A building goes by this table alone, never by a conversion nobody saw.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from data.atomic import replacing
from data.errors import SourceError
from data.hours.notice_board import from_notice
from data.hours.opening import read_hours
from data.sources.raw import SourceSpec
from data.sources.tables import read_csv
from data.text import Language, Text

COLUMNS = ("notice", "opening_hours", "confirmed", "doubt", "rows")
_REQUIRED = COLUMNS[:3]
_YES, _NO = ("yes", "是"), ("no", "否", "")
_SHOWN_LETTERS = 60
# Cells that a spreadsheet would run.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Confirmation:
    """One line of the table.

    Attributes:
        opening_hours: In OSM's syntax; empty where the notice is to stay as it is.
        confirmed: Whether a person said so.
    """

    opening_hours: str
    confirmed: bool


def notice_of(text: str) -> str:
    """A notice as it is looked up: spreadsheets change line ends and blanks around lines."""
    return "\n".join(line.strip() for line in text.strip().splitlines())


def read_confirmed(path: Path) -> dict[str, Confirmation]:
    """What an office has confirmed, by notice.

    Raises:
        SourceError: The table is missing or not one, a notice comes twice, or confirmed hours
            cannot be read; the message names the row.
    """
    raw = read_csv(SourceSpec(path))
    missing = [name for name in _REQUIRED if name not in raw.frame.columns]
    if missing:
        listed, wanted = ", ".join(missing), ", ".join(_REQUIRED)
        found = Text(f"没有列 {listed}", f"has no column {listed}")
        raise SourceError(path, found, Text(wanted, wanted))
    for reject in raw.rejects:
        expected = Text("与表头列数相同", "as many fields as the header")
        raise SourceError(path, reject.reason, expected, at=f"row {reject.row}")
    table: dict[str, Confirmation] = {}
    for label, cells in zip(raw.frame.index, raw.frame.to_dict("records"), strict=True):
        notice, hours, said = (_text(cells[name]) for name in _REQUIRED)
        notice = notice_of(notice.removeprefix("'"))
        if notice in table:
            found = Text(f"“{notice[:_SHOWN_LETTERS]}”重复出现", f"{_quoted(notice)} comes twice")
            raise SourceError(path, found, Text("每条一行", "one row for each"), at=f"row {label}")
        table[notice] = _confirmation(path, f"row {label}", hours, said.casefold())
    return table


def _confirmation(path: Path, row: str, hours: str, said: str) -> Confirmation:
    if said not in (*_YES, *_NO):
        found = Text(f"为“{said[:_SHOWN_LETTERS]}”", f"is {_quoted(said)}")
        raise SourceError(path, found, Text("yes 或 no", "yes or no"), at=f"{row}, confirmed")
    doubt = read_hours(hours).doubt if hours and said in _YES else None
    if doubt is not None:
        found = Text(f"“{hours[:_SHOWN_LETTERS]}”{doubt.zh}", f"{_quoted(hours)} {doubt.en}")
        expected = Text("可解析的 opening_hours", "opening_hours that can be read")
        raise SourceError(path, found, expected, at=f"{row}, opening_hours")
    return Confirmation(hours, said in _YES)


def write_proposals(
    path: Path, notices: Mapping[str, int], known: Mapping[str, Confirmation], language: Language
) -> int:
    """Write every notice with what is known or proposed for it.

    Args:
        path: The CSV table: UTF-8 with a byte order mark, for spreadsheets.
        notices: How many rows have each notice.
        known: What has been confirmed or written before; it is kept.
        language: Of the doubts.

    Returns:
        How many notices are in doubt and not confirmed.

    Raises:
        WriteError: It cannot be written; what was there before is unchanged.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    doubtful = 0
    for notice in sorted(notices):
        found, before = from_notice(notice), known.get(notice)
        hours = before.opening_hours if before is not None else found.opening_hours or ""
        confirmed = before is not None and before.confirmed
        doubt = "" if found.doubt is None or hours or confirmed else found.doubt.in_(language)
        doubtful += bool(doubt)
        said = _YES[0] if confirmed else _NO[0]
        writer.writerow([_cell(notice), _cell(hours), said, doubt, notices[notice]])
    with replacing(path) as scratch:
        scratch.write_bytes(text.getvalue().encode("utf-8-sig"))
    return doubtful


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _quoted(text: str) -> str:
    return repr(text[:_SHOWN_LETTERS])
