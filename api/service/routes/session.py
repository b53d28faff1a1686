"""`/session`: signing in and out with a browser."""

from datetime import timedelta

from fastapi import APIRouter, Request, Response

from api.people.access import require_person
from api.people.accounts import known_account
from api.people.bodies import AccountTold, SessionTold, SignInBody
from api.people.cookies import drop_cookie, keep_cookie, own_origins, session_secret
from api.people.csrf import csrf_of, require_csrf, require_own_page
from api.people.errors import SignInError
from api.people.recognise import counted_stranger
from api.people.signing_in import SignedIn, sign_in, sign_out
from api.service.depends import Asking, CsrfSent, ServiceParts
from api.service.service import Service
from api.store.sessions import find_session

router = APIRouter(prefix="/session", tags=["people"])


@router.post("", status_code=201, operation_id="sign_in")
def begin(
    body: SignInBody, request: Request, response: Response, service: ServiceParts
) -> SessionTold:
    """登录 Sign in by login and password; the answer sets a cookie."""
    stranger = counted_stranger(service, request)
    require_own_page(request.headers, own_origins(request, service.limits))
    signed_in = sign_in(service, stranger, body.login, body.password)
    return session_told(service, request, response, signed_in)


@router.get("", operation_id="session")
def current(request: Request, caller: Asking, service: ServiceParts) -> SessionTold:
    """登录状态 Who has signed in, and the token against forgery."""
    account_id = require_person(caller, "session")
    secret = session_secret(request, service.limits) or ""
    with service.store.reading() as connection:
        account = known_account(connection, account_id)
        session = find_session(connection, secret, service.now())
    if session is None:
        raise SignInError.of("session")
    told = AccountTold.of(account)
    return SessionTold(account=told, csrf=csrf_of(secret), expires_at=session.expires_at)


@router.delete("", status_code=204, operation_id="sign_out")
def end(request: Request, response: Response, csrf: CsrfSent, service: ServiceParts) -> None:
    """退出 Sign out; where nobody has signed in, nothing happens."""
    stranger, secret = counted_stranger(service, request), session_secret(request, service.limits)
    if secret is not None:
        require_own_page(request.headers, own_origins(request, service.limits))
        require_csrf(secret, csrf)
        sign_out(service, stranger, secret)
        drop_cookie(response, request, service.limits)


def session_told(
    service: Service, request: Request, response: Response, signed_in: SignedIn
) -> SessionTold:
    """A session that has begun; its secret goes into the cookie and nowhere else."""
    lasts = timedelta(hours=service.limits.session_hours)
    keep_cookie(response, request, service.limits, signed_in.secret, lasts)
    return SessionTold(
        account=AccountTold.of(signed_in.account),
        csrf=csrf_of(signed_in.secret),
        expires_at=signed_in.session.expires_at,
    )
