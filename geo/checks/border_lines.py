"""At which lines the answer of a check may change, for a point site; used by screening."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from data.rulepacks import checks as of
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
from geo.checks.borders.change import EVERY, Change
from geo.checks.borders.edges import cell_edges
from geo.checks.borders.plot import Plot
from geo.checks.looked_at import any_hidden

_BORDERS: Mapping[type[of.Leaf], Callable[..., list[Change]]] = MappingProxyType(
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


def border_lines(check: of.Leaf, plot: Plot) -> list[Change]:
    """Where the answer of a check may change for a point site; nothing is drawn yet.

    Args:
        check: The check.
        plot: The land that is to be divided.

    Returns:
        Lines, and the steps between answers that may be passed there. None if it is the same
        answer everywhere.
    """
    if any_hidden(check, plot.scene, plot.business):
        return [Change(EVERY, lambda: cell_edges(plot))]
    return _BORDERS[type(check)](check, plot)
