"""The last net: an error that nobody foresaw becomes an answer like any other."""

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.service.refusals import unforeseen


class LastNet:
    """Catches what no handler of errors has caught.

    The framework has such a net of its own, but outside of everything: its answer would have none
    of our headers and no line in the log.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        has_begun = False

        async def noticing(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive, noticing)
        except Exception as error:
            if has_begun:
                raise  # half an answer is out: the connection has to break
            await unforeseen(Request(scope), error)(scope, receive, send)
