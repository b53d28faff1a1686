"""Numbers of surveys: one after the other in each series, without a gap."""

from sqlalchemy import Connection, select, update

from api.store.records import changed, insert_absent
from api.store.tables import numbers


def next_number(connection: Connection, series: str) -> int:
    """The next number of a series, from 1.

    It counts only once the transaction is committed; until then, whoever asks for the next one in
    the same series waits. Take it last.
    """
    insert_absent(connection, numbers, series=series, last=0)
    chosen = numbers.c.series == series
    changed(connection, update(numbers).where(chosen).values(last=numbers.c.last + 1))
    number: int = connection.execute(select(numbers.c.last).where(chosen)).scalar_one()
    return number
