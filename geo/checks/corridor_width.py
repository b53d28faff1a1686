"""廊道退让: the site keeps clear of corridors by a width that hangs on their class."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from data.rulepacks.checks import CorridorWidth, Left
from geo.checks.answers import NOT_MET, UNKNOWN
from geo.checks.asking import Asking
from geo.checks.judged import Judged, everywhere
from geo.checks.straight import Apart, apart
from geo.levels import MAY
from geo.reason import Reason
from geo.scene.features import Features


def corridor_width(check: CorridorWidth, asking: Asking) -> Judged:
    """No corridor nearer than its width: met where distance - error >= width for every one.

    Not met where for one of them distance + error < width, else on site. A corridor whose class is
    not known, or has no width, counts with the widest and is at worst to be looked at on site.
    While a width has no number, only a no that the others give is certain.
    """
    widths = numbers(check)
    if not widths:
        return everywhere(UNKNOWN, Reason.NUMBER_MISSING, asking.count)
    found, here = asking.look((check.corridors, "outline"))
    least, classed = width_of(check, found)
    asked = Apart(
        least_m=least,
        look_m=max(widths.values()),
        measured_from=check.measured_from,
        at_threshold_met=True,
        line_to_edge_m=check.line_to_edge_m,
    )
    judged = apart(surely_classed(found, classed), here, asked)
    unnamed = (judged.reason == Reason.MAY_COUNT) & ~np.append(classed, True)[judged.feature]
    reason = np.where(unnamed, Reason.ATTRIBUTE_MISSING, judged.reason).astype(np.uint8)
    if len(widths) == len(check.widths_m):
        return replace(judged, reason=reason)
    open_ = judged.answer != NOT_MET
    return replace(
        judged,
        answer=np.where(open_, UNKNOWN, NOT_MET).astype(np.uint8),
        reason=np.where(open_, Reason.NUMBER_MISSING, reason).astype(np.uint8),
    )


def numbers(check: CorridorWidth) -> dict[str, float]:
    """The widths that have a number, by class."""
    return {
        name: float(width) for name, width in check.widths_m.items() if not isinstance(width, Left)
    }


def width_of(
    check: CorridorWidth, found: Features
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """(F,) the width of each corridor, and (F,) whether its class has one.

    A class whose width has no number yet keeps nothing clear: what it gives is unknown anyway.
    """
    widths = numbers(check)
    widest = max(widths.values())
    least = {name: widths.get(name, 0.0) for name in check.widths_m}
    every = [least.get(name, widest) for name in found.classes]
    classed = [name in least for name in found.classes]
    return np.array(every, dtype=float), np.array(classed, dtype=bool)


def surely_classed(found: Features, classed: NDArray[np.bool_]) -> Features:
    """The same corridors, of which those without a class only may count."""
    level = np.where(classed, found.level, np.minimum(found.level, MAY))
    return replace(found, level=level.astype(np.uint8))
