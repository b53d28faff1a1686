"""By which names the service may be asked for: a page elsewhere must not pass for one of ours.

A page of another site can let its own name lead to this machine (DNS rebinding); the browser then
takes the service for a part of that site, and lets the page read what it answers. The header
`Host` still says the name of that site, and gives it away.
"""

import ipaddress
import re
from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.settings import ServiceSettings, listed

Hosts = frozenset[str]
_PORT = re.compile(r":\d*\Z")
_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


def hosts_accepted(settings: ServiceSettings, address: str) -> Hosts | None:
    """The hosts by which a service may be asked for; None where by any.

    Args:
        settings: With the hosts that are named, and the address at which people reach it.
        address: Where the service listens. On the loopback only this machine's own names lead
            there, and a proxy before it; elsewhere nobody but the operator knows.
    """
    named = listed(settings.allowed_hosts.lower())
    is_loopback = ipaddress.ip_address(address.split("%")[0]).is_loopback
    if not (is_loopback or named):
        return None
    public = urlsplit(settings.public_url.lower()).netloc
    return frozenset({*_LOOPBACK, *named, *filter(None, [_without_port(public)])})


class KnownHosts:
    """Refuses requests that ask for another host."""

    def __init__(
        self, app: ASGIApp, *, hosts: Hosts, wrong_host: Callable[[Request, str], Response]
    ) -> None:
        self._app = app
        self._hosts = hosts
        self._wrong_host = wrong_host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http":
            asked = Headers(scope=scope).get("host", "")
            if _without_port(asked.lower()) not in self._hosts:
                await self._wrong_host(Request(scope), asked)(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _without_port(host: str) -> str:
    """`[::1]:8000` as `[::1]`, `localhost:8000` as `localhost`; what has no port as it is."""
    return _PORT.sub("", host)
