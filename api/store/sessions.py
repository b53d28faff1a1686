"""Sessions of people who have signed in; of the secret in their cookie only the hash is kept."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from api.store.records import changed, first
from api.store.secret_hash import secret_hash
from api.store.tables import sessions


@dataclass(frozen=True)
class Session:
    """A session that lasts."""

    account_id: str
    created_at: datetime
    expires_at: datetime


def begin_session(connection: Connection, secret: str, session: Session) -> None:
    """Begin a session; `secret` comes from `secret_hash.new_secret` and goes into the cookie."""
    connection.execute(insert(sessions).values(token_hash=secret_hash(secret), **vars(session)))


def find_session(connection: Connection, secret: str, now: datetime) -> Session | None:
    """The session; None where there is none, or it is over."""
    columns = (sessions.c.account_id, sessions.c.created_at, sessions.c.expires_at)
    chosen = (sessions.c.token_hash == secret_hash(secret)) & (sessions.c.expires_at > now)
    return first(connection, Session, select(*columns).where(chosen))


def end_session(connection: Connection, secret: str) -> bool:
    """End a session; whether there was one."""
    chosen = sessions.c.token_hash == secret_hash(secret)
    return changed(connection, delete(sessions).where(chosen)) == 1


def end_sessions_of(connection: Connection, account_id: str) -> int:
    """End all sessions of an account; how many there were."""
    return changed(connection, delete(sessions).where(sessions.c.account_id == account_id))


def forget_sessions(connection: Connection, now: datetime) -> int:
    """Take away sessions that are over; how many there were."""
    return changed(connection, delete(sessions).where(sessions.c.expires_at <= now))
