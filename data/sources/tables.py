"""Tables with or without coordinates: CSV and XLSX.

Options of both:
    header_row: the row with the column names, from 1; rows above it are titles.
    most_columns: how many columns there may be.
Option of CSV:
    delimiter: the letter between fields; found out among comma, semicolon and tab if not given.
"""

import csv
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, cast

import pandas as pd

from data.errors import SourceError
from data.sources.encoding import decode_text
from data.sources.points import with_points
from data.sources.raw import RawReject, RawTable, SourceSpec
from data.sources.raw_file import read_text_file, require_bytes, require_file, require_rows
from data.text import Text

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_DELIMITERS = (",", ";", "\t")
_MAX_COLUMNS = 2000
# What a workbook may unpack to: its sheets are XML, some ten times larger than the file.
_MAX_UNPACKED_BYTES = 1024**3
_MAX_CELLS = 20_000_000
# What openpyxl raises for workbooks that are broken inside.
_DAMAGED = (
    OSError, SyntaxError, ValueError, LookupError, TypeError, AttributeError, zipfile.BadZipFile,
    OverflowError, zlib.error,
)  # fmt: skip
_CSV = Text("CSV 文本表格", "a table as CSV text")
_XLSX = Text("XLSX 工作簿", "an XLSX workbook")


def read_csv(spec: SourceSpec) -> RawTable:
    """Read a CSV file; every value stays text, so that codes keep their leading zeros.

    A row with another number of fields than the header is a reject. Blank lines count as rows, as
    they do in a spreadsheet, but hold none.

    Raises:
        SourceError: Not a text table, in no known encoding, without the columns that the recipe
            names, or a quotation mark is never closed.
    """
    content = read_text_file(spec, _CSV)
    text, encoding = decode_text(content, spec.encoding, spec.file)
    if "\x00" in text:
        raise SourceError(spec.file, Text("含有二进制内容", "holds binary content"), _CSV)
    header_row = _header_row(spec)
    delimiter = _delimiter(spec, text, header_row)
    records = _records(spec, text, delimiter)
    rows = (record for number, record in enumerate(records, 1) if number >= header_row)
    names = _column_names(spec, next(rows, []))
    values, labels, rejects = _rectangle(spec, names, rows)
    index = pd.Index(labels, dtype="int64")
    frame = pd.DataFrame(values, columns=list(names), index=index, dtype="string")
    notes = () if encoding == "utf-8" else (Text(f"编码为 {encoding}", f"text is in {encoding}"),)
    return with_points(spec, RawTable(frame, "", tuple(rejects), notes))


def read_xlsx(spec: SourceSpec) -> RawTable:
    """Read one sheet of a workbook; values keep the type their cells have.

    Formulas count with the value that was saved with them.

    Raises:
        SourceError: Not a workbook, several sheets and none named, or without the columns that
            the recipe names.
    """
    require_file(spec, ("ZIP",), _XLSX)
    _require_workbook(spec)
    import openpyxl  # imported late: only few sources are workbooks

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # styles and validations that it leaves out
        try:
            with spec.file.open("rb") as file:
                book = openpyxl.load_workbook(file, read_only=True, data_only=True)
                names, rows = _sheet_rows(spec, _sheet(spec, book))
        except SourceError:
            raise
        except _DAMAGED as error:
            raise _damaged(spec, error) from error
    index = pd.Index(list(rows), dtype="int64")
    columns = {
        name: pd.Series([row[i] for row in rows.values()], index, object)
        for i, name in enumerate(names)
    }
    frame = pd.DataFrame(columns, index=index).infer_objects()
    return with_points(spec, RawTable(frame, ""))


def _header_row(spec: SourceSpec) -> int:
    value = spec.options.get("header_row", 1)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        found = Text(f"header_row 为 {value}", f"header_row is {value}")
        expected = Text("表头所在行号（从 1 起）", "the number of the header's row, from 1")
        raise SourceError(spec.file, found, expected, at="header_row")
    return value


def _most_columns(spec: SourceSpec) -> int:
    most = spec.options.get("most_columns", _MAX_COLUMNS)
    return most if isinstance(most, int) and 0 < most < _MAX_COLUMNS else _MAX_COLUMNS


def _delimiter(spec: SourceSpec, text: str, header_row: int) -> str:
    named = spec.options.get("delimiter")
    if named is not None:
        if not isinstance(named, str) or len(named) != 1 or named in '"\r\n':
            found = Text(f"分隔符为 {named!r}", f"the delimiter is {named!r}")
            raise SourceError(spec.file, found, Text("一个字符", "one letter"), at="delimiter")
        return named
    lines = io.StringIO(text)
    header = next((line for i, line in enumerate(lines, 1) if i == header_row), "")
    unquoted = re.sub(r'"[^"]*"', "", header)
    return max(_DELIMITERS, key=unquoted.count)


