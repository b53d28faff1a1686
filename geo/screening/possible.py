"""What checks may answer over a land, and which steps between answers matter to a whole check.

`any` is the largest of its parts' answers and `all` the least: so a step of the whole is passed
only where a part passes it, and not where another part keeps the whole on one side of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from data.rulepacks import checks as of
from geo.checks.answers import MET, NOT_MET, swapped
from geo.checks.borders.change import EVERY, Step

Steps = frozenset[Step]

# `not` swaps the two ends, so that a step of the whole is passed where its part passes these.
_OF_PART: Mapping[Step, Steps] = MappingProxyType(
    {Step.NO: frozenset({Step.ON_SITE}), Step.UNKNOWN: EVERY, Step.ON_SITE: frozenset({Step.NO})}
)


class Range(NamedTuple):
    """The worst and the best that a check may answer."""

    worst: int
    best: int

    @property
    def answers(self) -> list[int]:
        """All answers between."""
        return list(range(self.worst, self.best + 1))


ANYTHING = Range(int(NOT_MET), int(MET))


def answered(check: of.Check, constant: Mapping[of.Leaf, int]) -> Range:
    """What a check may answer.

    Args:
        check: The check.
        constant: Answers of those of its parts that answer alike everywhere.
    """
    match check:
        case of.AnyOf():
            parts = [answered(part, constant) for part in check.of]
            return Range(max(part.worst for part in parts), max(part.best for part in parts))
        case of.AllOf():
            parts = [answered(part, constant) for part in check.of]
            return Range(min(part.worst for part in parts), min(part.best for part in parts))
        case of.Not():
            turned = swapped(np.array(answered(check.of, constant).answers, dtype=np.uint8))
            return Range(int(turned.min()), int(turned.max()))
        case _:
            return Range(constant[check], constant[check]) if check in constant else ANYTHING


def matters(
    check: of.Check, steps: Steps, constant: Mapping[of.Leaf, int]
) -> Iterator[tuple[of.Leaf, Steps]]:
    """The steps that each part must tell apart for the whole to tell apart some.

    Args:
        check: The check.
        steps: Those that the whole must tell apart.
        constant: As above.
    """
    own = answered(check, constant)
    steps = frozenset(step for step in steps if own.worst < step <= own.best)
    if not steps:
        return
    match check:
        case of.AnyOf() | of.AllOf():
            for at, part in enumerate(check.of):
                others = [answered(other, constant) for other in check.of[:at] + check.of[at + 1 :]]
                yield from matters(part, _left_open(check, steps, others), constant)
        case of.Not():
            yield from matters(
                check.of, EVERY & {s for at in steps for s in _OF_PART[at]}, constant
            )
        case _:
            yield check, steps


def _left_open(check: of.AnyOf | of.AllOf, steps: Steps, others: Sequence[Range]) -> Steps:
    """Steps of the whole that a part may pass, whatever its other parts answer at worst or best."""
    if isinstance(check, of.AnyOf):
        return frozenset(step for step in steps if all(part.worst < step for part in others))
    return frozenset(step for step in steps if all(part.best >= step for part in others))
