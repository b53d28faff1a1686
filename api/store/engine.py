"""Opening the store, and its two kinds of transaction: reading and writing."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from api.store.errors import StoreError, StoreFullError, StoreUnavailableError, StoreUrlError
from data.text import Text

_POSTGRES_DRIVER = "postgresql+pg8000"
# How long a writer waits for another one.
BUSY_S = 30
_FULL = ("database or disk is full", "disk full", "53100", "no space left")


@dataclass(frozen=True)
class Store:
    """A store that is open.

    Attributes:
        engine: Connections to it; made when they are first needed.
    """

    engine: Engine

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads; it sees one state of the store.

        Raises:
            StoreUnavailableError: The database does not answer.
        """
        with _said(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes: all of it stands at the end of the block, or none of it.

        Raises:
            StoreUnavailableError: The database does not answer, or stays locked.
            StoreFullError: There is no room.
        """
        with _said(), self.engine.connect() as connection:
            connection = connection.execution_options(quankan_writes=True)
            with connection.begin():
                yield connection

    def close(self) -> None:
        """Give its connections back."""
        self.engine.dispose()


def open_store(url: str) -> Store:
    """The store at an address: `sqlite:///path` or `postgresql://user@host/name`.

    Nothing is read yet; whether its tables are those of this program is asked by
    `api.store.migrate`.

    Raises:
        StoreUrlError: The address is none of the two.
    """
    address = _address(url)
    if address.drivername == "sqlite":
        engine = create_engine(address, connect_args={"timeout": BUSY_S})
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return Store(engine)
    return Store(create_engine(address, pool_pre_ping=True, pool_size=10, pool_timeout=10))


def _address(url: str) -> URL:
    refusal = StoreUrlError(
        "QUANKAN_STORE",
        Text("不是可用的数据库地址", "is no address of a database that can be used"),
        Text(
            "sqlite:///文件 或 postgresql://用户@主机/库名",
            "sqlite:///file or postgresql://user@host/name",
        ),
    )
    try:
        address = make_url(url)
    except ArgumentError:
        raise refusal from None
    if address.drivername in {"postgresql", "postgres"}:
        return address.set(drivername=_POSTGRES_DRIVER)
    if address.drivername != "sqlite" or not address.database:
        raise refusal
    return address


def _set_up_sqlite(connection: sqlite3.Connection, _: object) -> None:
    # Transactions are begun by hand (below), so that a writer locks before it reads.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("quankan_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _said() -> Iterator[None]:
    """Say what goes wrong between us and the database in the words of this tree.

    What a statement itself may meet, such as a row that is there already, passes unchanged.
    """
    try:
        yield
    except PoolTimeoutError as error:
        raise _unavailable() from error
    except DBAPIError as error:
        refusal = _refusal(error)
        if refusal is None:
            raise
        raise refusal from error


def _refusal(error: DBAPIError) -> StoreError | None:
    said = str(error.orig).lower()
    if any(words in said for words in _FULL):
        return StoreFullError(
            "store",
            Text("磁盘空间不足，未写入", "has no room left; nothing was written"),
            Text("腾出空间后重试", "free some space and try again"),
        )
    operational: Any = getattr(error, "connection_invalidated", False)
    name = type(error).__name__
    if operational or name in {"OperationalError", "InterfaceError"}:
        return _unavailable()
    return None


def _unavailable() -> StoreUnavailableError:
    return StoreUnavailableError(
        "store",
        Text("数据库暂时无法使用", "the database cannot be used at the moment"),
        Text("稍后重试", "try again in a while"),
    )
