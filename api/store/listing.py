"""Lists that are read page by page: what is wanted, and where the next page begins.

A page begins after the last row of the page before, not after so many rows: rows that come in
meanwhile shift nothing.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from operator import eq, ge, lt
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, Table, and_, or_

Compare = Callable[[Any, Any], Any]


@dataclass(frozen=True)
class Position:
    """Where in a list, newest first, a page ends: at the row with this moment and id."""

    created_at: datetime
    id: str


def narrowed(*wishes: tuple[Compare, "Column[Any]", object]) -> list[ColumnElement[bool]]:
    """The conditions of those wishes, comparison, column and value, whose value is not None."""
    return [compare(column, value) for compare, column, value in wishes if value is not None]


def equal(table: Table, **values: object) -> list[ColumnElement[bool]]:
    """The conditions that columns are equal to those values that are not None."""
    return narrowed(*((eq, table.c[name], value) for name, value in values.items()))


def within(
    column: "Column[Any]", since: datetime | None, until: datetime | None
) -> list[ColumnElement[bool]]:
    """The conditions that a moment is `since` or later, and before `until`."""
    return narrowed((ge, column, since), (lt, column, until))


def among(column: "Column[Any]", values: Collection[str]) -> ColumnElement[bool]:
    """The condition that a column is one of some values; of none is never."""
    return column.in_(sorted(values))


def newest_first(
    query: Select[Any], table: Table, limit: int, after: Position | None
) -> Select[Any]:
    """A page of rows with `created_at` and `id`, those of one moment by id."""
    at, row_id = table.c.created_at, table.c.id
    if after is not None:
        same = and_(at == after.created_at, row_id < after.id)
        query = query.where(or_(at < after.created_at, same))
    return query.order_by(at.desc(), row_id.desc()).limit(limit)
