"""A workbook of one long sheet, written row by row.

openpyxl makes the workbook with its titles. The rows are streamed into its sheet as they come, in
the XML that openpyxl itself writes: by an element for each cell it takes five times as long.
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from api.outputs.cells import neutral

# What a cell of a workbook holds: a number, a text, or nothing.
Cell = float | str | None
_MOST_LETTERS = 32_767
# What XML 1.0 cannot say.
_UNSAYABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_END = b"</sheetData>"
_ROWS_A_PIECE = 500


def write_workbook(
    path: Path, title: str, titles: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> None:
    """Write a workbook of one sheet whose first row, the titles, stays in sight.

    Text that a spreadsheet might run is kept from it (`api.outputs.cells`); what XML cannot say
    becomes U+FFFD, and what is longer than a cell may be is cut.

    Args:
        path: The file.
        title: Of the sheet.
        titles: Of the columns.
        rows: The rows, each with at most a cell for each column; numbers are finite.
    """
    from openpyxl.utils import get_column_letter  # imported late: nobody else needs it

    letters = [get_column_letter(column) for column in range(1, len(titles) + 1)]
    with (
        ZipFile(_titles_alone(title, titles)) as plain,
        ZipFile(path, "w", ZIP_DEFLATED) as filled,
    ):
        for member in plain.infolist():
            head, end, tail = plain.read(member).partition(_END)
            with filled.open(member, "w", force_zip64=True) as file:
                file.write(head)
                if end:
                    for piece in _pieces(letters, rows):
                        file.write(piece.encode())
                file.write(end + tail)


def _titles_alone(title: str, titles: Sequence[str]) -> io.BytesIO:
    import openpyxl

    book, file = openpyxl.Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.append(titles)
    book.save(file)
    return file


def _pieces(letters: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    piece: list[str] = []
    for number, row in enumerate(rows, 2):
        cells = "".join(
            _cell(f"{letter}{number}", value)
            for letter, value in zip(letters, row, strict=False)
            if value is not None
        )
        piece.append(f'<row r="{number}">{cells}</row>')
        if len(piece) == _ROWS_A_PIECE:
            yield "".join(piece)
            piece.clear()
    yield "".join(piece)


def _cell(at: str, value: float | str) -> str:
    if not isinstance(value, str):
        return f'<c r="{at}"><v>{value}</v></c>'
    text = neutral(_UNSAYABLE.sub("\ufffd", value[: _MOST_LETTERS - 1]))
    return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
