"""Headers that tell browsers what an answer may do: next to nothing.

What an answer says of itself stands; what it leaves unsaid is said here, strictly. Answers are
documents for programs, so that by default nothing in them runs, loads or is framed. A page of ours
comes with the hashes of its own styles. An exported map comes with those of its own scripts, too,
and in a sandbox: it is a document of the office's data, not a part of this site, and can neither
read a cookie nor ask for anything.
"""

import base64
import hashlib
from collections.abc import Iterator

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_ALWAYS = {
    "Content-Security-Policy": _NOTHING,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",  # for browsers that know no frame-ancestors
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # Whoever wants it kept says so.
    "Cache-Control": "no-store",
}
# A year; browsers heed it over https only (RFC 6797, 8.1).
_HSTS = "max-age=31536000"


class StrictHeaders:
    """Adds to every answer the headers that it does not bring."""

    def __init__(self, app: ASGIApp, *, always_https: bool) -> None:
        self._app = app
        self._always_https = always_https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    headers.setdefault(name, value)
                if self._always_https or scope["scheme"] == "https":
                    headers.setdefault("Strict-Transport-Security", _HSTS)
            await send(message)

        await self._app(scope, receive, with_headers)


def page_policy(html: str) -> str:
    """The Content-Security-Policy of a page of ours: its own styles, and no script."""
    styles = _sources(_inline(html.encode(), b"style"))
    return f"{_NOTHING}; style-src {styles}"


def map_policy(html: bytes) -> str:
    """The Content-Security-Policy of an exported map: what is written in it, and no other origin.

    Args:
        html: The page, as it is sent.
    """
    scripts = _sources(_inline(html, b"script"))
    styles = _sources(_inline(html, b"style"))
    return (
        f"{_NOTHING}; script-src {scripts}; style-src {styles}; style-src-attr 'unsafe-inline'; "
        "img-src data: blob:; sandbox allow-scripts"
    )


def _sources(texts: Iterator[bytes]) -> str:
    hashes = [f"'sha256-{base64.b64encode(hashlib.sha256(t).digest()).decode()}'" for t in texts]
    return " ".join(dict.fromkeys(hashes)) or "'none'"


def _inline(html: bytes, element: bytes) -> Iterator[bytes]:
    """The text of each such element; of scripts, those that run.

    Our pages are generated: in lower case, and with `<` in data always escaped.
    """
    opening, closing, at = b"<" + element, b"</" + element, 0
    while (begins := html.find(opening, at)) >= 0:
        text_begins = html.find(b">", begins) + 1
        at = html.find(closing, text_begins)
        if not text_begins or at < 0:
            return
        if b"application/json" not in html[begins:text_begins]:
            yield html[text_begins:at]
