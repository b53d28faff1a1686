"""One check at many sites: the closed set, and how checks are put together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
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
from geo.checks.host import hosts
from geo.checks.host_building import host_building
from geo.checks.inside_zone import inside_zone
from geo.checks.judged import Judged, spread
from geo.checks.land_use import land_use
from geo.checks.least_distance import least_distance
from geo.checks.outside_zone import outside_zone
from geo.checks.overlap_share import overlap_share
from geo.checks.person_must_look import person_must_look
from geo.checks.spacing import spacing
from geo.checks.wanted import leaves, looked_for

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
    return judge_each([check], asking)[0]


def judge_each(checks: Sequence[of.Check], asking: Asking) -> list[Judged]:
    """What each of several checks answers; what they have in common is found once."""
    every = dict.fromkeys(leaf for check in checks for leaf in leaves(check))
    if sum(_looks_at_host(leaf, asking) for leaf in every) > 1:
        asking = replace(asking, hosts=hosts(asking))
    found = {leaf: _leaf(leaf, asking) for leaf in every}
    return [_put_together(check, found) for check in checks]


def _put_together(check: of.Check, found: Mapping[of.Leaf, Judged]) -> Judged:
    match check:
        case of.AllOf():
            return worst([_put_together(part, found) for part in check.of])
        case of.AnyOf():
            return best([_put_together(part, found) for part in check.of])
        case of.Not():
            return opposite(_put_together(check.of, found))
        case _:
            return found[check]


def _looks_at_host(leaf: of.Leaf, asking: Asking) -> bool:
    """Whether a check looks at the building the sites are in, be it to contradict a fact."""
    if asking.scene.buildings is None:
        return False
    match leaf:
        case of.HostBuilding() | of.BelowDwellings():
            return True
        case of.Floor():
            return "floor" in asking.here.sites.facts
        case of.Fact():
            return leaf.fact in ("floor", "building_use") and leaf.fact in asking.here.sites.facts
        case _:
            return False


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
