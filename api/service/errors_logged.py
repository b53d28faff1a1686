"""What of an error goes into the log: its trace, and never what somebody typed.

Errors of validation say what they found. It may be a password, and it stays in the chain of
whatever goes wrong while they are told.
"""

import traceback
from collections.abc import Iterator
from dataclasses import dataclass

from fastapi.exceptions import RequestValidationError, ResponseValidationError
from pydantic import ValidationError

_SAYS_WHAT_IT_FOUND = (RequestValidationError, ResponseValidationError, ValidationError)


@dataclass(frozen=True)
class Logged:
    """What is logged of an error.

    Attributes:
        text: Its trace where parts of it are left out; else empty.
        whole: The error itself where all of it may be logged; else None.
    """

    text: str
    whole: BaseException | None


def as_logged(error: BaseException) -> Logged:
    """What may be logged of an error, and of those that led to it."""
    chain = list(_chain(error))
    if not any(isinstance(each, _SAYS_WHAT_IT_FOUND) for each in chain):
        return Logged("", error)
    return Logged("\n" + "\n".join(map(_trace, reversed(chain))), None)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An error, those of which it is a group, and those that led to it; each once."""
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        each = waiting.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        parts = each.exceptions if isinstance(each, BaseExceptionGroup) else ()
        waiting += [e for e in (*parts, each.__cause__, each.__context__) if e is not None]


def _trace(error: BaseException) -> str:
    """Where an error was raised, and what it says, if that is nothing that was sent."""
    silent = isinstance(error, _SAYS_WHAT_IT_FOUND)
    frames = "".join(traceback.format_tb(error.__traceback__))
    return f"{frames}{type(error).__name__}{'' if silent else f': {error}'}"
