"""The clock of the database: the one that machines which share a store agree on."""

from datetime import UTC, datetime

from sqlalchemy import Connection, func, select


def store_now(connection: Connection) -> datetime:
    """This moment, in UTC, by the clock of the machine that the database runs on.

    It goes on within a transaction; of SQLite it is in whole milliseconds.
    """
    if connection.dialect.name == "sqlite":
        said = connection.execute(select(func.strftime("%Y-%m-%d %H:%M:%f", "now"))).scalar_one()
        return datetime.fromisoformat(said).replace(tzinfo=UTC)
    moment: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
    return moment.astimezone(UTC)
