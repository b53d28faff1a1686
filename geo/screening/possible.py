"""What checks may answer over a land, and which steps between answers matter to a whole check.

`any` is the largest of its parts' answers and `all` the least: so a step of the whole is passed
only where a part passes it, and not where another part keeps the whole on one side of it. `not`
lets met and not met change places (`geo.checks.combined`).
"""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from data.rulepacks import checks as of
from geo.checks.answers import MET, NOT_MET, ON_SITE, UNKNOWN
from geo.checks.borders.change import EVERY, Step

Steps = frozenset[Step]


class Range(NamedTuple):
    """The worst and the best that a check may answer."""

    worst: int
    best: int


ANYTHING = Range(int(NOT_MET), int(MET))

# What a check turned round may answer, by what the check does: a no may want a document.
_TURNED: Mapping[int, Range] = MappingProxyType(
    {
        int(NOT_MET): Range(int(ON_SITE), int(MET)),
        int(UNKNOWN): Range(int(UNKNOWN), int(UNKNOWN)),
        int(ON_SITE): Range(int(ON_SITE), int(ON_SITE)),
        int(MET): Range(int(NOT_MET), int(NOT_MET)),
    }
)
# The steps of a check at which it may pass a step when turned round.
_STEPS_TURNED: Mapping[Step, Steps] = MappingProxyType(
    {Step.NO: frozenset({Step.ON_SITE}), Step.UNKNOWN: EVERY, Step.ON_SITE: frozenset({Step.NO})}
)


def answered(check: of.Check, constant: Mapping[of.Leaf, int]) -> Range:
    """What a check may answer.

    Args:
        check: The check.
        constant: Answers of those of its parts that answer alike everywhere.
    """
    match check:
        case of.AnyOf(of=parts):
            each = [answered(part, constant) for part in parts]
            return Range(max(part.worst for part in each), max(part.best for part in each))
        case of.AllOf(of=parts):
            each = [answered(part, constant) for part in parts]
            return Range(min(part.worst for part in each), min(part.best for part in each))
        case of.Not(of=of.Not(of=part)):
            return answered(part, constant)
        case of.Not(of=part):
            own = answered(part, constant)
            return _TURNED[own.worst] if own.worst == own.best else ANYTHING
        case leaf:
            return Range(constant[leaf], constant[leaf]) if leaf in constant else ANYTHING


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
        case of.AnyOf(of=parts) | of.AllOf(of=parts) as made:
            for at, part in enumerate(parts):
                others = [answered(other, constant) for other in parts[:at] + parts[at + 1 :]]
                yield from matters(part, _left_open(made, steps, others), constant)
        case of.Not(of=of.Not(of=part)):
            yield from matters(part, steps, constant)
        case of.Not(of=part):
            inside = frozenset(own for step in steps for own in _STEPS_TURNED[step])
            yield from matters(part, inside, constant)
        case leaf:
            yield leaf, steps


def _left_open(check: of.AnyOf | of.AllOf, steps: Steps, others: Sequence[Range]) -> Steps:
    """Steps of the whole that a part may pass, whatever its other parts answer at worst or best."""
    if isinstance(check, of.AnyOf):
        return frozenset(step for step in steps if all(part.worst < step for part in others))
    return frozenset(step for step in steps if all(part.best >= step for part in others))
