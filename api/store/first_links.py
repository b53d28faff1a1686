"""Links by which the first administrator gets an account: each once, and the last one only."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from api.store.records import changed
from api.store.secret_hash import secret_hash
from api.store.tables import first_links


def make_first_link(
    connection: Connection, secret: str, now: datetime, expires_at: datetime
) -> None:
    """Keep a link; those made before it and not used no longer lead anywhere."""
    connection.execute(delete(first_links).where(first_links.c.used_at.is_(None)))
    row = {"token_hash": secret_hash(secret), "created_at": now, "expires_at": expires_at}
    connection.execute(insert(first_links).values(row))


def first_link_stands(connection: Connection, secret: str, now: datetime) -> bool:
    """Whether a link may still be used."""
    query = select(first_links.c.token_hash).where(*_stands(secret, now))
    return connection.execute(query).first() is not None


def use_first_link(connection: Connection, secret: str, now: datetime) -> bool:
    """Use a link up, in the transaction that adds the account; whether it could still be used."""
    statement = update(first_links).where(*_stands(secret, now)).values(used_at=now)
    return changed(connection, statement) == 1


def _stands(secret: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        first_links.c.token_hash == secret_hash(secret),
        first_links.c.used_at.is_(None),
        first_links.c.expires_at > now,
    )
