"""Accounts, as administrators keep them: added, changed, shut out."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from api.people.access import require_admin
from api.people.audited import Action, audited
from api.people.caller import Caller
from api.people.errors import AbsentError, LastAdminError
from api.people.logins import new_login
from api.people.passwords import check_new_password
from api.service.service import Service
from api.store.accounts import (
    Account,
    add_account,
    find_account,
    set_admin,
    set_disabled,
    set_name,
    set_password,
)
from api.store.administrators import hold_administrators
from api.store.ids import new_id
from api.store.sessions import end_sessions_of
from api.store.tokens import revoke_tokens_of
from data.text import Text

_AN_ACCOUNT = Text("账号", "account")


@dataclass(frozen=True)
class Wish:
    """What is to be changed of an account; what is None stays.

    Attributes:
        name: What it is called.
        password: Another password; its sessions end.
        admin: Whether it is an administrator.
        disabled: Whether it is shut out; its sessions and tokens end at once.
    """

    name: str | None = None
    password: str | None = field(default=None, repr=False)
    admin: bool | None = None
    disabled: bool | None = None

    @property
    def weakens(self) -> bool:
        """Whether an administrator would be none afterwards."""
        return self.admin is False or self.disabled is True


def add(
    service: Service, caller: Caller, login: str, name: str, password: str, *, admin: bool = False
) -> Account:
    """Add an account; it is nothing in any district yet.

    Raises:
        SignInError, ForbiddenError: The caller is no administrator.
        AccountError: The login or the password cannot be.
        TakenError: Somebody has the login.
    """
    require_admin(caller)
    kept_login = new_login(login)
    check_new_password(password, kept_login)
    hashed, now = service.gate.passwords.hashed(password), service.now()
    account = Account(new_id("acc"), kept_login, name, hashed, None, admin, False, now)
    with service.store.writing() as connection:
        add_account(connection, account)
        audited(
            connection,
            caller,
            now,
            Action.ACCOUNT_ADDED,
            account.id,
            login=kept_login,
            admin=admin,
        )
    return account


def change(service: Service, caller: Caller, account_id: str, wish: Wish) -> Account:
    """Change an account.

    Raises:
        SignInError, ForbiddenError: The caller is no administrator.
        AbsentError: There is no such account.
        AccountError: The password cannot be.
        LastAdminError: Nobody could let anybody in any more.
    """
    require_admin(caller)
    with service.store.reading() as connection:
        login = known_account(connection, account_id).login
    hashed = None
    if wish.password is not None:
        check_new_password(wish.password, login)
        hashed = service.gate.passwords.hashed(wish.password)
    with service.store.writing() as connection:
        if wish.weakens and not hold_administrators(connection) - {account_id}:
            raise LastAdminError.of(account_id)
        _change(connection, account_id, wish, hashed)
        if hashed is not None or wish.disabled:
            end_sessions_of(connection, account_id)
        if wish.disabled:
            revoke_tokens_of(connection, account_id, service.now())
        _log(connection, service, caller, account_id, wish)
        return known_account(connection, account_id)


def end_access(service: Service, caller: Caller, account_id: str) -> None:
    """End all sessions and tokens of an account, which stays what it is: a laptop was lost.

    Raises:
        SignInError, ForbiddenError: The caller is no administrator.
        AbsentError: There is no such account.
    """
    require_admin(caller)
    now = service.now()
    with service.store.writing() as connection:
        known_account(connection, account_id)
        sessions = end_sessions_of(connection, account_id)
        keys = revoke_tokens_of(connection, account_id, now)
        audited(
            connection, caller, now, Action.ACCESS_ENDED, account_id, sessions=sessions, keys=keys
        )


def known_account(connection: Connection, account_id: str) -> Account:
    """The account by its id.

    Raises:
        AbsentError: There is none.
    """
    account = find_account(connection, account_id)
    if account is None:
        raise AbsentError.of(_AN_ACCOUNT, account_id)
    return account


def _change(connection: Connection, account_id: str, wish: Wish, hashed: str | None) -> None:
    if wish.name is not None:
        set_name(connection, account_id, wish.name)
    if hashed is not None:
        set_password(connection, account_id, hashed)
    if wish.admin is not None:
        set_admin(connection, account_id, wish.admin)
    if wish.disabled is not None:
        set_disabled(connection, account_id, wish.disabled)


def _log(
    connection: Connection, service: Service, caller: Caller, account_id: str, wish: Wish
) -> None:
    changed = {"name": wish.name, "admin": wish.admin, "disabled": wish.disabled}
    said: dict[str, Any] = {name: value for name, value in changed.items() if value is not None}
    if said:
        audited(connection, caller, service.now(), Action.ACCOUNT_CHANGED, account_id, **said)
    if wish.password is not None:
        audited(connection, caller, service.now(), Action.PASSWORD_CHANGED, account_id)
