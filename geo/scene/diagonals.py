"""Boxes round points, to be searched for in a tree."""

import numpy as np
import shapely
from numpy.typing import NDArray


def diagonals(points: NDArray[np.object_], reach: NDArray[np.float64]) -> NDArray[np.object_]:
    """Lines whose boxes are those round points: cheaper to make, and a tree asks for boxes only."""
    xy = shapely.get_coordinates(points)
    corners = np.stack([xy - reach[:, None], xy + reach[:, None]], axis=1)
    return np.asarray(shapely.linestrings(corners), dtype=object)
