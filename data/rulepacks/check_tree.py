"""Walking through a check: its parts, what it leaves to localities, and filling that in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from data.rulepacks.check_parts import Left, Record
from data.rulepacks.checks import (
    AllOf,
    AnyOf,
    Check,
    Count,
    Fact,
    Leaf,
    LeastDistance,
    Not,
    OverlapShare,
)
from data.rulepacks.yaml_text import Location

_UNITS: Mapping[str, str] = {
    "at_least_m": "m",
    "gap_m": "m",
    "widths_m": "m",
    "gap_floors": "floors",
    "lowest": "floors",
    "highest": "floors",
    "at_least_m2": "m2",
    "at_most_m2": "m2",
}


@dataclass(frozen=True)
class LeftOpen:
    """A place in a check that names an entry of `numbers` or `methods`.

    Attributes:
        at: Where it stands, as written in YAML.
        name: The entry.
        table: The table it is an entry of.
        unit: The unit that a number has there; None where any fits.
    """

    at: Location
    name: str
    table: Literal["numbers", "methods"]
    unit: str | None


def leaves(check: Check, at: Location = ()) -> Iterator[tuple[Location, Leaf]]:
    """Every check within that is no `all`, `any` or `not`, and where it stands."""
    match check:
        case AllOf() | AnyOf():
            for number, part in enumerate(check.of):
                yield from leaves(part, (*at, check.check, number))
        case Not():
            yield from leaves(check.of, (*at, check.check))
        case _:
            yield (*at, check.check), check


def left_open(check: Check, at: Location = ()) -> Iterator[LeftOpen]:
    """What a check leaves to its rule's tables."""
    for where, leaf in leaves(check, at):
        for field in type(leaf).model_fields:
            value = getattr(leaf, field)
            inside = value.items() if isinstance(value, dict) else [(None, value)]
            for key, held in inside:
                if not isinstance(held, Left):
                    continue
                here = (*where, field) if key is None else (*where, field, key)
                table: Literal["numbers", "methods"] = "methods" if field == "method" else "numbers"
                yield LeftOpen(here, held.left, table, _unit(leaf, field))


def filled(check: Check, values: Mapping[str, float | str]) -> Check:
    """The check with `values` in place of the names left open; others stay.

    A walk ends at a gate: where a locality measures on foot what the text measures to an outline,
    the gates of the place are meant.

    Args:
        check: The check.
        values: Name to number or method; names are unique over both tables of a rule.
    """
    match check:
        case AllOf() | AnyOf():
            return check.model_copy(update={"of": tuple(filled(p, values) for p in check.of)})
        case Not():
            return check.model_copy(update={"of": filled(check.of, values)})
        case _:
            return _with_fields(check, values)


def _with_fields(leaf: Leaf, values: Mapping[str, float | str]) -> Leaf:
    update: dict[str, Any] = {}
    for field in type(leaf).model_fields:
        value = getattr(leaf, field)
        if isinstance(value, dict):
            update[field] = {key: _settled(held, values) for key, held in value.items()}
        else:
            update[field] = _settled(value, values)
    if isinstance(leaf, LeastDistance) and update["method"] == "walking":
        update["measured_to"] = "gate"  # nobody walks through a fence
    return leaf.model_copy(update=update)


def _settled(value: object, values: Mapping[str, float | str]) -> object:
    return values.get(value.left, value) if isinstance(value, Left) else value


def _unit(leaf: Record, field: str) -> str | None:
    match leaf, field:
        case OverlapShare(), "at_most":
            return "share"
        case Count(), "at_most":
            return "count"
        case Count(people=people), "for_each":
            return "households" if people == "households" else "people"
        case Fact(), _:
            return None
        case _:
            return _UNITS.get(field)
