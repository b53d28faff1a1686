"""How finely arcs are drawn."""

import math

# The most by which a drawn arc may be off.
ARC_ERROR_M = 0.02


def quad_segs(radius_m: float) -> int:
    """Segments in a quarter of a circle that keep within `ARC_ERROR_M` of it.

    A chord over the angle a leaves the arc by r (1 - cos(a / 2)).
    """
    if radius_m <= ARC_ERROR_M:
        return 1
    return max(1, math.ceil(math.pi / 4 / math.acos(1 - ARC_ERROR_M / radius_m)))
