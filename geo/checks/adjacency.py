"""毗连: no feature of some kinds adjoins the site."""

import numpy as np

from data.rulepacks.checks import Adjacency, Left
from geo.checks.answers import UNKNOWN
from geo.checks.asking import Asking
from geo.checks.judged import Judged, everywhere
from geo.checks.straight import Apart, apart
from geo.reason import Reason


def adjacency(check: Adjacency, asking: Asking) -> Judged:
    """No such feature within `gap_m`: met where for every one distance - error > `gap_m`.

    Not met where for one of them distance + error <= `gap_m`, else on site.
    """
    if isinstance(check.gap_m, Left):
        return everywhere(UNKNOWN, Reason.NUMBER_MISSING, asking.count)
    found, here = asking.look((check.to, "outline"))
    asked = Apart(
        least_m=np.full(len(found.ids), check.gap_m),
        look_m=check.gap_m,
        measured_from=check.measured_from,
        at_threshold_met=False,
    )
    return apart(found, here, asked)
