"""All lines on which the answer of any check may change, for point sites; used by screening."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from shapely.geometry.base import BaseGeometry

from data.rulepacks import checks as of
from data.rulepacks.vocabulary import BusinessType
from geo.checks.borders import (
    address_unique,
    adjacency,
    below_dwellings,
    corridor_width,
    count,
    document,
    facts,
    floor,
    floor_area,
    host_building,
    inside_zone,
    land_use,
    least_distance,
    outside_zone,
    overlap_share,
    person_must_look,
    spacing,
)
from geo.checks.borders.edges import cell_edges
from geo.checks.looked_at import any_hidden
from geo.checks.wanted import leaves
from geo.scene.scene import Scene

_BORDERS: Mapping[type[of.Leaf], Callable[..., list[BaseGeometry]]] = MappingProxyType(
    {
        of.AddressUnique: address_unique.borders,
        of.Adjacency: adjacency.borders,
        of.BelowDwellings: below_dwellings.borders,
        of.CorridorWidth: corridor_width.borders,
        of.Count: count.borders,
        of.Document: document.borders,
        of.Fact: facts.borders,
        of.Floor: floor.borders,
        of.FloorArea: floor_area.borders,
        of.HostBuilding: host_building.borders,
        of.InsideZone: inside_zone.borders,
        of.LandUse: land_use.borders,
        of.LeastDistance: least_distance.borders,
        of.OutsideZone: outside_zone.borders,
        of.OverlapShare: overlap_share.borders,
        of.PersonMustLook: person_must_look.borders,
        of.Spacing: spacing.borders,
    }
)


def border_lines(
    checks: Iterable[of.Check],
    scene: Scene,
    business: BusinessType,
    land: BaseGeometry,
    error_m: float,
) -> list[BaseGeometry]:
    """Lines at which a check may change its answer for a point site.

    Args:
        checks: The checks.
        scene: What lies around.
        business: What is to be opened.
        land: Only lines near it are needed.
        error_m: Position error of the site.
    """
    # Rules often share a check word for word.
    different = {repr(leaf): leaf for check in checks for leaf in leaves(check)}
    hidden = [leaf for leaf in different.values() if any_hidden(leaf, scene, business)]
    lines = cell_edges(error_m, land, scene.cell_m) if hidden else []
    for leaf in different.values():
        if leaf not in hidden:
            lines += _BORDERS[type(leaf)](leaf, scene, error_m, business, land)
    # Several checks often change at the same line.
    return list(dict.fromkeys(lines))
