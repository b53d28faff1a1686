"""区外: the site has no part in zones of some kinds."""

import numpy as np

from data.rulepacks.checks import OutsideZone
from geo.checks.answers import MET, NOT_MET, ON_SITE
from geo.checks.asking import Asking
from geo.checks.judged import Judged
from geo.checks.measuring import starts
from geo.checks.pairs import Pairs, unless_certain, worst_feature
from geo.checks.zones import Ground, meetings
from geo.scene.features import Features
from geo.scene.placed import unknown_within


def outside_zone(check: OutsideZone, asking: Asking) -> Judged:
    """No part of the site lies in such a zone; touching is no part.

    With e the sum of both position errors: not met where more than a sliver of the site lies in a
    zone shrunk by e, or of a zone in the site shrunk by e (for a point: where it lies inside and
    farther than e from the border); met where every zone is farther than e, or, with e = 0, shares
    no more than a sliver with the site; else on site. Unknown where not all zones within e are
    known and none of those known forbids it.
    """
    found, here = asking.look((check.zones, "outline"))
    sites = here.sites
    begin = starts(sites, check.on)
    met = meetings(begin, here, ground(found), check.sliver_m2)
    answer = np.array([MET, ON_SITE, NOT_MET], dtype=np.uint8)[met.level]
    count = len(met.site)
    sure = unless_certain(found, met.zone, answer, np.zeros(count, dtype=bool))
    pairs = Pairs(met.site, met.zone, *sure, np.full(count, np.nan), met.error)
    return worst_feature(sites.count, pairs, unknown_within(found, here, begin.error_m))


def ground(found: Features) -> Ground:
    """Features as polygons that a site may have part in; their ends must be their outlines."""
    return Ground(found.shapes, found.error_m, found.tree, found.outlines)
