"""Signing in at an identity provider: OpenID Connect Core 1.0, the code flow with PKCE.

What the provider can do is read from its discovery document at every sign-in; it stands in the same
network, and its keys change when it likes. Needs the extra `oidc` (Authlib).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from api.people.errors import ProviderError
from api.people.oidc_attempt import Attempt
from api.settings import ServiceSettings

_DISCOVERY = "/.well-known/openid-configuration"
_SCOPE = "openid profile"
_TIMEOUT_S = 10
# How far the two clocks may be apart.
_LEEWAY_S = 120
# Signed with a key that only the provider has; never `none`, never with the client's own secret.
_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
_LONGEST_SUBJECT = 255  # OpenID Connect Core 1.0, section 2
_LONGEST_NAME = 80


@dataclass(frozen=True)
class Identity:
    """Who somebody is, as a provider says.

    Attributes:
        issuer: The provider.
        subject: Its name for them, which it never gives to somebody else.
        name: What people call them; empty where it does not say.
    """

    issuer: str
    subject: str
    name: str

    @property
    def key(self) -> str:
        """Both in one text; an address has no space in it."""
        return f"{self.issuer} {self.subject}"


@dataclass(frozen=True)
class Provider:
    """A provider, as far as its discovery document tells."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str


def discovered(settings: ServiceSettings) -> Provider:
    """The provider named in the settings.

    Raises:
        ProviderError: It does not answer, or not as one should.
    """
    issuer = settings.oidc_issuer.rstrip("/")
    document = _fetched(f"{issuer}{_DISCOVERY}", "discovery")
    told = str(document.get("issuer", ""))
    if told.rstrip("/") != issuer:
        raise ProviderError.of("issuer")
    names = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    addresses = [str(document.get(name, "")) for name in names]
    for address in addresses:
        _require_safe(address)
    return Provider(told, *addresses)


def where_to(provider: Provider, settings: ServiceSettings, attempt: Attempt, back_to: str) -> str:
    """The address at which somebody signs in; the provider sends them on to `back_to`."""
    with _client(settings, back_to) as client:
        address, _ = client.create_authorization_url(
            provider.authorization_endpoint,
            state=attempt.state,
            nonce=attempt.nonce,
            code_verifier=attempt.verifier,
        )
    return str(address)


def identity(
    provider: Provider,
    settings: ServiceSettings,
    attempt: Attempt,
    back_to: str,
    code: str,
    now: datetime,
) -> Identity:
    """Who has signed in, for the code with which the provider has sent them back.

    Raises:
        ProviderError: It does not say so, or what it says is not for us, not for this attempt,
            over, or not signed by it.
    """
    with _telling("token"), _client(settings, back_to) as client:
        answer = client.fetch_token(
            provider.token_endpoint,
            grant_type="authorization_code",
            code=code,
            code_verifier=attempt.verifier,
            timeout=_TIMEOUT_S,
            allow_redirects=False,
        )
    keys = _fetched(provider.jwks_uri, "keys")
    with _telling("id_token"):
        claims = _claims(provider, settings, attempt, answer, keys, now)
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= _LONGEST_SUBJECT:
        raise ProviderError.of("sub")
    name = claims.get("name") or claims.get("preferred_username") or ""
    printable = "".join(letter for letter in str(name) if letter.isprintable())
    return Identity(provider.issuer, subject, printable[:_LONGEST_NAME])


def _claims(
    provider: Provider,
    settings: ServiceSettings,
    attempt: Attempt,
    answer: dict[str, Any],
    keys: dict[str, Any],
    now: datetime,
) -> dict[str, Any]:
    key_set = KeySet.import_key_set({"keys": keys["keys"]})
    token = jwt.decode(answer["id_token"], key_set, algorithms=_ALGORITHMS)
    wanted = {
        "iss": {"essential": True, "value": provider.issuer},
        "aud": {"essential": True, "value": settings.oidc_client_id},
    }
    params = {
        "nonce": attempt.nonce,
        "client_id": settings.oidc_client_id,
        "access_token": answer.get("access_token"),
    }
    claims = CodeIDToken(token.claims, token.header, wanted, params)
    claims.validate(now=int(now.timestamp()), leeway=_LEEWAY_S)
    return dict(claims)


def _client(settings: ServiceSettings, back_to: str) -> OAuth2Session:
    return OAuth2Session(
        settings.oidc_client_id,
        settings.oidc_client_secret or None,
        scope=_SCOPE,
        redirect_uri=back_to,
        code_challenge_method="S256",
    )


def _fetched(address: str, step: str) -> dict[str, Any]:
    _require_safe(address)
    with _telling(step):
        answer = requests.get(address, timeout=_TIMEOUT_S, allow_redirects=False)
        answer.raise_for_status()
        document = answer.json()
    if not isinstance(document, dict):
        raise ProviderError.of(step)
    return document


@contextmanager
def _telling(step: str) -> Iterator[None]:
    try:
        yield
    except (
        requests.RequestException,
        AuthlibBaseError,
        JoseError,
        LookupError,
        TypeError,
        ValueError,
    ) as error:
        raise ProviderError.of(step) from error


def _require_safe(address: str) -> None:
    """Whoever listens in between could be anybody: only https, or this machine."""
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_here(parts.hostname)):
        raise ProviderError.of("https")


def _is_here(host: str | None) -> bool:
    try:
        return host == "localhost" or ip_address(host or "").is_loopback
    except ValueError:
        return False
