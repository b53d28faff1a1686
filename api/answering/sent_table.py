"""A table of sites that was sent as a file: what it is, how long, and bounded before it is read.

Rows are counted on the way in, without understanding them: that is what a caller's daily limit is
charged with. Who sends a workbook in which more rows are read than were counted gets none of them.
"""

import hashlib
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from api.districts.home import sync_folder
from api.districts.refused import UploadError
from data.rulepacks.vocabulary import Vocabulary
from data.sites.batch import Batch, read_batch
from data.sources.raw_file import kind_of
from data.text import Text

MOST_BYTES = 64 * 1024**2
MOST_ROWS = 100_000
# A workbook is XML, some ten times larger than the file.
_MOST_UNPACKED_BYTES = 256 * 1024**2
_MOST_MEMBERS = 1000
_NAME = "sites"
_PIECE = 1024**2
# Of a row of a sheet, whatever prefix its namespace has.
_ROW = re.compile(rb"<(?:[^<>\s/:]{1,100}:)?row[\s/>]")
_BROKEN = (OSError, RuntimeError, ValueError, EOFError, zipfile.BadZipFile, zlib.error)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_A_TABLE = Text("CSV 或 XLSX 的场址表", "a table of sites as CSV or XLSX")


@dataclass(frozen=True)
class SentTable:
    """What is known of a table without reading it; plain data, so that a question can carry it.

    Attributes:
        format: What it is.
        sha256: Hash of its bytes.
        rows: How many rows it has at most, the header left out; blank ones count.
    """

    format: Literal["csv", "xlsx"]
    sha256: str
    rows: int

    def document(self) -> dict[str, Any]:
        """As a question has it."""
        return asdict(self)


def look_over(path: Path) -> SentTable:
    """What a file that was sent is; afterwards it lies, safe, where `sent_batch` looks for it.

    Args:
        path: The file, in a folder of its own.

    Raises:
        UploadError: It is no table, has no rows, or more than `MOST_ROWS`.
    """
    kind = kind_of(path)
    if kind == "text":
        found: Literal["csv", "xlsx"] = "csv"
        rows = _lines(path) - 1
    elif kind == "ZIP":
        found, rows = "xlsx", _sheet_rows(path) - 1
    else:
        raise _refused(Text("不是 CSV 也不是 XLSX", "is neither CSV nor XLSX"))
    if not 0 < rows <= MOST_ROWS:
        most = Text(f"1 至 {MOST_ROWS} 行，空行也算", f"1 to {MOST_ROWS} rows, blank ones counted")
        raise _refused(Text(f"有 {max(rows, 0)} 行", f"has {max(rows, 0)} rows"), most)
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    path.rename(path.with_name(f"{_NAME}.{found}"))
    for folder in (path.parent, path.parent.parent):
        sync_folder(folder)
    return SentTable(found, sha256, rows)


def sent_batch(folder: Path | None, said: Mapping[str, Any], vocabulary: Vocabulary) -> Batch:
    """Read the table that was sent for a job, as the command line reads one.

    Args:
        folder: Where `look_over` has left it.
        said: Its `SentTable.document`.
        vocabulary: The words.

    Raises:
        UploadError: It is not there, or has more rows than were counted.
        SourceError, SiteError: It cannot be read, or says nowhere where the sites are.
    """
    table = SentTable(**said)
    path = None if folder is None else folder / f"{_NAME}.{table.format}"
    if path is None or not path.is_file():
        raise _refused(Text("上传的文件已不在", "is no longer there"))
    batch = read_batch(path, vocabulary)
    if len(batch.table) > table.rows:
        found = Text("行数与收到时清点的不符", "has more rows than were counted when it came")
        raise _refused(found, Text("以 UTF-8 保存的工作簿", "a workbook saved as UTF-8"))
    return batch


def _lines(path: Path) -> int:
    """How many lines a text has, by whatever they end."""
    with path.open("rb") as file:
        encoding = "utf-16" if file.read(2) in _UTF16 else "latin-1"
    count, last = 0, "\n"
    # Universal newlines; in every other encoding that is read here, a line ends as in Latin 1.
    with path.open(encoding=encoding, errors="replace") as text:
        while piece := text.read(_PIECE):
            count, last = count + piece.count("\n"), piece[-1]
    return count + (last != "\n")


def _sheet_rows(path: Path) -> int:
    """How many rows all sheets of a workbook have, by the names of elements."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            unpacked = sum(member.file_size for member in members)
            if len(members) > _MOST_MEMBERS or unpacked > _MOST_UNPACKED_BYTES:
                found = Text(f"解压后有 {unpacked} 字节", f"unpacks to {unpacked} bytes")
                most = f"{_MOST_UNPACKED_BYTES}"
                raise _refused(found, Text(f"至多 {most} 字节", f"at most {most} bytes"))
            return sum(_rows_in(archive, member) for member in members)
    except _BROKEN as error:
        raise _refused(Text("工作簿无法读取", "is a workbook that cannot be read")) from error


def _rows_in(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> int:
    count, rest = 0, b""
    with archive.open(member) as opened:
        while piece := opened.read(_PIECE):
            # What begins at the last bracket may go on in the next piece.
            whole = rest + piece
            cut = whole.rfind(b"<")
            cut = len(whole) if cut < 0 or len(whole) - cut > _PIECE else cut
            count, rest = count + len(_ROW.findall(whole, 0, cut)), whole[cut:]
    return count + len(_ROW.findall(rest))


def _refused(found: Text, expected: Text = _A_TABLE) -> UploadError:
    return UploadError("table", found, expected)
