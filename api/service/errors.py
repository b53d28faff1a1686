"""What is wrong with a request itself, before anything is asked.

QuankanError
└── RequestError            a field, a header or a parameter cannot be read as it was sent
    ├── NotAcceptableError  there is no representation that would be accepted
    └── CursorError         the place in a list where a page should begin is none
"""

from collections.abc import Iterable

from data.errors import QuankanError
from data.text import Text


class RequestError(QuankanError, ValueError):
    """A field, a header or a parameter cannot be read as it was sent."""


class NotAcceptableError(RequestError):
    """There is no representation that would be accepted."""

    @classmethod
    def of(cls, accept: str, media_types: Iterable[str]) -> "NotAcceptableError":
        """For what was accepted, and what there is."""
        shown, listed = accept[:80], ", ".join(dict.fromkeys(media_types))
        return cls(
            "Accept",
            Text(f"为“{shown}”", f"is {shown!r}"),
            Text(f"其中之一：{listed}", f"one of {listed}"),
        )


class CursorError(RequestError):
    """The place in a list where a page should begin is none."""
