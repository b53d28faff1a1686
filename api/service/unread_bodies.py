"""An answer that is given before the request has come: what is still sent is read and dropped.

Ordinary clients send all of a body before they look for an answer. Where the connection ends while
they send, what they see is a broken connection, not why they were refused.
"""

import asyncio

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Beyond these the connection ends, whoever is still sending.
MOST_BYTES = 64 * 1024 * 1024
LONGEST_S = 20.0
SILENT_S = 1.0


class UnreadBodies:
    """Gives an answer at once, and reads the rest of the request, within bounds, before it ends."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body = _Body(Headers(scope=scope), receive)

        async def sent(message: Message) -> None:
            is_last = message["type"] == "http.response.body" and not message.get("more_body")
            if not is_last or body.is_over:
                await send(message)
                return
            await send({**message, "more_body": True})
            await body.drop()
            await send({"type": "http.response.body", "body": b"", "more_body": False})

        await self._app(scope, body.receive, sent)


class _Body:
    """The body of a request, as far as it has come."""

    def __init__(self, headers: Headers, receive: Receive) -> None:
        self._receive = receive
        has_one = headers.get("content-length", "0") != "0" or "transfer-encoding" in headers
        # Who waits for leave to send, and has got an answer instead, sends nothing.
        self._waits_for_leave = headers.get("expect", "").lower() == "100-continue"
        self.is_over = not has_one or self._waits_for_leave

    async def receive(self) -> Message:
        if self._waits_for_leave:
            self._waits_for_leave = self.is_over = False
        message = await self._receive()
        if not message.get("more_body"):
            self.is_over = True
        return message

    async def drop(self) -> None:
        """Read what is still sent; no more, and no longer, than is bearable."""
        left = MOST_BYTES
        try:
            async with asyncio.timeout(LONGEST_S):
                while left > 0 and not self.is_over:
                    async with asyncio.timeout(SILENT_S):
                        left -= len((await self.receive()).get("body", b""))
        except TimeoutError:
            return
