"""Signing in and out: sessions for people who come with a browser."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from api.people.audited import Action, audited
from api.people.caller import Caller
from api.people.errors import SignInError
from api.people.logins import login_of
from api.service.service import Service
from api.store.accounts import Account, find_account, find_by_login, replace_password
from api.store.secret_hash import new_secret
from api.store.sessions import Session, begin_session, end_session, find_session, forget_sessions


@dataclass(frozen=True)
class SignedIn:
    """Somebody has signed in.

    Attributes:
        account: Who.
        secret: For the cookie; the store has only its hash.
        session: The session.
    """

    account: Account
    secret: str
    session: Session


def sign_in(service: Service, stranger: Caller, typed: str, password: str) -> SignedIn:
    """Sign in by login and password.

    Args:
        service: The service.
        stranger: Where the request comes from.
        typed: The login as it was typed.
        password: The password as it was typed.

    Raises:
        SignInError: They do not let anybody in; it is not told why.
        TooManyError: There were too many attempts.
    """
    login, counters = login_of(typed), service.gate.counters
    counters.count_sign_in(login, stranger.address)
    with service.store.reading() as connection:
        account = find_by_login(connection, login)
    kept = None if account is None else account.password
    checked = service.gate.passwords.check(kept, password)
    if account is None or kept is None or not checked.right or account.disabled:
        _log_refusal(service, stranger, account)
        raise SignInError.refused()
    counters.forgive_sign_in(login, stranger.address)
    anew = service.gate.passwords.hashed(password) if checked.outdated else kept
    with service.store.writing() as connection:
        # Checking takes a while: it may have been given another password meanwhile.
        if not replace_password(connection, account.id, kept, anew):
            raise SignInError.refused()
        return let_in(connection, service, stranger, account.id, "password")


def let_in(
    connection: Connection, service: Service, stranger: Caller, account_id: str, by: str
) -> SignedIn:
    """Begin a session of an account; sessions that are over are forgotten on the way.

    Raises:
        SignInError: The account has been disabled meanwhile.
    """
    now = service.now()
    account = find_account(connection, account_id)
    if account is None or account.disabled:
        raise SignInError.refused()
    session = Session(account_id, now, now + timedelta(hours=service.limits.session_hours))
    secret = new_secret()
    forget_sessions(connection, now)
    begin_session(connection, secret, session)
    caller = replace(stranger, account_id=account_id)
    audited(connection, caller, now, Action.SIGN_IN, account.login, by=by)
    return SignedIn(account, secret, session)


def sign_out(service: Service, stranger: Caller, secret: str) -> None:
    """End a session; one that is over already is none."""
    now = service.now()
    with service.store.writing() as connection:
        session = find_session(connection, secret, now)
        if session is not None and end_session(connection, secret):
            caller = replace(stranger, account_id=session.account_id)
            audited(connection, caller, now, Action.SIGN_OUT, session.account_id)


def _log_refusal(service: Service, stranger: Caller, account: Account | None) -> None:
    # A login that nobody has may be a password, typed into the wrong field: it is not kept.
    login, known = ("", False) if account is None else (account.login, True)
    now: datetime = service.now()
    with service.store.writing() as connection:
        audited(connection, stranger, now, Action.SIGN_IN_REFUSED, login, known=known)
