"""区内: the site lies wholly within zones of some kinds, taken together."""

import numpy as np
from numpy.typing import NDArray

from data.rulepacks.checks import InsideZone
from geo.checks.answers import MET, NOT_MET, ON_SITE, UNKNOWN
from geo.checks.asking import Asking
from geo.checks.judged import Judged
from geo.checks.union import Union, known_land, surely_outside, within
from geo.levels import YES
from geo.reason import Reason
from geo.scene.features import Features
from geo.scene.placed import unknown_within

# What a layer lacks cannot undo that a site lies within what it has; what is out of date may.
_ONLY_LACKS = (Reason.NONE, Reason.ROWS_LOST, Reason.NOT_COMPLETE_HERE)


def inside_zone(check: InsideZone, asking: Asking) -> Judged:
    """The whole site lies in the union of the zones.

    With e the sum of both position errors: met where the site lies in the union of zones shrunk by
    e, of all zones that are as well known or better; not met where part of it lies outside every
    zone grown by its own e; else on site. Zones that only may count can save a site from a no, but
    give no yes. Unknown where not all zones within e are known; a site within a zone that is known
    is met all the same, as nothing that is lacking undoes it.
    """
    found, here = asking.look((check.zones, "outline"))
    every = Union(found.shapes, found.error_m, found.tree)
    perhaps, zone = within(here.sites, every)
    counted = sure_zones(found)
    sure = perhaps if counted.all() else within(here.sites, every.of(counted))[0]
    unknown = unknown_within(found, here, here.sites.error_m)
    answer = np.where(sure == MET, MET, np.where(perhaps == NOT_MET, NOT_MET, ON_SITE))
    blind = (unknown != Reason.NONE) & (answer != MET)
    kept = np.flatnonzero(blind & (perhaps == NOT_MET))
    if len(kept):
        land = known_land(found, asking.scene)
        blind[kept[surely_outside(here.sites.of(kept), every, land)]] = False
    reason = np.array([Reason.MEASURED, Reason.NONE, Reason.WITHIN_ERROR, Reason.NONE])[answer]
    reason = np.where((answer == ON_SITE) & (perhaps == MET), Reason.MAY_COUNT, reason)
    return Judged(
        answer=np.where(blind, UNKNOWN, answer).astype(np.uint8),
        reason=np.where(blind, unknown, reason).astype(np.uint8),
        value=np.full(asking.count, np.nan),
        error=here.sites.error_m + np.append(found.error_m, 0.0)[zone],
        feature=zone,
        approximate=np.zeros(asking.count, dtype=bool),
    )


def sure_zones(found: Features) -> NDArray[np.bool_]:
    """(F,) the zones that count for certain, of kinds that are at most not complete."""
    trusted = np.array([known.trouble in _ONLY_LACKS for known in found.knowns], dtype=bool)
    return np.asarray((found.level == YES) & trusted[found.pick], dtype=bool)
