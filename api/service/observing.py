"""Every request is seen: it gets an id, is counted, and leaves one line in the log."""

import logging
import re
import secrets
from time import perf_counter

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bound_contextvars

from api.service.metrics import Metrics

HEADER = "X-Request-ID"
_LOG = logging.getLogger("quankan.request")
# So much of what a caller calls its request goes into our log, and no more.
_WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{7,63}")
_NO_ROUTE = "none"
# Nothing was sent: the caller has left, or the server ends.
_NO_ANSWER = 499


class Observed:
    """Sees every request, from outside of everything that answers it."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, and say what became of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = request_id_of(Headers(scope=scope).get(HEADER))
        scope.setdefault("state", {})["request_id"] = request_id
        seen = _Seen(send, request_id)
        began_s = perf_counter()
        with bound_contextvars(request_id=request_id), self._metrics.under_way.track_inprogress():
            try:
                await self._app(scope, receive, seen.send)
            finally:
                self._tell(scope, seen, perf_counter() - began_s)

    def _tell(self, scope: Scope, seen: "_Seen", seconds: float) -> None:
        route = getattr(scope.get("route"), "path", _NO_ROUTE)
        self._metrics.answered(scope["method"], route, seen.status, seconds)
        client = scope.get("client")
        said = {
            "method": scope["method"],
            "route": route,
            "status": seen.status,
            "ms": round(seconds * 1000, 1),
            "bytes": seen.sent_bytes,
            "address": client[0] if client else "",
        }
        _LOG.info("request", extra=said)


class _Seen:
    """What was sent in answer to a request."""

    def __init__(self, send: Send, request_id: str) -> None:
        self._send, self._request_id = send, request_id
        self.status = _NO_ANSWER
        self.sent_bytes = 0

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            MutableHeaders(scope=message)[HEADER] = self._request_id
        self.sent_bytes += len(message.get("body", b""))
        await self._send(message)


def request_id_of(given: str | None) -> str:
    """The id that a caller gave its request, where it looks like one; else a new one."""
    if given is not None and _WELL_FORMED.fullmatch(given):
        return given
    return secrets.token_hex(8)
