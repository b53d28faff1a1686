"""Requests by a cookie that another page may have forged.

A browser sends a cookie along whoever made the request. So a request that writes has to come from a
page of ours (`Sec-Fetch-Site`, else `Origin`), and has to prove that it has read an answer of ours:
by a token that hangs on the session (https://cheatsheetseries.owasp.org, "Cross-Site Request
Forgery Prevention").
"""

import hashlib
import hmac
from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

from api.people.errors import ForgeryError

HEADER = "x-csrf-token"
FIELD = "csrf"
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
# `none` is a person who typed the address, or opened a bookmark.
_OWN_SITES = frozenset({"same-origin", "none"})
_PURPOSE = b"quankan csrf"


def writes(method: str) -> bool:
    """Whether a request by this method may change something."""
    return method.upper() not in _READING


def csrf_of(session_secret: str) -> str:
    """The token of a session: only who has its secret, or was told by us, knows it."""
    return hmac.new(session_secret.encode(), _PURPOSE, hashlib.sha256).hexdigest()


def require_csrf(session_secret: str, sent: str | None) -> None:
    """Refuse a request without the token of its session.

    Raises:
        ForgeryError: The token is missing, or another one.
    """
    if sent is None or not hmac.compare_digest(sent.encode(), csrf_of(session_secret).encode()):
        raise ForgeryError.token()


def require_own_page(headers: Mapping[str, str], own: Collection[str]) -> None:
    """Refuse a request that a page of another site has sent.

    Programs that are no browser say neither; they have no cookie of somebody else either.

    Args:
        headers: Of the request, by small names.
        own: Origins at which we are reached, such as `https://map.example.gov.cn`.

    Raises:
        ForgeryError: The browser says that the page is another one's.
    """
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        if site not in _OWN_SITES:
            raise ForgeryError.origin()
        return
    if origin is not None and origin not in own:
        raise ForgeryError.origin()


def origin_of(address: str) -> str:
    """The origin of an address: scheme, host and port."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
