"""What a token looks like: so that a leaked one is found by a search, and nothing else is tried."""

import re

from api.store.secret_hash import new_secret

_PREFIX = "qk_"
_FORM = re.compile(r"qk_[A-Za-z0-9_-]{43}")
_SCHEME = "bearer"


def new_token() -> str:
    """A new token of 256 random bits."""
    return new_secret(_PREFIX)


def token_in(header: str) -> str | None:
    """The token in an `Authorization` header (RFC 6750, 2.1); None where there is none of ours."""
    scheme, _, credentials = header.strip().partition(" ")
    token = credentials.strip()
    return token if scheme.lower() == _SCHEME and _FORM.fullmatch(token) else None