def _records(spec: SourceSpec, text: str, delimiter: str) -> Iterator[list[str] | csv.Error]:
    """The records of the file; one that cannot be split comes as its error."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            fatal = _fatal(str(error))
            if fatal is not None:
                at = f"line {reader.line_num}"
                raise SourceError(spec.file, *fatal, at=at) from error
            yield error


def _fatal(error: str) -> tuple[Text, Text] | None:
    """What was found and what is expected, where nothing after this record can be split either."""
    if "unexpected end" in error:
        found = Text("有引号未闭合", "a quotation mark is never closed")
        return found, Text("成对的引号", "quotation marks in pairs")
    if "field larger" in error:
        limit = csv.field_size_limit()
        found = Text(f"有字段超过 {limit} 个字符", f"a field is longer than {limit} characters")
        expected = Text(
            f"每个字段不超过 {limit} 个字符，引号成对",
            f"at most {limit} characters a field, and quotation marks in pairs",
        )
        return found, expected
    return None


def _column_names(spec: SourceSpec, header: Iterable[object] | csv.Error) -> tuple[str, ...]:
    """Names from the header row; columns without one are `column_N`."""
    cells = [] if isinstance(header, csv.Error) else list(header)
    words = ["" if cell is None else str(cell).strip() for cell in cells]
    while words and not words[-1]:
        words.pop()
    names = tuple(word or f"column_{i}" for i, word in enumerate(words, 1))
    most = _most_columns(spec)
    if not names or len(names) > most:
        found = Text(f"表头有 {len(names)} 列", f"has {len(names)} columns in its header")
        expected = Text(f"1 至 {most} 列", f"1 to {most} columns")
        raise SourceError(spec.file, found, expected, at="header")
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        listed = ", ".join(repeated)
        found = Text(f"列名重复：{listed}", f"has column names twice: {listed}")
        raise SourceError(
            spec.file, found, Text("互不相同的列名", "names that differ"), at="header"
        )
    return names


def _rectangle(
    spec: SourceSpec, names: Sequence[str], records: Iterable[list[str] | csv.Error]
) -> tuple[list[list[str | None]], list[int], list[RawReject]]:
    """Rows with as many values as there are names, their numbers, and the others as rejects."""
    values: list[list[str | None]] = []
    labels: list[int] = []
    rejects: list[RawReject] = []
    for number, record in enumerate(records, 1):
        require_rows(spec.file, number)
        if isinstance(record, csv.Error):
            rejects.append(RawReject(str(number), Text("引号使用有误", f"bad quoting: {record}")))
            continue
        while len(record) > len(names) and not record[-1].strip():
            record.pop()
        if not any(record):
            continue
        if len(record) != len(names):
            n, m = len(record), len(names)
            reason = Text(f"有 {n} 列，应为 {m} 列", f"has {n} fields, expected {m}")
            rejects.append(RawReject(str(number), reason, found="|".join(record)[:200]))
            continue
        values.append([value or None for value in record])
        labels.append(number)
    return values, labels, rejects


def _require_workbook(spec: SourceSpec) -> None:
    try:
        with zipfile.ZipFile(spec.file) as archive:
            names = set(archive.namelist())
            unpacked = sum(member.file_size for member in archive.infolist())
    except zipfile.BadZipFile as error:
        raise _damaged(spec, error) from error
    if "xl/workbook.xml" not in names:
        found = Text("是 ZIP 压缩包，但不是工作簿", "is a ZIP archive, but no workbook")
        raise SourceError(spec.file, found, _XLSX)
    require_bytes(spec.file, unpacked, _MAX_UNPACKED_BYTES)


def _sheet(spec: SourceSpec, book: "Workbook") -> "Worksheet":
    """The sheet named, or the only one that is visible."""
    visible = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
    name = spec.sublayer if spec.sublayer is not None else next(iter(visible), "")
    if name not in book.sheetnames or (spec.sublayer is None and len(visible) > 1):
        listed = ", ".join(visible)
        raise SourceError(
            spec.file,
            Text(f"含有工作表：{listed}", f"holds the sheets: {listed}"),
            Text(
                "只有一个可见的工作表（其余删除或隐藏，或另存为 CSV）；"
                "配方中也可用 sublayer 指明工作表",
                "one visible sheet (the others deleted or hidden, or the one saved as CSV); "
                "in a recipe, the sheet may be named as sublayer",
            ),
            at="sublayer",
        )
    sheet = book[name]
    sheet.reset_dimensions()  # the size that a file claims need not be true
    return cast("Worksheet", sheet)


def _sheet_rows(
    spec: SourceSpec, sheet: "Worksheet"
) -> tuple[tuple[str, ...], dict[int, tuple[object, ...]]]:
    """The names of the columns, and by number the rows that hold something, as wide as the names.

    openpyxl fills rows up to the width that is asked for, so the header's is found out first.
    """
    header_row, most = _header_row(spec), _most_columns(spec) + 1  # so that too many are seen
    header = sheet.iter_rows(header_row, header_row, max_col=most, values_only=True)
    names = _column_names(spec, next(header, ()))
    rows: dict[int, tuple[object, ...]] = {}
    below = sheet.iter_rows(header_row + 1, max_col=len(names), values_only=True)
    for number, row in enumerate(below, 1):
        require_rows(spec.file, number)
        if any(value not in (None, "") for value in row):
            rows[number] = row
        if len(rows) * len(names) > _MAX_CELLS:
            found = Text(f"超过 {_MAX_CELLS} 个单元格", f"has more than {_MAX_CELLS} cells")
            raise SourceError(spec.file, found, Text("裁剪或拆分后的表格", "a sheet cut or split"))
    return names, rows


def _damaged(spec: SourceSpec, error: Exception) -> SourceError:
    found = Text(f"工作簿无法读取（{error}）", f"the workbook cannot be read ({error})")
    return SourceError(spec.file, found, _XLSX)
