"""What is wrong with a request itself, before anything is asked.

QuankanError
└── RequestError                   a field, a header or a parameter cannot be read as it was sent
    ├── NotAcceptableError         there is no representation that would be accepted
    ├── PreconditionRequiredError  nothing says on what a change was made (RFC 6585, 3)
    ├── PreconditionFailedError    it was made on what no longer stands (RFC 9110, 13.1.1)
    └── CursorError                the place in a list where a page should begin is none
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


class PreconditionRequiredError(RequestError):
    """Nothing says on what a change was made."""

    @classmethod
    def of(cls) -> "PreconditionRequiredError":
        """For a request without `If-Match`."""
        return cls(
            "If-Match",
            Text("缺少", "is missing"),
            Text("读取时得到的 ETag", "the ETag of what was read"),
        )


class PreconditionFailedError(RequestError):
    """A change was made on what no longer stands."""

    @classmethod
    def of(cls, if_match: str) -> "PreconditionFailedError":
        """For the version that a request names."""
        shown = if_match[:80]
        return cls(
            "If-Match",
            Text(f"{shown} 已不是当前版本", f"{shown} is not the version that stands"),
            Text("重新读取得到的 ETag", "the ETag of another reading"),
        )


class CursorError(RequestError):
    """The place in a list where a page should begin is none."""
