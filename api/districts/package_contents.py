"""What a GeoPackage from a stranger is made of, looked at before GDAL reads it.

A GeoPackage is a database, and a database can hold more than tables: views and virtual tables that
read elsewhere, triggers, columns that are computed. None of that belongs into a district; the
spatial indices that GDAL and QGIS make do. The file is opened for reading only, and nothing in it
is run.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from api.districts.package_triggers import is_known_trigger
from api.districts.refused import UploadError
from data.text import Text

_MAGIC = b"SQLite format 3\x00"
# More than any district has; a list that has to be read as a whole is bounded.
_MOST_OBJECTS = 2_000
_MOST_LETTERS = 100_000
# Steps of SQLite's machine after which looking is given up.
_MOST_STEPS = 50_000_000
_STEPS = 100_000
_NAME = r'(?:"[^"]*"|\[[^\]]*\]|`[^`]*`|[\w]+)'
_RTREE = re.compile(
    r'CREATE VIRTUAL TABLE (?:"rtree_[^"]*"|rtree_\w+) USING rtree ?\([\w", ]+\)', re.IGNORECASE
)
_TABLE = re.compile(r"CREATE TABLE\b", re.IGNORECASE)
_INDEX = re.compile(
    rf"CREATE (?:UNIQUE )?INDEX {_NAME} ON {_NAME}\s*\(\s*{_NAME}(?:\s+(?:ASC|DESC))?"
    rf"(?:\s*,\s*{_NAME}(?:\s+(?:ASC|DESC))?)*\s*\)",
    re.IGNORECASE,
)
_EXTENSION = re.compile(r"(gpkg|gdal)_\w+|related_tables")
# In `PRAGMA table_xinfo`: a column that is computed.
_COMPUTED = (2, 3)


def is_database(path: Path) -> bool:
    """Whether a file is an SQLite database, by its first bytes."""
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def require_plain_package(path: Path) -> None:
    """Refuse a GeoPackage that holds more than tables and spatial indices.

    Args:
        path: The file; nobody else writes to it meanwhile.

    Raises:
        UploadError: It holds views, foreign triggers, virtual tables, computed columns or unknown
            extensions, or is damaged.
    """
    if not is_database(path):
        raise _refused("", "不是 GeoPackage", "is no GeoPackage")
    try:
        with closing(_opened(path)) as database:
            for kind, name, statement in _objects(database):
                _require_known(kind, name, statement)
                if _TABLE.match(statement):
                    _require_stored(database, name)
            _require_known_extensions(database)
    except (sqlite3.Error, UnicodeDecodeError, ValueError) as error:
        if isinstance(error, UploadError):
            raise
        raise _refused("", "已损坏，无法读取", "is damaged and cannot be read") from error


def _opened(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    steps = iter(range(_MOST_STEPS // _STEPS))
    database.set_progress_handler(lambda: next(steps, None) is None, _STEPS)
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 10 * _MOST_LETTERS)
    database.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    database.execute("PRAGMA trusted_schema = OFF")
    return database


def _objects(database: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    """Kind, name and statement of everything that the database is made of."""
    listed = database.execute(
        "SELECT type, name, coalesce(sql, '') FROM sqlite_master LIMIT ?", (_MOST_OBJECTS + 1,)
    ).fetchall()
    if len(listed) > _MOST_OBJECTS:
        raise _refused("", "表过多", "holds too many tables")
    for kind, name, statement in listed:
        if len(str(statement)) > _MOST_LETTERS:
            raise _refused(str(name), "定义过长", "has too long a definition")
        yield str(kind), str(name), " ".join(str(statement).split())


def _require_known(kind: str, name: str, statement: str) -> None:
    if not _is_known(kind, name, statement):
        said = _KINDS.get(kind, Text("未知对象", "something unknown"))
        raise _refused(name, f"含有{said.zh}", f"holds {said.en}")


def _is_known(kind: str, name: str, statement: str) -> bool:
    if kind == "table":
        # Without a statement SQLite keeps it itself.
        own = not statement and name.startswith("sqlite_")
        return own or bool(_TABLE.match(statement) or _RTREE.fullmatch(statement))
    if kind == "index":
        # Without a statement SQLite has made it for a key.
        return not statement or bool(_INDEX.fullmatch(statement))
    return kind == "trigger" and is_known_trigger(name, statement)


_KINDS = {
    "table": Text("虚拟表", "a virtual table"),
    "view": Text("视图", "a view"),
    "trigger": Text("触发器", "a trigger"),
    "index": Text("表达式索引", "an index over an expression"),
}


def _require_stored(database: sqlite3.Connection, table: str) -> None:
    """Refuse columns that are computed when they are read."""
    quoted = table.replace('"', '""')
    for column in database.execute(f'PRAGMA table_xinfo("{quoted}")'):
        if column[6] in _COMPUTED:
            raise _refused(f"{table}.{column[1]}", "含有计算列", "holds a computed column")


def _require_known_extensions(database: sqlite3.Connection) -> None:
    there = database.execute("SELECT 1 FROM sqlite_master WHERE name = 'gpkg_extensions'")
    if there.fetchone() is None:
        return
    names = database.execute(
        "SELECT DISTINCT substr(extension_name, 1, 100) FROM gpkg_extensions LIMIT 100"
    )
    for (name,) in names:
        if not _EXTENSION.fullmatch(str(name)):
            raise _refused(str(name), "使用了未知的扩展", "uses an extension not known here")


def _refused(name: str, zh: str, en: str) -> UploadError:
    return UploadError(
        "GeoPackage",
        Text(zh, en),
        Text(
            "只含普通表和空间索引的 GeoPackage（可用 QGIS 另存为新文件）",
            "a GeoPackage of plain tables and spatial indices (QGIS: save as a new file)",
        ),
        at=name[:120],
    )
