"""What checks look for, so that a scene can be prepared for them."""

from collections.abc import Iterable, Iterator

from data.rulepacks import checks as of
from geo.scene.scene import Part, Wanted


def leaves(check: of.Check) -> Iterator[of.Leaf]:
    """Every check that is not made of others, in order."""
    match check:
        case of.AllOf() | of.AnyOf():
            for part in check.of:
                yield from leaves(part)
        case of.Not():
            yield from leaves(check.of)
        case _:
            yield check


def wanted(checks: Iterable[of.Check]) -> set[Wanted]:
    """The terms that are looked for together, and where distances to them end."""
    return {looked for check in checks for leaf in leaves(check) for looked in looked_for(leaf)}


def looked_for(leaf: of.Leaf) -> tuple[Wanted, ...]:
    """The terms one check looks for, and where distances to them end; none for most facts."""
    match leaf:
        case of.InsideZone() | of.OutsideZone() | of.OverlapShare():
            return ((leaf.zones, "outline"),)
        case of.LeastDistance():
            return ((leaf.to, leaf.measured_to),)
        case of.Spacing() | of.Count():
            return ((leaf.of, "outline"),)
        case of.Adjacency():
            return ((leaf.to, "outline"),)
        case of.CorridorWidth():
            return ((leaf.corridors, "outline"),)
        case of.AddressUnique():
            return ((leaf.types, "outline"),) if leaf.types else ()
        case _:
            return ()


def parts(checks: Iterable[of.Check]) -> set[Part]:
    """What else the scene must hold for the checks."""
    return {part for check in checks for leaf in leaves(check) for part in _parts(leaf)}


def _parts(leaf: of.Leaf) -> tuple[Part, ...]:
    match leaf:
        case of.LeastDistance() if leaf.method == "walking":
            return (Part.WALKS,)
        case of.Spacing():
            return (Part.PERMITS, Part.WALKS) if leaf.method == "walking" else (Part.PERMITS,)
        case of.Count():
            return (Part.AREAS, Part.RESIDENTS)
        case of.AddressUnique():
            return (Part.PERMITS,)
        case of.HostBuilding() | of.BelowDwellings() | of.Floor():
            return (Part.BUILDINGS,)
        case of.Fact() if leaf.fact in ("floor", "building_use"):
            return (Part.BUILDINGS,)  # the layer may say otherwise
        case of.LandUse():
            return (Part.LAND_USE,)
        case _:
            return ()


def facts_asked(checks: Iterable[of.Check]) -> tuple[str, ...]:
    """Names of the facts that the checks ask for, each once, in order of appearance."""
    return tuple(
        dict.fromkeys(fact for check in checks for leaf in leaves(check) for fact in _facts(leaf))
    )


def _facts(leaf: of.Leaf) -> Iterator[str]:
    match leaf:
        case of.Fact() | of.Document():
            yield leaf.fact
        case of.PersonMustLook():
            if leaf.fact is not None:
                yield leaf.fact
        case of.FloorArea():
            yield leaf.fact
            if leaf.per is not None:
                yield leaf.per
        case of.Floor() | of.BelowDwellings():
            yield "floor"
        case of.HostBuilding():
            yield "building_use"
