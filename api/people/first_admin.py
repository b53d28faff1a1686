"""The first administrator: by a link that is printed, works once, and soon no longer.

There is no default password. The same link is the way back in for an office whose administrators
have lost theirs; who may run the command line on the machine may have one.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from api.people.audited import Action, audited
from api.people.caller import Caller
from api.people.errors import AbsentError
from api.people.logins import new_login
from api.people.passwords import check_new_password
from api.service.service import Service
from api.store.accounts import Account, add_account, has_admin
from api.store.engine import Store
from api.store.first_links import first_link_stands, make_first_link, use_first_link
from api.store.ids import new_id
from api.store.secret_hash import new_secret
from data.text import Text

LASTS = timedelta(hours=24)
# After the question mark, where no log of ours writes it down.
PATH = "/first"
PARAMETER = "link"
_A_LINK = Text("链接", "link")


def lacks_admin(store: Store) -> bool:
    """Whether nobody could let anybody in."""
    with store.reading() as connection:
        return not has_admin(connection)


def new_admin_link(store: Store, now: datetime) -> str:
    """The path of a new link by which somebody becomes an administrator; earlier ones end.

    It is told on the terminal and nowhere else; that there is one, is in the audit log.
    """
    secret = new_secret()
    with store.writing() as connection:
        make_first_link(connection, secret, now, now + LASTS)
        audited(connection, Caller(address=""), now, Action.ADMIN_LINK, "")
    return f"{PATH}?{PARAMETER}={secret}"


def require_standing(service: Service, link: str) -> None:
    """Refuse a link that leads nowhere.

    Raises:
        AbsentError: It has been used, is over, or never was one.
    """
    with service.store.reading() as connection:
        if not first_link_stands(connection, link, service.now()):
            raise _absent()


def become_admin(
    service: Service, stranger: Caller, link: str, login: str, name: str, password: str
) -> Account:
    """Add an administrator by a link, and use it up.

    Raises:
        AbsentError: The link leads nowhere.
        AccountError: The login or the password cannot be.
        TakenError: Somebody has the login.
    """
    require_standing(service, link)  # before anything costs much
    kept_login = new_login(login)
    check_new_password(password, kept_login)
    hashed, now = service.gate.passwords.hashed(password), service.now()
    account = Account(
        id=new_id("acc"),
        login=kept_login,
        name=name or kept_login,
        password=hashed,
        subject=None,
        admin=True,
        disabled=False,
        created_at=now,
    )
    with service.store.writing() as connection:
        if not use_first_link(connection, link, now):
            raise _absent()
        add_account(connection, account)
        caller = replace(stranger, account_id=account.id)
        audited(connection, caller, now, Action.FIRST_ADMIN, account.login)
    return account


def _absent() -> AbsentError:
    # What was sent is not repeated: it may be a link with a slip of the pen in it.
    return AbsentError.of(_A_LINK, PARAMETER)
