"""The layers and kinds that a check looks at."""

from collections.abc import Iterator

from data.rulepacks import checks as of
from geo.checks.address_unique import permits_asked
from geo.checks.asking import Asking
from geo.checks.needed import needed
from geo.checks.wanted import looked_for
from geo.scene.knowledge import Known
from geo.survey.explained.background import Background


def looked_at(leaf: of.Leaf, asking: Asking, background: Background) -> Iterator[Known]:
    """How well each layer and kind is known that a check looks at.

    Args:
        leaf: The check.
        asking: The question.
        background: How streets and areas are known.
    """
    scene = asking.scene
    match leaf:
        case of.AddressUnique():
            yield from permits_asked(leaf, scene, asking.business).knowns
        case of.HostBuilding() | of.BelowDwellings() | of.Floor():
            yield needed(scene.buildings).known
        case of.Fact() if scene.buildings is not None and leaf.fact in ("floor", "building_use"):
            yield scene.buildings.known
        case of.LandUse():
            yield needed(scene.land_use).known
        case _:
            for wanted in looked_for(leaf):
                yield from scene.features[wanted].knowns
    yield from _besides(leaf, asking, background)


def _besides(leaf: of.Leaf, asking: Asking, background: Background) -> Iterator[Known]:
    """Streets, areas and residents."""
    if isinstance(leaf, of.Count):
        yield from _known("areas", background)
        if leaf.for_each is not None:
            yield needed(asking.scene.residents).known
    if getattr(leaf, "method", "straight") == "walking":
        yield from _known("streets", background)


def _known(layer: str, background: Background) -> Iterator[Known]:
    if layer in background.knowns:
        yield background.knowns[layer]


def any_hidden(leaf: of.Leaf, asking: Asking, background: Background) -> bool:
    """Whether the asker may not see something that a check measures or counts.

    What an applicant says is the applicant's own, whatever the layer says against it.
    """
    if isinstance(leaf, of.Fact | of.Floor):
        return False
    return any(known.hidden for known in looked_at(leaf, asking, background))
