"""Lists page by page: `limit` and `after`, `next` in the body and in a `Link` header (RFC 8288)."""

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Query, Request, Response

from api.service.errors import CursorError
from api.service.moments_asked import is_showable
from api.service.next_link import next_link
from api.store.listing import Position
from data.text import Text

MOST = 200
USUAL = 50
_LONGEST = 200


@dataclass(frozen=True)
class Page:
    """Which page is asked for.

    Attributes:
        limit: How many items at most.
        after: The last item of the page before; None for the first page.
    """

    limit: int
    after: Position | None


def page_asked(
    limit: Annotated[int, Query(ge=1, le=MOST, description="每页条数 Items on a page")] = USUAL,
    after: Annotated[
        str | None,
        Query(
            max_length=_LONGEST, description="上一页给出的位置 Where the page begins, from `next`"
        ),
    ] = None,
) -> Page:
    """The page of a request.

    Raises:
        CursorError: `after` is none that was given out.
    """
    return Page(limit, None if after is None else position_of(after))


def cursor(position: Position) -> str:
    """A position as it goes into addresses."""
    text = f"{position.created_at.isoformat()} {position.id}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def position_of(text: str) -> Position:
    """The position that `cursor` wrote.

    Raises:
        CursorError: It is none.
    """
    try:
        padded = text + "=" * (-len(text) % 4)
        moment, _, row_id = (
            base64.b64decode(padded, altchars=b"-_", validate=True).decode().partition(" ")
        )
        at = datetime.fromisoformat(moment)
        if at.tzinfo is None or not row_id or not is_showable(at):
            raise ValueError(text)
    except (ValueError, binascii.Error):
        found = Text("无法识别", "cannot be read")
        raise CursorError("after", found, Text("上一页给出的 next", "`next` of a page")) from None
    return Position(at, row_id)


def next_page(request: Request, response: Response, last: Position | None) -> str | None:
    """Where the next page is, as a path with parameters; None after the last page.

    It is said in the `Link` header of `response`, too.
    """
    return next_link(request, response, "after", None if last is None else cursor(last))
