"""Coordinates as they are stored: to a tenth of a millimetre.

Other builds of PROJ and GEOS differ in the last digits of what they work out. Below any survey's
error, yet enough to change a content hash; rounded, the same recipe gives the same hash everywhere.
"""

import numpy as np
import shapely
from numpy.typing import NDArray

DECIMALS = 4  # of a metre


def rounded(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """(N,) shapes with coordinates to `DECIMALS` of their unit; missing ones stay missing.

    Equal coordinates stay equal, so lines that met still meet. A valid polygon that rounding would
    make invalid (a sliver thinner than the grid) stays as it is.
    """
    result = np.asarray(shapely.transform(shapes, _to_grid), dtype=object)
    spoilt = (shapely.get_dimensions(result) == 2) & ~shapely.is_valid(result)
    spoilt[spoilt] = shapely.is_valid(shapes[spoilt])
    result[spoilt] = shapes[spoilt]
    return result


def _to_grid(coordinates: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.round(coordinates, DECIMALS) + 0.0  # -0.0 becomes 0.0
