"""Rules altered in one place each; cases that are worth having notice every one of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import reduce
from itertools import product

from data.rulepacks import checks as of
from data.rulepacks.book import StandingRule
from data.rulepacks.rule import NotMet
from data.rulepacks.vocabulary import Vocabulary
from geo.cases.altered_checks import (
    Altered,
    altered_leaves,
    altered_logic,
    numbers_stepped,
    words_changed,
)
from geo.checks.answers import MET, NOT_MET, ON_SITE, UNKNOWN

# What follows instead where a rule is not met.
_OTHERWISE: dict[NotMet, NotMet] = {
    "prohibited": "approval_required",
    "approval_required": "prohibited",
    "manual": "prohibited",
    "advisory": "prohibited",
}


@dataclass(frozen=True)
class Mutant:
    """A rule altered in one place.

    Attributes:
        what: What was altered, such as `least_distance.at_least_m 200 -> 202`.
        rule: The rule as it is then.
    """

    what: str
    rule: StandingRule


def mutants(rule: StandingRule, vocabulary: Vocabulary) -> tuple[Mutant, ...]:
    """The rule altered in every place where altering it changes what it asks.

    Args:
        rule: A rule as it stands; numbers that it leaves open are the localities' to get right.
        vocabulary: The words that may take the place of others.
    """
    found = [Mutant(what, _with_check(rule, check)) for what, check in _checks(rule, vocabulary)]
    found += [Mutant(what, _with_when(rule, when)) for what, when in _whens(rule, vocabulary)]
    said = rule.rule
    if NOT_MET in reachable(said.check):
        other = _OTHERWISE[said.not_met]
        found.append(Mutant(f"not_met {said.not_met} -> {other}", _with(rule, not_met=other)))
    if len(said.business_types) > 1:
        for at, name in enumerate(said.business_types):
            fewer = said.business_types[:at] + said.business_types[at + 1 :]
            found.append(
                Mutant(f"business_types without {name}", _with(rule, business_types=fewer))
            )
    return tuple(found)


def reachable(check: of.Check) -> frozenset[int]:
    """The answers that a check can ever give; what only a person can tell is never yes or no."""
    match check:
        case of.AllOf() | of.AnyOf():
            choose = min if isinstance(check, of.AllOf) else max
            each = [reachable(part) for part in check.of]
            return reduce(lambda a, b: frozenset(choose(pair) for pair in product(a, b)), each)
        case of.Not():
            turned = {int(NOT_MET): int(MET), int(MET): int(NOT_MET)}
            return frozenset(turned.get(answer, answer) for answer in reachable(check.of))
        case of.PersonMustLook(fact=None):
            return frozenset({int(ON_SITE)})
        case _:
            return frozenset(map(int, (NOT_MET, UNKNOWN, ON_SITE, MET)))


def _checks(rule: StandingRule, vocabulary: Vocabulary) -> Iterator[Altered]:
    check = rule.rule.check
    yield from altered_leaves(check, numbers_stepped)
    yield from altered_leaves(check, words_changed(vocabulary))
    yield from altered_logic(check)


def _whens(rule: StandingRule, vocabulary: Vocabulary) -> Iterator[tuple[str, of.Check | None]]:
    when = rule.rule.when
    if when is None:
        return
    yield "when left out", None
    for what, check in altered_leaves(when, numbers_stepped):
        yield f"when.{what}", check
    for what, check in altered_leaves(when, words_changed(vocabulary)):
        yield f"when.{what}", check
    for what, check in altered_logic(when):
        yield f"when.{what}", check


def _with_check(rule: StandingRule, check: of.Check) -> StandingRule:
    return _with(rule, check=check)


def _with_when(rule: StandingRule, when: of.Check | None) -> StandingRule:
    return _with(rule, when=when)


def _with(rule: StandingRule, **fields: object) -> StandingRule:
    return replace(rule, rule=rule.rule.model_copy(update=fields))
