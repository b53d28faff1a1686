"""A point well inside each piece of land, where drawn arcs and rounded corners do not matter."""

import numpy as np
import shapely
from numpy.typing import NDArray

# Lines may be off by less than this.
BESIDE_M = 0.05


def deep_inside(parts: NDArray[np.object_]) -> NDArray[np.object_]:
    """(K,) a point in each polygon, farther than `BESIDE_M` from its border where there is one.

    Usually the one that is found at once; where that lies beside the border, as in a piece that
    surrounds another almost up to its own edge, the centre of the largest circle in it.
    """
    points = np.asarray(shapely.point_on_surface(parts), dtype=object)
    beside = np.flatnonzero(shapely.distance(shapely.boundary(parts), points) <= BESIDE_M)
    circles = shapely.maximum_inscribed_circle(parts[beside], tolerance=BESIDE_M / 5)
    points[beside] = shapely.get_point(circles, 0)
    return points
