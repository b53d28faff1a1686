"""COPY, which SQLAlchemy has no words for, asked of the driver below it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table

from data.errors import SourceError
from data.postgis.copy_text import blocks, row_of
from data.sources.raw_file import MAX_BYTES, MAX_ROWS
from data.text import Text


def copy_in(connection: Connection, table: Table, columns: Mapping[str, Sequence[object]]) -> None:
    """Append rows to a table: column name to its values, all of equal length."""
    quote = connection.dialect.identifier_preparer.quote
    name = connection.dialect.identifier_preparer.format_table(table)
    listed = ", ".join(quote(column) for column in columns)
    _copy(connection, f"COPY {name} ({listed}) FROM STDIN", blocks(list(columns.values())))


def copy_out(connection: Connection, query: str, where: str, at: str) -> list[list[str | None]]:
    """All rows of a query, their values as PostgreSQL writes them.

    Args:
        connection: In a transaction; afterwards it can only be closed where this raises.
        query: Names from the database are quoted in it.
        where: What messages say the rows are in.
        at: Which table.

    Raises:
        SourceError: There are more rows, or bytes, than a district has.
    """
    rows = _Rows(where, at)
    try:
        _copy(connection, f"COPY ({query}) TO STDOUT", rows)
    except SourceError:
        # The rest is still on its way: the connection is of no more use.
        connection.invalidate()
        raise
    return rows.rows


def _copy(connection: Connection, statement: str, stream: "Iterable[bytes] | _Rows") -> None:
    # `stream` is pg8000's own.
    cursor: Any = connection.connection.cursor()
    cursor.execute(statement, stream=stream)
    cursor.close()


class _Rows:
    """Takes what comes in, a row at a time, as long as it is not too much."""

    def __init__(self, where: str, at: str) -> None:
        self.rows: list[list[str | None]] = []
        self._bytes = 0
        self._where, self._at = where, at

    def write(self, line: bytes) -> None:
        """Take one row."""
        self._bytes += len(line)
        if self._bytes > MAX_BYTES or len(self.rows) >= MAX_ROWS:
            raise SourceError(
                self._where,
                Text("数据量超出一个区县", "holds more than a district has"),
                Text(
                    f"至多 {MAX_ROWS} 行、{MAX_BYTES / 1024**3:.0f} GiB",
                    f"at most {MAX_ROWS} rows and {MAX_BYTES / 1024**3:.0f} GiB",
                ),
                at=self._at,
            )
        self.rows.append(row_of(line))
