"""What every reader asks of a file before it opens it: that it is there, bounded, and what it says.

A file is known by its first bytes, not by its name: a login page saved as `stations.csv` or a
picture called `plan.shp` gets one clear sentence instead of a parser's complaint.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from data.errors import SourceError
from data.sources.raw import SourceSpec
from data.text import Text

MAX_BYTES = 2 * 1024**3
# Text is decoded as a whole, which takes several times its size in memory.
MAX_TEXT_BYTES = 512 * 1024**2
MAX_ROWS = 5_000_000
_START_BYTES = 4096

# What the first bytes of a file say it is; none of them can begin a text.
_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"SQLite format 3\x00", "SQLite"),
    (b"\x00\x00\x27\x0a", "Shapefile"),
    (b"fgb\x03", "FlatGeobuf"),
    (b"PK\x03\x04", "ZIP"),
    (b"PK\x05\x06", "ZIP"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office 97"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"%PDF", "PDF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"AutoCAD Binary DXF", "DXF"),
)
_DWG = re.compile(rb"AC10\d\d\x00")
_TITLES: Mapping[str, Text] = MappingProxyType(
    {
        "SQLite": Text("SQLite 数据库", "an SQLite database"),
        "ZIP": Text("ZIP 压缩包", "a ZIP archive"),
        "Office 97": Text("旧版 Office 文件（.xls、.doc）", "an old Office file (.xls, .doc)"),
        "HTML": Text("网页（HTML）", "a web page (HTML)"),
        "XML": Text("XML 文件", "an XML file"),
        "JSON": Text("JSON 文件", "a JSON file"),
        "text": Text("文本文件", "a text file"),
        "binary": Text("无法识别的二进制文件", "a binary file of unknown kind"),
        "empty": Text("空文件", "an empty file"),
    }
)


def require_file(spec: SourceSpec, kinds: Iterable[str], expected: Text) -> str:
    """Check that the source is a bounded file of one of `kinds`.

    Args:
        spec: The source.
        kinds: Names as `kind_of` gives them.
        expected: What the file should have been, for the message.

    Returns:
        The kind it is.

    Raises:
        SourceError: It is missing, too large, or something else than its name says.
    """
    path = spec.file
    if not path.is_file():
        found = (
            Text("是文件夹", "is a folder")
            if path.is_dir()
            else Text("文件不存在", "there is no such file")
        )
        raise SourceError(path, found, expected)
    require_bytes(path, path.stat().st_size)
    kind = kind_of(path)
    if kind not in kinds:
        title = _TITLES.get(kind, Text(f"{kind} 文件", f"a {kind} file"))
        found = Text(f"内容是{title.zh}", f"its content is {title.en}")
        raise SourceError(path, found, expected)
    return kind


def read_text_file(spec: SourceSpec, expected: Text) -> bytes:
    """The bytes of a text file, checked to be one and bounded.

    Raises:
        SourceError: As for `require_file`.
    """
    require_file(spec, ("text",), expected)
    require_bytes(spec.file, spec.file.stat().st_size, MAX_TEXT_BYTES)
    return spec.file.read_bytes()


def require_bytes(path: Path, size: int, limit: int = MAX_BYTES) -> None:
    """Refuse a source larger than `limit` bytes."""
    if size > limit:
        raise SourceError(
            path,
            Text(f"大小为 {size / 1024**3:.1f} GiB", f"is {size / 1024**3:.1f} GiB large"),
            Text(
                f"不超过 {limit / 1024**3:.1f} GiB，请裁剪或拆分",
                f"at most {limit / 1024**3:.1f} GiB; cut or split it",
            ),
        )


def require_rows(path: Path, rows: int) -> None:
    """Refuse a source with more than `MAX_ROWS` rows."""
    if rows > MAX_ROWS:
        raise SourceError(
            path,
            Text(f"超过 {MAX_ROWS} 行", f"has more than {MAX_ROWS} rows"),
            Text("裁剪到本区县范围的数据", "data cut to the district"),
        )


def kind_of(path: Path) -> str:
    """What the first bytes say: a name in `_STARTS`, HTML, XML, JSON, text, binary or empty."""
    with path.open("rb") as file:
        start = file.read(_START_BYTES)
    for magic, kind in _STARTS:
        if start.startswith(magic):
            return kind
    return "DWG" if _DWG.match(start) else _kind_of_text(start)


def _kind_of_text(start: bytes) -> str:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text"  # UTF-16, as spreadsheets save "Unicode text"
    if b"\x00" in start:
        return "binary"
    body = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if not body:
        return "empty"
    if body.startswith((b"<!doctype html", b"<html")):
        return "HTML"
    if body.startswith(b"<"):
        return "HTML" if b"<html" in body and b"<kml" not in body else "XML"
    return "JSON" if body.startswith((b"{", b"[{")) else "text"
