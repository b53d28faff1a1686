"""`/session/oidc`: signing in at an identity provider (OpenID Connect), where one is set."""

from datetime import timedelta
from importlib.util import find_spec
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse

from api.people.cookies import cookie_name, drop_cookie, is_secure, keep_cookie
from api.people.errors import AbsentError, ProviderError
from api.people.oidc_attempt import Attempt
from api.people.recognise import counted_stranger
from api.service.base_url import base_url
from api.service.depends import ServiceParts
from api.service.routes.session import session_told
from api.service.service import Service
from data.text import Text

router = APIRouter(prefix="/session/oidc", tags=["people"])
_CALLBACK = "/session/oidc/callback"
_COOKIE = "quankan-oidc"
_LASTS = timedelta(minutes=10)
_HOME = "/"
_SEE_OTHER = 303
_LONGEST = 4096
_Given = Annotated[str, Query(max_length=_LONGEST)]


@router.get(
    "", status_code=_SEE_OTHER, response_class=RedirectResponse, operation_id="oidc_sign_in"
)
def begin(request: Request, service: ServiceParts) -> RedirectResponse:
    """统一身份认证登录 Sign in at the identity provider."""
    counted_stranger(service, request)
    _require_set(service)
    from api.people.oidc import discovered, where_to

    provider, attempt = discovered(service.limits), Attempt()
    address = where_to(provider, service.limits, attempt, _back_to(request, service))
    response = RedirectResponse(address, _SEE_OTHER)
    keep_cookie(response, request, service.limits, attempt.secret, _LASTS, _COOKIE)
    return response


@router.get(
    "/callback",
    status_code=_SEE_OTHER,
    response_class=RedirectResponse,
    operation_id="oidc_callback",
)
def come_back(
    request: Request, service: ServiceParts, code: _Given = "", state: _Given = ""
) -> RedirectResponse:
    """统一身份认证返回 Where the provider sends people back to."""
    stranger = counted_stranger(service, request)
    _require_set(service)
    from api.people.oidc import discovered, identity
    from api.people.oidc_account import sign_in_as

    attempt = _attempt(request, service)
    attempt.require_state(state)
    if not code:
        raise ProviderError.of("code")
    provider = discovered(service.limits)
    back_to, now = _back_to(request, service), service.now()
    who = identity(provider, service.limits, attempt, back_to, code, now)
    signed_in = sign_in_as(service, stranger, who)
    response = RedirectResponse(_HOME, _SEE_OTHER)
    session_told(service, request, response, signed_in)
    drop_cookie(response, request, service.limits, _COOKIE)
    return response


def _require_set(service: Service) -> None:
    """Refuse where no provider is set, or the extra `quankan[oidc]` is not installed."""
    if not service.limits.oidc_issuer:
        raise AbsentError.of(Text("统一身份认证", "identity provider"), "oidc")
    if find_spec("authlib") is None:
        raise ProviderError.of("quankan[oidc]")


def _attempt(request: Request, service: Service) -> Attempt:
    secure = is_secure(request, service.limits)
    secret = request.cookies.get(cookie_name(secure=secure, of=_COOKIE))
    if not secret:
        raise ProviderError.of("cookie")
    return Attempt(secret)


def _back_to(request: Request, service: Service) -> str:
    return f"{base_url(request, service)}{_CALLBACK}"
