"""What goes wrong between us and the database, in the words of `api.store.errors`.

What a statement itself may meet, such as a row that refers to nothing, is a mistake of this program
and passes unchanged.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, InterfaceError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from api.store.errors import (
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreUnavailableError,
)
from data.text import Text

# By the primary result code, the low byte of the extended one.
_SQLITE_PRIMARY = 0xFF
_SQLITE: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_FULL: StoreFullError,
    sqlite3.SQLITE_CORRUPT: StoreDamagedError,
    sqlite3.SQLITE_NOTADB: StoreDamagedError,
    sqlite3.SQLITE_BUSY: StoreUnavailableError,
    sqlite3.SQLITE_LOCKED: StoreUnavailableError,
    sqlite3.SQLITE_CANTOPEN: StoreUnavailableError,
    sqlite3.SQLITE_READONLY: StoreUnavailableError,
    sqlite3.SQLITE_PERM: StoreUnavailableError,
    sqlite3.SQLITE_IOERR: StoreUnavailableError,
}
# By the beginning of the SQLSTATE; see the appendix "PostgreSQL Error Codes" of its manual.
_POSTGRESQL: dict[str, type[StoreError]] = {
    "53100": StoreFullError,  # disk_full
    "XX001": StoreDamagedError,  # data_corrupted
    "XX002": StoreDamagedError,  # index_corrupted
    "08": StoreUnavailableError,  # the connection
    "25006": StoreUnavailableError,  # read_only_sql_transaction: a server that stands by
    "28": StoreUnavailableError,  # it does not let us in
    "3D000": StoreUnavailableError,  # invalid_catalog_name: the database itself is gone
    "40": StoreUnavailableError,  # rolled back for the sake of others, such as a deadlock
    "53": StoreUnavailableError,  # out of connections or memory
    "55P03": StoreUnavailableError,  # lock_not_available
    "55000": StoreUnavailableError,  # the database takes no connections for now
    "57": StoreUnavailableError,  # it is shutting down, or starting
    "58": StoreUnavailableError,  # its own disk fails it
}
_SAID: dict[type[StoreError], tuple[Text, Text]] = {
    StoreFullError: (
        Text("磁盘空间不足，未写入", "has no room left; nothing was written"),
        Text("腾出空间后重试", "some space to be freed, then another try"),
    ),
    StoreDamagedError: (
        Text("数据库文件已损坏，或不是数据库", "is damaged, or no database"),
        Text("由备份恢复", "a restored backup"),
    ),
    StoreUnavailableError: (
        Text("数据库暂时无法使用", "cannot be used at the moment"),
        Text("稍后重试", "another try in a while"),
    ),
}


@contextmanager
def told() -> Iterator[None]:
    """Tell what goes wrong with the database as one of the errors of the store.

    Raises:
        StoreUnavailableError: It does not answer, or stays locked.
        StoreFullError: It has no room.
        StoreDamagedError: It is damaged.
    """
    try:
        yield
    except PoolTimeoutError as error:
        raise _error(StoreUnavailableError) from error
    except DBAPIError as error:
        kind = _kind(error)
        if kind is None:
            raise
        raise _error(kind) from error


def _kind(error: DBAPIError) -> type[StoreError] | None:
    """Which error of the store it is; None for a mistake of ours."""
    if isinstance(error.orig, sqlite3.Error):
        code = getattr(error.orig, "sqlite_errorcode", None)
        return None if code is None else _SQLITE.get(code & _SQLITE_PRIMARY)
    state = _sqlstate(error.orig)
    if state:
        return next((kind for code, kind in _POSTGRESQL.items() if state.startswith(code)), None)
    # Without a state the server has not spoken: the connection itself has failed.
    lost = error.connection_invalidated or isinstance(error, InterfaceError)
    return StoreUnavailableError if lost else None


def _sqlstate(error: BaseException | None) -> str:
    """What the server says went wrong; pg8000 hands its fields on as a mapping."""
    fields = error.args[0] if error is not None and error.args else None
    return str(fields.get("C", "")) if isinstance(fields, dict) else ""


def _error(kind: type[StoreError]) -> StoreError:
    found, expected = _SAID[kind]
    return kind("store", found, expected)
