"""Rows of any table as lines of JSON, the same from either database, and back again.

Tables are taken as the database describes them, not as this program declares them: so a backup can
be read that was made when a table had other columns. Moments are written in UTC, bytes in Base64,
JSON documents as the text that they are stored as.
"""

import base64
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, LargeBinary, MetaData, Table, insert, select, tuple_
from sqlalchemy.types import Boolean, DateTime

# Of rows with whole files in them, only a few are held at once.
_ROWS_AT_ONCE = 500
_FILES_AT_ONCE = 4
_ALEMBIC = "alembic_version"


def tables_there(connection: Connection) -> tuple[Table, ...]:
    """The tables of a store as they are, each after those that it refers to."""
    found = MetaData()
    found.reflect(connection)
    return tuple(table for table in found.sorted_tables if table.name != _ALEMBIC)


def lines_of(connection: Connection, table: Table) -> Iterator[bytes]:
    """The rows of a table, one line each, by primary key."""
    key = tuple_(*table.primary_key.columns)
    query = select(table).order_by(*table.primary_key.columns).limit(_at_once(table))
    rows = connection.execute(query).mappings().all()
    while rows:
        for row in rows:
            values = {name: _plain(value) for name, value in row.items()}
            yield json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        last = tuple(rows[-1][column.name] for column in table.primary_key.columns)
        rows = connection.execute(query.where(key > last)).mappings().all()


def insert_lines(connection: Connection, table: Table, lines: Iterable[bytes]) -> int:
    """Insert rows from their lines; how many there were.

    Raises:
        ValueError: A line is not what `lines_of` writes for such a table.
    """
    count, batch = 0, []
    for line in lines:
        batch.append(_row(connection, table, line))
        if len(batch) == _at_once(table):
            connection.execute(insert(table), batch)
            count, batch = count + len(batch), []
    if batch:
        connection.execute(insert(table), batch)
    return count + len(batch)


def _at_once(table: Table) -> int:
    holds_files = any(isinstance(column.type, LargeBinary) for column in table.columns)
    return _FILES_AT_ONCE if holds_files else _ROWS_AT_ONCE


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return aware.isoformat(timespec="microseconds")
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def _row(connection: Connection, table: Table, line: bytes) -> dict[str, Any]:
    values = json.loads(line)
    if not isinstance(values, dict) or set(values) != set(table.columns.keys()):
        raise ValueError(table.name)
    return {name: _stored(connection, table, name, value) for name, value in values.items()}


def _stored(connection: Connection, table: Table, name: str, value: Any) -> object:  # noqa: ANN401  # JSON
    """The value as a column takes it."""
    kind = table.columns[name].type
    if value is None:
        return None
    if isinstance(kind, DateTime):
        moment = datetime.fromisoformat(value).astimezone(UTC)
        return moment.replace(tzinfo=None) if connection.dialect.name == "sqlite" else moment
    if isinstance(kind, LargeBinary):
        return base64.b64decode(value, validate=True)
    return bool(value) if isinstance(kind, Boolean) else value
