"""最小距离: every feature of some kinds lies at least so far from the site."""

import numpy as np

from data.rulepacks.checks import LeastDistance, Left
from geo.checks.answers import UNKNOWN
from geo.checks.asking import Asking
from geo.checks.judged import Judged, everywhere
from geo.checks.measured_by import distances
from geo.checks.straight import Apart
from geo.reason import Reason


def least_distance(check: LeastDistance, asking: Asking) -> Judged:
    """No such feature within `at_least_m` of the site.

    Met where for every feature distance - error >= `at_least_m`, not met where for one of them
    distance + error < `at_least_m`, else on site; unknown where not all that matters is known.
    """
    if isinstance(check.at_least_m, Left) or isinstance(check.method, Left):
        return everywhere(UNKNOWN, Reason.NUMBER_MISSING, asking.count)
    found, here = asking.look((check.to, check.measured_to))
    asked = how_far_apart(check, check.at_least_m, len(found.ids))
    return distances(found, here, asked, check.method, asking)


def how_far_apart(check: LeastDistance, at_least_m: float, features: int) -> Apart:
    """How far apart `features` features must be."""
    return Apart(
        least_m=np.full(features, at_least_m),
        look_m=at_least_m,
        measured_from=check.measured_from,
        at_threshold_met=check.at_threshold == "met",
        line_to_edge_m=check.line_to_edge_m,
    )
