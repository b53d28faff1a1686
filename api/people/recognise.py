"""From a request to who is asking: by a token, by the cookie of a session, or nobody."""

from types import MappingProxyType

from sqlalchemy import Connection
from starlette.requests import Request

from api.people.access import INSIDERS
from api.people.caller import Caller, Role
from api.people.cookies import own_origins, session_secret
from api.people.csrf import require_csrf, require_own_page, writes
from api.people.errors import ForgeryError, SignInError
from api.people.token_form import token_in
from api.service.service import Service
from api.store.accounts import Account, find_account
from api.store.memberships import memberships_of, stations_of
from api.store.sessions import find_session
from api.store.tokens import find_token
from data.text import Text

_SESSION = Text("登录", "session")
_TOKEN = Text("令牌", "token")


def stranger(request: Request) -> Caller:
    """Somebody of whom only the address is known."""
    return Caller(address=request.client.host if request.client else "")


def counted_stranger(service: Service, request: Request) -> Caller:
    """Somebody of whom only the address is known, where no account is asked for.

    Raises:
        TooManyError: There were too many requests from there.
    """
    nobody = stranger(request)
    _count(service, nobody)
    return nobody


def recognise(service: Service, request: Request, csrf: str | None) -> Caller:
    """Who is asking; every request is counted.

    A token stands before a cookie: a program that sends one means it.

    Args:
        service: The service.
        request: The request.
        csrf: What it brings against forgery, in a header or a field.

    Raises:
        SignInError: The token or the session does not hold, or its account is disabled.
        ForgeryError: It came by a cookie, writes, and may be forged.
        TooManyError: It was one too many.
    """
    nobody = stranger(request)
    try:
        caller = _known(service, request, nobody.address, csrf) or nobody
    except (SignInError, ForgeryError):
        _count(service, nobody)
        raise
    _count(service, caller)
    return caller


def caller_for(
    connection: Connection, account_id: str, address: str = "", *, by_session: bool = False
) -> Caller | None:
    """An account as a caller, with what it is now; None where it is disabled or there is none."""
    account = find_account(connection, account_id)
    if account is None or account.disabled:
        return None
    return _with_roles(connection, account, address, by_session)


def _known(service: Service, request: Request, address: str, csrf: str | None) -> Caller | None:
    header = request.headers.get("authorization")
    if header is not None:
        return _by_token(service, token_in(header), address)
    secret = session_secret(request, service.limits)
    if secret is None:
        return None
    if writes(request.method):
        require_own_page(request.headers, own_origins(request, service.limits))
        require_csrf(secret, csrf)
    return _by_session(service, secret, address)


def _by_token(service: Service, secret: str | None, address: str) -> Caller:
    caller = None
    if secret is not None:
        with service.store.reading() as connection:
            token = find_token(connection, secret, service.now())
            caller = None if token is None else caller_for(connection, token.account_id, address)
    if caller is None:
        raise SignInError.over(_TOKEN)
    return caller


def _by_session(service: Service, secret: str, address: str) -> Caller:
    caller = None
    with service.store.reading() as connection:
        session = find_session(connection, secret, service.now())
        if session is not None:
            caller = caller_for(connection, session.account_id, address, by_session=True)
    if caller is None:
        raise SignInError.over(_SESSION)
    return caller


def _count(service: Service, caller: Caller) -> None:
    per_minute = service.limits.requests_per_minute
    service.gate.counters.count_request(caller, per_minute)


def _with_roles(connection: Connection, account: Account, address: str, by_session: bool) -> Caller:
    roles: dict[str, frozenset[Role]] = {}
    stations: dict[str, frozenset[str]] = {}
    memberships = memberships_of(connection, account.id)
    for each in memberships:
        roles[each.district_id] = roles.get(each.district_id, frozenset()) | {Role(each.role)}
    for kept in stations_of(connection, account.id):
        others = stations.get(kept.district_id, frozenset())
        stations[kept.district_id] = others | {kept.station_id}
    named = {m.district_id for m in memberships if m.restricted and m.role in INSIDERS}
    return Caller(
        address=address,
        account_id=account.id,
        name=account.name,
        admin=account.admin,
        roles=MappingProxyType(roles),
        restricted=frozenset(named),
        stations=MappingProxyType(stations),
        by_session=by_session,
    )
