"""The pieces into which lines cut a land: within one piece nothing changes."""

from collections.abc import Iterable

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

# Corners are rounded to this grid, which keeps crossings exact and neighbours without gaps.
GRID_M = 0.001


def pieces(land: BaseGeometry, lines: Iterable[BaseGeometry]) -> NDArray[np.object_]:
    """(K,) polygons into which `lines` cut `land`, without gaps or overlaps.

    Args:
        land: One or several polygons, in metres.
        lines: Lines anywhere; what lies outside the land cuts nothing.
    """
    drawn = np.array([land.boundary, *lines], dtype=object)
    noded = shapely.union_all(shapely.get_parts(drawn), grid_size=GRID_M)
    found = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    rounded = shapely.set_precision(land, GRID_M)
    shapely.prepare(rounded)
    inside = shapely.contains(rounded, shapely.point_on_surface(found))
    return np.asarray(found[inside], dtype=object)


def joined(parts: NDArray[np.object_], group: NDArray[np.int64]) -> NDArray[np.object_]:
    """(G,) the union of the pieces of each group.

    Args:
        parts: (K,) pieces of one arrangement.
        group: (K,) group of each, 0 to G - 1, each of which has at least one.
    """
    order = np.argsort(group, kind="stable")
    first = np.searchsorted(group[order], np.arange(1, group.max(initial=-1) + 1))
    return np.array(
        [shapely.coverage_union_all(parts[each]) for each in np.split(order, first)], dtype=object
    )
