"""Where an answer passes from one side of a step to the other."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from shapely.geometry.base import BaseGeometry

Lines = list[BaseGeometry]


class Step(IntEnum):
    """A step between two answers next to each other; its number is that of the better one."""

    NO = 1  # from not met to anything better
    UNKNOWN = 2  # from what is not known, or worse, to what a person can find out
    ON_SITE = 3  # from what is to be looked at, or worse, to met


EVERY = frozenset(Step)
# Between what surely forbids and what does not, for a check that says nothing worse elsewhere.
FORBIDS = frozenset({Step.NO, Step.UNKNOWN})
# Between what is known and what is not: a no that was found stays a no.
KNOWN = frozenset({Step.UNKNOWN, Step.ON_SITE})
# Between what may be forbidden and what surely is not.
CLEAR = frozenset({Step.ON_SITE})


@dataclass(frozen=True)
class Change:
    """Lines at which the answer of a check may pass some steps.

    Attributes:
        steps: The steps; all others are passed elsewhere.
        draw: Draws the lines, which may take long.
    """

    steps: frozenset[Step]
    draw: Callable[[], Lines]


def lines_of(changes: list[Change], steps: frozenset[Step] = EVERY) -> Lines:
    """All lines at which any of some steps may be passed."""
    return [line for change in changes if change.steps & steps for line in change.draw()]
