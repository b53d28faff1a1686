"""Which facts, were they different or proven, would change the verdict of one site."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from data.rulepacks import checks as of
from data.rulepacks.book import StandingRule
from data.rulepacks.vocabulary import FactTerm, FactType, Proof
from geo.checks.asking import Asking
from geo.checks.hosts import hosts_at
from geo.checks.wanted import facts_asked, leaves
from geo.scene.repeated import repeated
from geo.scene.sites import FactColumn, Source
from geo.survey.asked_number import numbers_of
from geo.survey.examine import Examined, examine
from geo.survey.outcome import Outcome, verdict

# Floors tried: what a shop may rent, up to this one where nobody knows how high the building is.
_CELLARS = (-2.0, -1.0)
_TOP_FLOOR = 12


@dataclass(frozen=True)
class Change:
    """Another value of one fact, and the verdict it would give.

    Attributes:
        fact: Name of the fact.
        value: The other value.
        source: How it would have to be known.
        verdict: What the survey would come to.
    """

    fact: str
    value: float | str
    source: Source
    verdict: Outcome


def what_would_change(examined: Examined, asking: Asking, site: int = 0) -> tuple[Change, ...]:
    """Every other value of one fact at a time that gives another verdict, the best first.

    Only facts that the applicant can choose or have mended: no other use of the building that
    stands there, no other neighbours.

    Numbers are tried at and beside the thresholds of the rules, floors one by one up to the
    highest of the building, booleans and words all; a fact that wants a document also as proven.

    Args:
        examined: What was found.
        asking: The question it was found for.
        site: Which of its sites.
    """
    asked_by: dict[str, list[int]] = {}
    for at, rule in enumerate(examined.rules):
        if not rule.entered:
            continue
        for name in facts_asked(_checks(rule)):
            asked_by.setdefault(name, []).append(at)
    changes = []
    for name, touched in asked_by.items():
        if not asking.scene.vocabulary.facts[name].mendable:
            continue
        # Only the rules that ask for the fact can come to something else.
        rules = [examined.rules[at] for at in touched]
        tried = list(_values(asking.scene.vocabulary.facts[name], rules, asking, site))
        if not tried:
            continue
        here = repeated(asking.here, site, {name: _column(tried)}, len(tried))
        every = np.repeat(examined.outcome[:, site, None], len(tried), axis=1)
        every[touched] = examine(rules, replace(asking, here=here)).outcome
        for (value, source), found in zip(tried, verdict(every), strict=True):
            if found != examined.verdict[site]:
                changes.append(Change(name, value, source, Outcome(int(found))))
    return tuple(
        sorted(changes, key=lambda change: (change.verdict, change.fact, str(change.value)))
    )


def _checks(rule: StandingRule) -> tuple[of.Check, ...]:
    """The check of a rule and its condition."""
    own = rule.rule
    return (own.check,) if own.when is None else (own.check, own.when)


def _values(
    term: FactTerm, rules: Sequence[StandingRule], asking: Asking, site: int
) -> Iterator[tuple[float | str, Source]]:
    """Values of a fact worth trying, and how they would be known; the present one left out."""
    proven = Source.DOCUMENT if term.proof is Proof.DOCUMENT else Source.DECLARED
    column = asking.here.sites.facts.get(term.name)
    now = None if column is None or not column.known[site] else column.value[site]
    for value in _worth_trying(term, rules, asking, site):
        if value != now or (column is not None and column.source[site] < proven):
            yield value, proven
    if any(_is_looked_at(term, leaf) for leaf in _leaves(rules)):
        yield from ((value, Source.SEEN) for value in (1.0, 0.0))


def _is_looked_at(term: FactTerm, leaf: of.Leaf) -> bool:
    return isinstance(leaf, of.PersonMustLook) and leaf.fact == term.name


def _leaves(rules: Sequence[StandingRule]) -> Iterator[of.Leaf]:
    """Every check that the rules and their conditions are made of."""
    for rule in rules:
        for check in _checks(rule):
            yield from leaves(check)


def _worth_trying(
    term: FactTerm, rules: Sequence[StandingRule], asking: Asking, site: int
) -> Iterator[float | str]:
    match term.type:
        case FactType.BOOLEAN:
            yield from (1.0, 0.0)
        case FactType.CHOICE:
            yield from term.choices or ()
        case _ if term.name == "floor":
            yield from sorted(_floors(_beside_thresholds(term, rules, asking, site), asking, site))
        case _:
            yield from sorted(_beside_thresholds(term, rules, asking, site))


def _floors(named: set[float], asking: Asking, site: int) -> set[float]:
    """Those that rules name and all others, as far as the building at a site has them."""
    top = _highest_floor(asking, site)
    usual = range(1, (_TOP_FLOOR if top is None else top) + 1)
    there = {floor for floor in named if top is None or floor <= top}
    return (there | set(_CELLARS) | {float(floor) for floor in usual}) - {0.0}


def _highest_floor(asking: Asking, site: int) -> int | None:
    """Of the buildings a site may be in; None where that is not known, or not for the asker."""
    buildings = asking.scene.buildings
    if buildings is None or buildings.known.hidden:
        return None
    host = hosts_at(buildings, repeated(asking.here, site, {}, 1))
    floors = buildings.floors[host.found.met.zone]
    if len(floors) == 0 or np.isnan(floors).any():
        return None
    return int(floors.max())


def _beside_thresholds(
    term: FactTerm, rules: Sequence[StandingRule], asking: Asking, site: int
) -> set[float]:
    """At every number that a rule holds the fact against, and one beyond it on either side."""
    found = set()
    for leaf in _leaves(rules):
        if term.name in facts_asked((leaf,)):
            numbers = _bounds_of(term, leaf, asking, site)
            found |= {number + step for number in numbers for step in (-1, 0, 1)}
    low = -np.inf if term.minimum is None else term.minimum
    high = np.inf if term.maximum is None else term.maximum
    return {number for number in found if low <= number <= high}


def _bounds_of(term: FactTerm, leaf: of.Leaf, asking: Asking, site: int) -> tuple[float, ...]:
    """The values of a fact at which a check changes, the other facts being what they are.

    Of an area that is shared the area changes it, and how many share it, in whole numbers.
    """
    if isinstance(leaf, of.Floor):
        named = (leaf.lowest, leaf.highest)
        return tuple(float(floor) for floor in named if isinstance(floor, int | float))
    numbers = numbers_of(leaf)
    if not isinstance(leaf, of.FloorArea) or leaf.per is None:
        return numbers
    other = leaf.fact if term.name == leaf.per else leaf.per
    column = asking.here.sites.facts.get(other)
    if column is None or not column.known[site]:
        return ()
    known = float(column.value[site])
    if term.name == leaf.fact:
        return tuple(number * known for number in numbers)
    return tuple(float(np.floor(known / number)) for number in numbers if number > 0)


def _column(tried: Sequence[tuple[float | str, Source]]) -> FactColumn:
    words = any(isinstance(value, str) for value, _ in tried)
    return FactColumn(
        np.array([value for value, _ in tried], dtype=object if words else float),
        np.array([source for _, source in tried], dtype=np.uint8),
    )
