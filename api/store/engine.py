"""Opening the store, and its two kinds of transaction: reading and writing."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

from api.store.address import read_address
from api.store.failures import told

# How long one who writes waits for another one.
BUSY_S = 30
# How long the server may be silent. Nothing that is asked of it takes nearly as long.
_SILENT_S = 60
_CONNECTIONS = 20
# A request that finds no connection free for so long is told that the store is busy.
_POOL_S = 10


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
            StoreDamagedError: It is damaged, or no database.
        """
        with told(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes: all of it stands at the end of the block, or none of it.

        In SQLite one writes at a time. In PostgreSQL several do, and each statement sees what was
        committed before it: what must not change between reading and writing is locked first.

        Raises:
            StoreUnavailableError: The database does not answer, or stays locked.
            StoreFullError: There is no room.
            StoreDamagedError: It is damaged, or no database.
        """
        with told(), self.engine.connect() as connection:
            connection = connection.execution_options(quankan_writes=True)
            with connection.begin():
                yield connection

    def close(self) -> None:
        """Give its connections back."""
        self.engine.dispose()


def open_store(url: str, *, busy_s: float = BUSY_S) -> Store:
    """The store at an address: `sqlite:///path`, or one of PostgreSQL (`api.store.address`).

    Nothing is read yet; whether its tables are those of this program is asked by
    `api.store.migrate`.

    Args:
        url: The address.
        busy_s: How long one who writes waits for another one, in seconds.

    Raises:
        StoreUrlError: It is no address of either.
    """
    address, driver = read_address(url)
    limits: dict[str, Any] = {"pool_size": _CONNECTIONS, "pool_timeout": _POOL_S}
    if address.drivername == "sqlite":
        engine = create_engine(address, connect_args={"timeout": busy_s}, **limits)
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return Store(engine)
    engine = create_engine(
        address, connect_args={"timeout": _SILENT_S, **driver}, pool_pre_ping=True, **limits
    )
    event.listen(engine, "begin", _begin_postgresql(busy_s))
    return Store(engine)


def _set_up_sqlite(connection: sqlite3.Connection, _: object) -> None:
    # Transactions are begun by hand (below), so that one who writes locks before reading.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = _writes(connection)
    connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writes else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_postgresql(busy_s: float) -> Callable[[Connection], None]:
    wait = f"SET LOCAL lock_timeout = {round(busy_s * 1000)}"
    read = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"

    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(wait if _writes(connection) else read)

    return begin


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("quankan_writes", False))
