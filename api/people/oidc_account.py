"""The account of somebody whom an identity provider knows."""

from sqlalchemy import Connection

from api.people.audited import Action, audited
from api.people.caller import Caller
from api.people.oidc import Identity
from api.people.signing_in import SignedIn, let_in
from api.service.service import Service
from api.store.accounts import Account, add_account, find_by_subject
from api.store.errors import TakenError
from api.store.ids import new_id


def sign_in_as(service: Service, stranger: Caller, who: Identity) -> SignedIn:
    """Sign in somebody whom a provider knows; at the first time they get an account.

    Accounts are matched by issuer and subject alone, never by a name or a mail address, which may
    go to somebody else one day. A new account has no role: an administrator gives it.

    Raises:
        SignInError: The account is disabled.
    """
    with service.store.writing() as connection:
        account = find_by_subject(connection, who.key) or _added(connection, service, stranger, who)
        return let_in(connection, service, stranger, account.id, "oidc")


def _added(connection: Connection, service: Service, stranger: Caller, who: Identity) -> Account:
    """The account of somebody new; where another request was sooner, the one that it has added."""
    account = _new(service, who)
    try:
        add_account(connection, account)
    except TakenError:
        sooner = find_by_subject(connection, who.key)
        if sooner is None:
            raise
        return sooner
    audited(
        connection, stranger, service.now(), Action.ACCOUNT_ADDED, account.id,
        login=account.login, issuer=who.issuer,
    )  # fmt: skip
    return account


def _new(service: Service, who: Identity) -> Account:
    account_id = new_id("acc")
    return Account(
        id=account_id,
        login=account_id,
        name=who.name or account_id,
        password=None,
        subject=who.key,
        admin=False,
        disabled=False,
        created_at=service.now(),
    )
