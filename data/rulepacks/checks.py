"""The closed set of checks a rule may make, as records; `geo.checks` computes them.

In YAML a check is one key with its fields: `least_distance: {to: [school], at_least_m: 200}`. A
check answers met, not met, on site (a person must look) or unknown. Numbers are written down, or
left to a locality as `$name`, a number of the rule's table `numbers`.
"""

from typing import Annotated, Literal

from pydantic import Field

from data.rulepacks.check_parts import (
    From,
    Left,
    Method,
    Name,
    Number,
    Record,
    Term,
    Terms,
    Threshold,
    To,
    Way,
)
from data.rulepacks.premises_checks import (
    AddressUnique,
    BelowDwellings,
    BuildingUse,
    Document,
    Fact,
    Floor,
    FloorArea,
    HostBuilding,
    LandUse,
    PersonMustLook,
)
from data.rulepacks.spatial_checks import (
    Adjacency,
    CorridorWidth,
    Count,
    InsideZone,
    LeastDistance,
    OutsideZone,
    OverlapShare,
    Spacing,
)

__all__ = [
    "AddressUnique",
    "Adjacency",
    "AllOf",
    "AnyOf",
    "BelowDwellings",
    "BuildingUse",
    "Check",
    "CorridorWidth",
    "Count",
    "Document",
    "Fact",
    "Floor",
    "FloorArea",
    "From",
    "HostBuilding",
    "InsideZone",
    "LandUse",
    "Leaf",
    "LeastDistance",
    "Left",
    "Method",
    "Name",
    "Not",
    "Number",
    "OutsideZone",
    "OverlapShare",
    "PersonMustLook",
    "Spacing",
    "Term",
    "Terms",
    "Threshold",
    "To",
    "Way",
]


class AllOf(Record):
    """All of these; the worst answer stands."""

    check: Literal["all"] = "all"
    of: Annotated[tuple["Check", ...], Field(min_length=2, max_length=20)]


class AnyOf(Record):
    """One of these is enough; the best answer stands."""

    check: Literal["any"] = "any"
    of: Annotated[tuple["Check", ...], Field(min_length=2, max_length=20)]


class Not(Record):
    """Not this: met and not met change places, the others stay."""

    check: Literal["not"] = "not"
    of: "Check"


Leaf = (
    InsideZone | OutsideZone | OverlapShare | LeastDistance | Spacing | Adjacency | LandUse
    | HostBuilding | BelowDwellings | Floor | FloorArea | Count | CorridorWidth | AddressUnique
    | Document | PersonMustLook | Fact
)  # fmt: skip
Check = Annotated[Leaf | AllOf | AnyOf | Not, Field(discriminator="check")]
AllOf.model_rebuild()
AnyOf.model_rebuild()
Not.model_rebuild()
