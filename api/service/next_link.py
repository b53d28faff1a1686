"""Where the next page of a list is, for lists with a position of their own."""

from urllib.parse import urlencode

from fastapi import Request, Response


def next_link(request: Request, response: Response, name: str, position: str | None) -> str | None:
    """The same request with another position, in a `Link` header, too (RFC 8288).

    Args:
        request: The request for this page.
        response: Gets the header.
        name: Name of the parameter with the position.
        position: Where the next page begins; None after the last page.
    """
    if position is None:
        return None
    asked = [(k, v) for k, v in request.query_params.multi_items() if k != name]
    address = f"{request.url.path}?{urlencode([*asked, (name, position)])}"
    response.headers["Link"] = f'<{address}>; rel="next"'
    return address
