"""How large a request may be, and how long it may be under way until its answer begins."""

import asyncio
from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.answering.batch import MOST_ROWS
from api.answering.sent_table import MOST_BYTES
from api.settings import ServiceSettings

_UPLOADS, _BATCHES, _TABLES = "/uploads", "/batches", "/batches/uploads"
# A row of a batch with its coordinates and some facts.
_ROW_BYTES = 200
# What a form adds round a file.
_ROUND_A_FILE = 64 * 1024
_TOO_LARGE = 413


class BodyLimit:
    """Refuses bodies that are larger than allowed, however they are sent."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        settings: ServiceSettings,
        too_large: Callable[[Request, int], Response],
    ) -> None:
        self._app = app
        self._settings = settings
        self._too_large = too_large

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it before it is read."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most, told = most_bytes(self._settings, scope["path"]), _told_bytes(scope)
        if told is not None and told > most:
            # What is still being sent is not worth reading: the connection ends.
            response = self._too_large(Request(scope), most)
            response.headers["Connection"] = "close"
            await response(scope, receive, send)
            return
        await self._app(scope, _counted(receive, most), send)


class TimeLimit:
    """Answers itself where no other answer begins in time.

    The work that was begun goes on: a thread cannot be stopped. What comes of it is kept where
    answers are kept, so that asking again is worth while.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        settings: ServiceSettings,
        too_slow: Callable[[Request, bool], Response],
    ) -> None:
        self._app = app
        self._settings = settings
        self._too_slow = too_slow

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        timed = _Timed(scope, receive, send, self._too_slow)
        seconds = most_seconds(self._settings, scope["path"])
        timer = asyncio.get_running_loop().call_later(seconds, timed.end)
        try:
            await self._app(scope, timed.receive, timed.send)
        finally:
            timer.cancel()
            await timed.ended()


class _Timed:
    """One request under a time limit."""

    def __init__(
        self,
        scope: Scope,
        receive: Receive,
        send: Send,
        too_slow: Callable[[Request, bool], Response],
    ) -> None:
        self._scope, self._receive, self._send = scope, receive, send
        self._too_slow = too_slow
        self._has_begun = False
        self._waits_for_body = False
        self._late: asyncio.Task[None] | None = None

    async def receive(self) -> Message:
        self._waits_for_body = True
        message = await self._receive()
        self._waits_for_body = False
        return message

    async def send(self, message: Message) -> None:
        if self._late is not None:
            return  # too late: another answer has been given
        self._has_begun = True
        await self._send(message)

    def end(self) -> None:
        """The time is over."""
        if not self._has_begun:
            response = self._too_slow(Request(self._scope), not self._waits_for_body)
            # A caller that is still sending is not listened to any longer.
            response.headers["Connection"] = "close"
            self._late = asyncio.create_task(response(self._scope, self._receive, self._send))

    async def ended(self) -> None:
        """Wait until an answer that was begun here is sent."""
        if self._late is not None:
            await self._late


def most_bytes(settings: ServiceSettings, path: str) -> int:
    """How large the body of a request to a path may be."""
    if _is_upload(path):
        return settings.max_upload_bytes + _ROUND_A_FILE
    if path == _TABLES:
        return min(MOST_BYTES, settings.max_upload_bytes) + _ROUND_A_FILE
    if path == _BATCHES:
        return settings.max_body_bytes + MOST_ROWS * _ROW_BYTES
    return settings.max_body_bytes


def most_seconds(settings: ServiceSettings, path: str) -> int:
    """How long a request to a path may be under way until its answer begins."""
    is_sent = _is_upload(path) or path == _TABLES
    return settings.upload_seconds if is_sent else settings.request_seconds


def _is_upload(path: str) -> bool:
    return path == _UPLOADS or path.startswith(f"{_UPLOADS}/")


def _told_bytes(scope: Scope) -> int | None:
    told = Headers(scope=scope).get("content-length", "")
    return int(told) if told.isascii() and told.isdigit() else None


def _counted(receive: Receive, most: int) -> Receive:
    came = 0

    async def counted() -> Message:
        nonlocal came
        message = await receive()
        came += len(message.get("body", b""))
        if came > most:
            # Of the framework, which passes it on where it would take others for a broken body.
            raise HTTPException(_TOO_LARGE)
        return message

    return counted
