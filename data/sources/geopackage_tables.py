"""What a GeoPackage gives as layers must be stored in it, not worked out when it is read.

A GeoPackage is an SQLite file: a view, a virtual table or a generated column in it is a query, and
a query of a few bytes can yield rows without end. A file whose size is bounded holds bounded data
only if all of it is stored.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from data.errors import SourceError
from data.text import Text

# Virtual tables that every GeoPackage may have: spatial indices. Nothing stands between the name
# and what it is, or a remark there could say so of anything.
_INDEX = re.compile(
    r"""\s*create\s+virtual\s+table\s+(?:"[^"]*"|\[[^\]]*\]|`[^`]*`|\w+)"""
    r"""\s+using\s+rtree\s*\([\w",\s]+\)\s*""",
    re.IGNORECASE,
)
_MAX_OBJECTS = 10_000
# `hidden` in PRAGMA table_xinfo of columns that are worked out.
_GENERATED = (2, 3)


def require_stored_tables(path: Path) -> None:
    """Refuse a GeoPackage that holds views, virtual tables or generated columns.

    Raises:
        SourceError: It does, or is no SQLite database that can be opened.
    """
    # Without a journal beside it the file is read as it lies, in a folder nobody may write, too.
    lying = "" if path.with_name(path.name + "-wal").exists() else "&immutable=1"
    try:
        with closing(
            sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro{lying}", uri=True)
        ) as file:
            worked_out = next(_worked_out(file), None)
    except sqlite3.Error as error:
        found = Text(f"无法读取（{error}）", f"cannot be read ({error})")
        raise SourceError(path, found, Text("GeoPackage 文件", "a GeoPackage")) from error
    if worked_out is not None:
        found = Text("是查询，不是存有数据的表", "is a query, no table with data in it")
        expected = Text(
            "另存为普通图层（表）的 GeoPackage", "a GeoPackage saved anew, its layers plain tables"
        )
        raise SourceError(path, found, expected, at=worked_out)


def _worked_out(file: sqlite3.Connection) -> Iterator[str]:
    """Names of what is worked out when it is read."""
    views = "select name, type, sql from sqlite_master where type = 'view' or (type = 'table' and "
    for name, kind, sql in file.execute(f"{views}sql like 'create virtual%')"):
        if kind == "view" or not _INDEX.fullmatch(str(sql)):
            yield str(name)
    tables = (
        "select name from sqlite_master where type = 'table' and sql not like 'create virtual%'"
    )
    for (name,) in file.execute(f"{tables} limit {_MAX_OBJECTS}").fetchall():
        columns = file.execute("select name, hidden from pragma_table_xinfo(?)", (name,))
        yield from (f"{name}.{column}" for column, hidden in columns if hidden in _GENERATED)
