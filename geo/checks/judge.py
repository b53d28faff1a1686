"""One check at many sites: the closed set, and how checks are put together."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from data.rulepacks import checks as of
from geo.checks.address_unique import address_unique
from geo.checks.adjacency import adjacency
from geo.checks.asking import Asking
from geo.checks.below_dwellings import below_dwellings
from geo.checks.combined import best, opposite, worst, worst_of_each
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
from geo.checks.land_use import land_under, land_use
from geo.checks.least_distance import least_distance
from geo.checks.looked_at import any_hidden
from geo.checks.outside_zone import outside_zone
from geo.checks.overlap_share import overlap_share
from geo.checks.person_must_look import person_must_look
from geo.checks.spacing import spacing
from geo.checks.wanted import leaves

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

# These rest on what is said of the undertaking, too.
_OF_FACTS = (of.HostBuilding, of.BelowDwellings, of.Floor, of.Fact)


def judge(check: of.Check, asking: Asking) -> Judged:
    """What `check` answers at every site of `asking`."""
    return judge_each([check], asking)[0]


def judge_each(checks: Sequence[of.Check], asking: Asking) -> list[Judged]:
    """What each of several checks answers; what they have in common is found once."""
    every = dict.fromkeys(leaf for check in checks for leaf in leaves(check))
    hidden = frozenset[of.Leaf]() if asking.gridded else _hidden(every, asking)
    seen = [leaf for leaf in every if leaf not in hidden]
    if sum(_looks_at_host(leaf, asking) for leaf in seen) > 1:
        asking = replace(asking, hosts=hosts(asking))
    if sum(isinstance(leaf, of.LandUse) for leaf in seen) > 1 and asking.scene.land_use is not None:
        asking = replace(asking, land=land_under(asking))
    found = {leaf: _leaf(leaf, asking) for leaf in seen} | _in_cells(hidden, asking)
    return [_put_together(check, found, asking) for check in checks]


def _hidden(every: Iterable[of.Leaf], asking: Asking) -> frozenset[of.Leaf]:
    if not asking.scene.hides:
        return frozenset()
    return frozenset(leaf for leaf in every if any_hidden(leaf, asking.scene, asking.business))


def _leaf(check: of.Leaf, asking: Asking) -> Judged:
    """One check that is not made of others."""
    return _COMPUTED[type(check)](check, asking)


def _in_cells(hidden: Iterable[of.Leaf], asking: Asking) -> dict[of.Leaf, Judged]:
    """Checks of which something is hidden from the asker: the worst of each site's cells.

    What rests on the place alone is judged once for each cell, whatever sites are in it.
    """
    found: dict[of.Leaf, Judged] = {}
    for check in hidden:
        if isinstance(check, _OF_FACTS):
            each = _leaf(check, asking.by_site_and_cell)
        else:
            each = spread(_leaf(check, asking.by_cell), asking.in_cells.cell)
        found[check] = worst_of_each(each, asking.in_cells.site)
    return found


def _put_together(check: of.Check, found: Mapping[of.Leaf, Judged], asking: Asking) -> Judged:
    match check:
        case of.AllOf():
            return worst([_put_together(part, found, asking) for part in check.of])
        case of.AnyOf():
            return best([_put_together(part, found, asking) for part in check.of])
        case of.Not():
            if not asking.gridded and _hidden(leaves(check), asking):
                # The worst of a cell is the opposite of the best of it.
                each = judge(check, asking.by_site_and_cell)
                return worst_of_each(each, asking.in_cells.site)
            return opposite(check.of, _put_together(check.of, found, asking))
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
