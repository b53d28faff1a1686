"""One check at many sites: the closed set, and how checks are put together."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from data.rulepacks import checks as of
from geo.checks.address_unique import address_unique
from geo.checks.adjacency import adjacency
from geo.checks.asking import Asking
from geo.checks.below_dwellings import below_dwellings
from geo.checks.combined import best, opposite, worst
from geo.checks.corridor_width import corridor_width
from geo.checks.count import count
from geo.checks.document import document
from geo.checks.facts import fact
from geo.checks.floor import floor
from geo.checks.floor_area import floor_area
from geo.checks.host_building import host_building
from geo.checks.inside_zone import inside_zone
from geo.checks.judged import Judged, spread
from geo.checks.land_use import land_use
from geo.checks.least_distance import least_distance
from geo.checks.outside_zone import outside_zone
from geo.checks.overlap_share import overlap_share
from geo.checks.person_must_look import person_must_look
from geo.checks.spacing import spacing
from geo.checks.wanted import looked_for

# Each check is computed by the function of its name.
_COMPUTED: Mapping[type[of.Leaf], Callable[..., Judged]] = MappingProxyType(
    {
        of.AddressUnique: address_unique,
        of.Adjacency: adjacency,
        of.BelowDwellings: below_dwellings,
        of.CorridorWidth: corridor_width,
        of.Count: count,
        of.Document: document,
        of.Fact: fact,
        of.Floor: floor,
        of.FloorArea: floor_area,
        of.HostBuilding: host_building,
        of.InsideZone: inside_zone,
        of.LandUse: land_use,
        of.LeastDistance: least_distance,
        of.OutsideZone: outside_zone,
        of.OverlapShare: overlap_share,
        of.PersonMustLook: person_must_look,
        of.Spacing: spacing,
    }
)

_OF_PLACE = (of.OutsideZone, of.InsideZone, of.LeastDistance, of.Adjacency, of.CorridorWidth)


def judge(check: of.Check, asking: Asking) -> Judged:
    """What `check` answers at every site of `asking`."""
    match check:
        case of.AllOf():
            return worst([judge(part, asking) for part in check.of])
        case of.AnyOf():
            return best([judge(part, asking) for part in check.of])
        case of.Not():
            return opposite(judge(check.of, asking))
        case _:
            return asking.once(check, lambda asking: _leaf(check, asking))


def _leaf(check: of.Leaf, asking: Asking) -> Judged:
    """One check that is not made of others.

    What rests on the place alone is judged once for each cell of the grid, where that is all that
    a site may be answered for.
    """
    compute = _COMPUTED[type(check)]
    if isinstance(check, _OF_PLACE) and not asking.gridded:
        features = asking.scene.features
        if any(features[looked].any_hidden for looked in looked_for(check)):
            return spread(compute(check, asking.by_cell), asking.in_cells.which)
    return compute(check, asking)
