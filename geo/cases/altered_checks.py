"""A check altered in one place at a time, as somebody might alter a pack by mistake or intent."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from data.rulepacks import checks as of
from data.rulepacks.check_tree import leaves, left_open
from data.rulepacks.vocabulary import FactTerm, FactType, FeatureTerm, Vocabulary

# What was altered, and the check as it is then.
Altered = tuple[str, of.Check]
# The ways to alter one check that is not made of others.
Alter = Callable[[of.Leaf], Iterator[Altered]]

_TERM_FIELDS = ("zones", "to", "of", "corridors", "types")
_USES = ("warehouse", "station", "library", "hospital", "office", "residential")
# A code that no plan gives.
_NO_CODE = "99"


def altered_leaves(check: of.Check, alter: Alter) -> Iterator[Altered]:
    """The check with one of its innermost checks altered, in every place and every way."""
    match check:
        case of.AllOf() | of.AnyOf():
            for at, part in enumerate(check.of):
                for what, new in altered_leaves(part, alter):
                    parts = (*check.of[:at], new, *check.of[at + 1 :])
                    yield f"{check.check}.{at + 1}.{what}", type(check)(of=parts)
        case of.Not():
            for what, new in altered_leaves(check.of, alter):
                yield f"not.{what}", of.Not(of=new)
        case _:
            for what, new in alter(check):
                yield f"{check.check}.{what}", new


def altered_logic(check: of.Check) -> Iterator[Altered]:
    """The check with one `any` turned into `all` or the other way, or one `not` left out."""
    match check:
        case of.AllOf() | of.AnyOf():
            other = of.AnyOf if isinstance(check, of.AllOf) else of.AllOf
            turned = other(of=check.of)
            yield f"{check.check} -> {turned.check}", turned
            for at, part in enumerate(check.of):
                for what, new in altered_logic(part):
                    parts = (*check.of[:at], new, *check.of[at + 1 :])
                    yield f"{check.check}.{at + 1}.{what}", type(check)(of=parts)
        case of.Not():
            yield "not left out", check.of
            for what, new in altered_logic(check.of):
                yield f"not.{what}", of.Not(of=new)


def numbers_stepped(leaf: of.Leaf) -> Iterator[Altered]:
    """Each number one unit or one per cent more and less, whichever is more; shares by 0.01."""
    floors = isinstance(leaf, of.Floor | of.BelowDwellings)
    share = isinstance(leaf, of.OverlapShare)
    for what, number, put in _numbers(leaf):
        step = 0.01 if share else 1.0 if floors else max(1.0, abs(number) / 100)
        for moved in (number - step, number + step):
            if isinstance(leaf, of.Floor) and moved == 0:
                moved = -step if number > 0 else step  # there is no floor 0
            if moved >= 0 or isinstance(leaf, of.Floor | of.Fact):
                yield f"{what} {number:g} -> {moved:g}", put(moved)


def numbers_nudged(check: of.Check, by: float) -> of.Check:
    """The check with every number a hair larger, or smaller."""

    def nudged(leaf: of.Leaf) -> of.Leaf:
        for what, number, _ in list(_numbers(leaf)):
            put = next(p for w, _, p in _numbers(leaf) if w == what)
            leaf = put(number + by * max(1.0, abs(number)))
        return leaf

    match check:
        case of.AllOf() | of.AnyOf():
            return type(check)(of=tuple(numbers_nudged(part, by) for part in check.of))
        case of.Not():
            return of.Not(of=numbers_nudged(check.of, by))
        case _:
            return nudged(check)


def has_numbers(check: of.Check) -> bool:
    """Whether a check holds a number, or leaves one open."""
    held = any(next(_numbers(leaf), None) is not None for _, leaf in leaves(check))
    return held or any(left.table == "numbers" for left in left_open(check))


def _numbers(leaf: of.Leaf) -> Iterator[tuple[str, float, Callable[[float], of.Leaf]]]:
    """Each number of a check: what it is, its value, and the check with another in its place.

    How wide a road is beside its centre line, and what overlap counts as touching, is no number
    of the law.
    """
    for name, value in leaf:
        if name in ("sliver_m2", "line_to_edge_m") or isinstance(value, bool):
            continue
        if isinstance(value, int | float):
            yield name, float(value), _putter(leaf, name)
        if isinstance(value, dict):
            for key, held in value.items():
                if isinstance(held, int | float):
                    yield f"{name}.{key}", float(held), _putter(leaf, name, value, key)


def _putter(
    leaf: of.Leaf, name: str, table: dict[str, Any] | None = None, key: str = ""
) -> Callable[[float], of.Leaf]:
    def put(number: float) -> of.Leaf:
        new = number if table is None else {**table, key: number}
        return leaf.model_copy(update={name: new})

    return put


def words_changed(vocabulary: Vocabulary) -> Alter:
    """Each word of a check changed for another: what it looks for, how it measures, which fact."""

    def alter(leaf: of.Leaf) -> Iterator[Altered]:
        for field in _TERM_FIELDS:
            yield from _terms(leaf, field, vocabulary)
        yield from _ways(leaf)
        yield from _lists(leaf)
        yield from _facts(leaf, vocabulary)

    return alter


def _terms(leaf: of.Leaf, field: str, vocabulary: Vocabulary) -> Iterator[Altered]:
    names: Sequence[str] = getattr(leaf, field, ())
    for at, name in enumerate(names):
        others = [*names[:at], *names[at + 1 :]]
        covered = {pick for other in others for pick in vocabulary.features[other].picks}
        if set(vocabulary.features[name].picks) <= covered:
            continue  # the others say the same
        new = _unlike(names, vocabulary.features[name], vocabulary)
        if new is not None:
            terms = (*names[:at], new, *names[at + 1 :])
            yield f"{field} {name} -> {new}", leaf.model_copy(update={field: terms})


def _unlike(names: Sequence[str], term: FeatureTerm, vocabulary: Vocabulary) -> str | None:
    """A term of the same layers that means none of what the named ones mean."""
    layers = {pick.layer for pick in term.picks}
    meant = {pick for name in names for pick in vocabulary.features[name].picks}
    for other in sorted(vocabulary.features.values(), key=lambda each: each.name):
        theirs = set(other.picks)
        if {pick.layer for pick in theirs} <= layers and not theirs & meant:
            return other.name
    return None


def _ways(leaf: of.Leaf) -> Iterator[Altered]:
    """The other way of measuring, and the other answer exactly at the threshold."""
    for field, one, two in (("method", "straight", "walking"), ("at_threshold", "met", "not_met")):
        value = getattr(leaf, field, None)
        if value in (one, two):
            new = two if value == one else one
            yield f"{field} {value} -> {new}", leaf.model_copy(update={field: new})


def _lists(leaf: of.Leaf) -> Iterator[Altered]:
    """Uses of a building and codes of land, each changed for one that is not there."""
    for field in ("one_of", "none_of"):
        held: Sequence[str] = getattr(leaf, field, ())
        spare = next((use for use in _USES if use not in held), "other")
        new = spare if isinstance(leaf, of.HostBuilding) else _NO_CODE
        for at, value in enumerate(held):
            changed = (*held[:at], new, *held[at + 1 :])
            yield f"{field} {value} -> {new}", leaf.model_copy(update={field: changed})


def _facts(leaf: of.Leaf, vocabulary: Vocabulary) -> Iterator[Altered]:
    name: str | None = getattr(leaf, "fact", None)
    if name is not None:
        term = vocabulary.facts[name]
        new = _like(term, vocabulary)
        if new is not None:
            yield f"fact {name} -> {new}", leaf.model_copy(update={"fact": new})
        if isinstance(leaf, of.Fact) and leaf.equals is not None:
            other = _other_value(leaf.equals, term)
            yield f"equals {leaf.equals} -> {other}", leaf.model_copy(update={"equals": other})
    if isinstance(leaf, of.FloorArea) and leaf.per is not None:
        yield f"per {leaf.per} left out", leaf.model_copy(update={"per": None})


def _like(term: FactTerm, vocabulary: Vocabulary) -> str | None:
    """Another fact of the same type and proof."""
    for name, other in sorted(vocabulary.facts.items()):
        alike = (other.type, other.proof) == (term.type, term.proof)
        if alike and name != term.name and term.type is not FactType.CHOICE:
            return name
    return None


def _other_value(value: bool | str, term: FactTerm) -> bool | str:
    if isinstance(value, bool):
        return not value
    return next((word for word in term.choices or {} if word != value), value)
