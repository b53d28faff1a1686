"""Numbering points so that neighbours in space are neighbours in memory."""

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray


def spatial_order(xy: NDArray[np.float64], names: NDArray[np.object_]) -> NDArray[np.int64]:
    """The order of (N, 2) points along a Hilbert curve over their extent, ties by name.

    Searching a network of a million nodes is several times faster in this order than in a random
    one. It hangs on the points and names alone, not on the order they are given in.
    """
    if not len(xy):
        return np.empty(0, dtype=np.int64)
    along = gpd.GeoSeries(shapely.points(xy)).hilbert_distance().to_numpy()
    by_name = np.argsort(names, kind="stable")
    order: NDArray[np.int64] = by_name[np.argsort(along[by_name], kind="stable")]
    return order
