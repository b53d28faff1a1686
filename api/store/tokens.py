"""Tokens with which programs come in; of each only the hash is kept. Revoked ones stay listed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, or_, select, update

from api.store.records import changed, every, first
from api.store.secret_hash import secret_hash
from api.store.tables import tokens


@dataclass(frozen=True)
class Token:
    """A token, without its secret.

    Attributes:
        id: Its id, by which it is revoked.
        account_id: For whom a program comes in with it.
        name: What its owner calls it.
        created_at: When it was made.
        expires_at: When it ends; None for never.
        revoked_at: When it was revoked; None while it holds.
    """

    id: str
    account_id: str
    name: str
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None = None


_COLUMNS = [column for column in tokens.c if column.name != "token_hash"]


def add_token(connection: Connection, secret: str, token: Token) -> None:
    """Keep a token; `secret` comes from `secret_hash.new_secret` and is shown once."""
    connection.execute(insert(tokens).values(token_hash=secret_hash(secret), **vars(token)))


def find_token(connection: Connection, secret: str, now: datetime) -> Token | None:
    """The token; None where there is none, or it no longer holds."""
    lasts = or_(tokens.c.expires_at.is_(None), tokens.c.expires_at > now)
    holds = (tokens.c.token_hash == secret_hash(secret)) & tokens.c.revoked_at.is_(None) & lasts
    return first(connection, Token, select(*_COLUMNS).where(holds))


def list_tokens(connection: Connection, account_id: str) -> tuple[Token, ...]:
    """All tokens of an account, the newest first."""
    query = select(*_COLUMNS).where(tokens.c.account_id == account_id)
    ordered = query.order_by(tokens.c.created_at.desc(), tokens.c.id)
    return every(connection, Token, ordered)


def revoke_token(connection: Connection, account_id: str, token_id: str, now: datetime) -> bool:
    """Revoke a token of an account; whether it held until now."""
    chosen = (tokens.c.id == token_id) & (tokens.c.account_id == account_id)
    statement = update(tokens).where(chosen, tokens.c.revoked_at.is_(None))
    return changed(connection, statement.values(revoked_at=now)) == 1


def revoke_tokens_of(connection: Connection, account_id: str, now: datetime) -> int:
    """Revoke all tokens of an account; how many held until now."""
    chosen = (tokens.c.account_id == account_id) & tokens.c.revoked_at.is_(None)
    return changed(connection, update(tokens).where(chosen).values(revoked_at=now))
