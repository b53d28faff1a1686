"""What a check looks at, and whether any of it is hidden from the asker (law 11)."""

from collections.abc import Iterator

from data.rulepacks import checks as of
from data.rulepacks.vocabulary import BusinessType
from geo.checks.address_unique import permits_asked
from geo.checks.needed import needed
from geo.checks.wanted import looked_for
from geo.scene.knowledge import Known
from geo.scene.scene import Scene


def any_hidden(leaf: of.Leaf, scene: Scene, business: BusinessType) -> bool:
    """Whether anything that a check looks at is hidden from the asker.

    If so, it answers for the cells of the fixed grid and not for sites.
    """
    return any(known.hidden for known in looked_at(leaf, scene, business))


def looked_at(leaf: of.Leaf, scene: Scene, business: BusinessType) -> Iterator[Known]:
    """How well each layer and kind is known that a check looks at.

    Args:
        leaf: The check.
        scene: What was prepared for it.
        business: What is to be opened.
    """
    for wanted in looked_for(leaf):
        found = scene.features[wanted]
        yield from found.knowns
        if found.gates is not None:
            yield found.gates.known
    match leaf:
        case of.AddressUnique():
            yield from permits_asked(leaf, scene, business).knowns
            yield from needed(scene.permits).told_by
        case of.Spacing():
            yield from needed(scene.permits).told_by
        case of.HostBuilding() | of.BelowDwellings() | of.Floor():
            yield needed(scene.buildings).known
        case of.Fact() if leaf.fact in ("floor", "building_use"):
            yield needed(scene.buildings).known
        case of.LandUse():
            yield needed(scene.land_use).known
        case of.Count():
            yield from _counted(leaf, scene)
        case _:
            pass
    if getattr(leaf, "method", "straight") == "walking":
        yield needed(scene.walks).known


def _counted(leaf: of.Count, scene: Scene) -> Iterator[Known]:
    within = needed(scene.areas).get(leaf.within)
    if within is not None:
        yield within.known
    if leaf.for_each is not None:
        yield needed(scene.residents).known
