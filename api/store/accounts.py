"""Accounts: who may sign in. They are disabled, never deleted: results and the log name them."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, select, update

from api.store.errors import TakenError
from api.store.records import changed, every, first, insert_absent
from api.store.tables import accounts
from data.text import Text


@dataclass(frozen=True)
class Account:
    """An account.

    Attributes:
        id: Its id.
        login: What its owner types; the caller brings it into one form.
        name: What people call it.
        password: Argon2 hash; None where OpenID Connect says who somebody is.
        subject: Issuer and subject of OpenID Connect; None without.
        admin: Whether it is an administrator.
        disabled: Whether it is shut out.
        created_at: When it was added.
    """

    id: str
    login: str
    name: str
    password: str | None = field(repr=False)
    subject: str | None
    admin: bool
    disabled: bool
    created_at: datetime


def add_account(connection: Connection, account: Account) -> None:
    """Add an account.

    Raises:
        TakenError: Its login or its subject has an account already.
    """
    if not insert_absent(connection, accounts, **vars(account)):
        raise TakenError.of(Text("账号", "an account"), account.login)


def find_account(connection: Connection, account_id: str) -> Account | None:
    """The account by its id; None where there is none."""
    return _first(connection, "id", account_id)


def find_by_login(connection: Connection, login: str) -> Account | None:
    """The account by its login; None where there is none."""
    return _first(connection, "login", login)


def find_by_subject(connection: Connection, subject: str) -> Account | None:
    """The account by what OpenID Connect says; None where there is none."""
    return _first(connection, "subject", subject)


def list_accounts(connection: Connection, *, limit: int, after: str = "") -> tuple[Account, ...]:
    """A page of accounts by id; `after` is the id of the last one of the page before."""
    query = select(accounts).where(accounts.c.id > after).order_by(accounts.c.id).limit(limit)
    return every(connection, Account, query)


def has_admin(connection: Connection) -> bool:
    """Whether there is an administrator who is not shut out."""
    query = select(accounts.c.id).where(accounts.c.admin, accounts.c.disabled.is_(False))
    return connection.execute(query.limit(1)).first() is not None


def hold_account(connection: Connection, account_id: str) -> None:
    """Let nobody else hold an account until the end of the transaction.

    So that what an account has is counted and added to by one at a time.
    """
    held = select(accounts.c.id).where(accounts.c.id == account_id)
    # Rows that only refer to the account are written meanwhile.
    connection.execute(held.with_for_update(key_share=True))


def set_name(connection: Connection, account_id: str, name: str) -> bool:
    """Call an account something else; whether there is such an account."""
    return _set(connection, account_id, name=name)


def set_password(connection: Connection, account_id: str, password: str | None) -> bool:
    """Give an account another password, as its argon2 hash; whether there is such an account."""
    return _set(connection, account_id, password=password)


def replace_password(connection: Connection, account_id: str, kept: str, anew: str) -> bool:
    """Give an account another password, unless somebody has given it one meanwhile.

    Until the end of the transaction nobody else does.

    Args:
        connection: A writing transaction.
        account_id: The account.
        kept: The argon2 hash that was read before.
        anew: The one that is to be kept; it may be the same.

    Returns:
        Whether `kept` was still the one.
    """
    statement = update(accounts).where(accounts.c.id == account_id, accounts.c.password == kept)
    return changed(connection, statement.values(password=anew)) == 1


def set_admin(connection: Connection, account_id: str, admin: bool) -> bool:
    """Make an account an administrator, or no longer one; whether there is such an account."""
    return _set(connection, account_id, admin=admin)


def set_disabled(connection: Connection, account_id: str, disabled: bool) -> bool:
    """Shut an account out, or let it in again; whether there is such an account.

    Its sessions and tokens are ended by `sessions.end_sessions_of` and `tokens.revoke_tokens_of`.
    """
    return _set(connection, account_id, disabled=disabled)


def _first(connection: Connection, column: str, value: str) -> Account | None:
    query = select(accounts).where(accounts.c[column] == value)
    return first(connection, Account, query)


def _set(connection: Connection, account_id: str, **values: object) -> bool:
    statement = update(accounts).where(accounts.c.id == account_id)
    return changed(connection, statement.values(values)) == 1
