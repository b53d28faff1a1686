"""Parts that a scene holds only where a check asks for them."""

from typing import TypeVar

_Part = TypeVar("_Part")


def needed(part: _Part | None) -> _Part:
    """The part.

    Raises:
        LookupError: The scene was prepared for other checks.
    """
    if part is None:
        raise LookupError("the scene was not prepared for this check")
    return part
