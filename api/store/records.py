"""Rows as frozen records: a record has the fields of its columns, by the same names."""

from typing import TypeVar

from sqlalchemy import Connection, Executable, Table
from sqlalchemy.dialects import postgresql, sqlite

Record = TypeVar("Record")


def first(connection: Connection, kind: type[Record], query: Executable) -> Record | None:
    """The first row of a query as a record; None where there is none."""
    row = connection.execute(query).mappings().first()
    return None if row is None else kind(**row)


def every(connection: Connection, kind: type[Record], query: Executable) -> tuple[Record, ...]:
    """All rows of a query as records."""
    return tuple(kind(**row) for row in connection.execute(query).mappings())


def changed(connection: Connection, statement: Executable) -> int:
    """Run a statement that writes; how many rows it has written."""
    return connection.execute(statement).rowcount


def insert_absent(connection: Connection, table: Table, **values: object) -> bool:
    """Insert a row unless one with its key is there; two writers at once insert it once.

    Returns:
        Whether this call has inserted it.
    """
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    return changed(connection, dialect.insert(table).values(values).on_conflict_do_nothing()) == 1
