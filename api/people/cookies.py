"""The cookie of a session.

Behind https its name begins with `__Host-`: then no other host, not even a neighbour in the same
domain, can set it (RFC 6265bis, 4.1.3.2).
"""

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from api.people.csrf import origin_of
from api.settings import ServiceSettings

_NAME = "quankan"


def is_secure(request: Request, settings: ServiceSettings) -> bool:
    """Whether people reach us by https: the request says so, or the address they are told."""
    return "https" in {request.url.scheme, settings.public_url.partition(":")[0]}


def own_origins(request: Request, settings: ServiceSettings) -> frozenset[str]:
    """Origins at which we are reached."""
    addresses = (str(request.base_url), settings.public_url)
    return frozenset(origin_of(address) for address in addresses if address)


def cookie_name(*, secure: bool, of: str = _NAME) -> str:
    """What a cookie is called."""
    return f"__Host-{of}" if secure else of


def session_secret(request: Request, settings: ServiceSettings) -> str | None:
    """The secret that came in the cookie of a session; None where none came."""
    return request.cookies.get(cookie_name(secure=is_secure(request, settings))) or None


def keep_cookie(
    response: Response,
    request: Request,
    settings: ServiceSettings,
    value: str,
    lasts: timedelta,
    of: str = _NAME,
) -> None:
    """Let a browser keep a secret; no script can read it, and no other site has it sent."""
    secure = is_secure(request, settings)
    response.set_cookie(
        cookie_name(secure=secure, of=of),
        value,
        max_age=int(lasts.total_seconds()),
        path="/",
        secure=secure,
        httponly=True,
        samesite="lax",
    )


def drop_cookie(
    response: Response, request: Request, settings: ServiceSettings, of: str = _NAME
) -> None:
    """Let a browser forget it."""
    secure = is_secure(request, settings)
    name = cookie_name(secure=secure, of=of)
    response.delete_cookie(name, path="/", secure=secure, httponly=True, samesite="lax")
