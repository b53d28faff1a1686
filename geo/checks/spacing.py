"""间距: every other business of the kind lies at least so far from the site."""

from dataclasses import replace

import numpy as np

from data.rulepacks.checks import Left, Spacing
from geo.checks.answers import UNKNOWN
from geo.checks.asking import Asking
from geo.checks.judged import Judged, everywhere
from geo.checks.measured_by import distances
from geo.checks.needed import needed
from geo.checks.own_place import own_place
from geo.checks.straight import Apart
from geo.reason import Reason


def spacing(check: Spacing, asking: Asking) -> Judged:
    """No other one within `at_least_m`: met where distance - error >= `at_least_m`.

    Not met where for one of them distance + error < `at_least_m`, else on site. One that surely
    stands at the site's own address or in its building is no other, and left to `address_unique`.
    One that only may (the same house number, or within the errors of position of the site) may be
    another all the same: at worst it is to be looked at on site.
    """
    if isinstance(check.at_least_m, Left) or isinstance(check.method, Left):
        return everywhere(UNKNOWN, Reason.NUMBER_MISSING, asking.count)
    found, here = asking.look((check.of, "outline"))
    own = None
    if not asking.gridded:
        own = own_place(needed(asking.scene.permits), asking.here.sites, found)
    asked = how_far_apart(check, check.at_least_m, len(found.ids))
    return distances(found, here, replace(asked, own=own), check.method, asking)


def how_far_apart(check: Spacing, at_least_m: float, features: int) -> Apart:
    """How far apart `features` others must be, wherever they stand."""
    return Apart(
        least_m=np.full(features, at_least_m),
        look_m=at_least_m,
        measured_from=check.measured_from,
        at_threshold_met=check.at_threshold == "met",
    )
