"""Holes in an extent: a lost row whose place is known leaves its surroundings incomplete."""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

# A lost street is cut out with this much beside it, so that what joins it is cut as well.
HOLE_MARGIN_M = 1.0


def has_place(shapes: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Mask of the geometries whose position is known: neither missing, empty nor endless."""
    present = ~shapely.is_missing(shapes) & ~shapely.is_empty(shapes)
    finite = np.isfinite(shapely.bounds(shapes)).all(axis=1)
    return np.asarray(present & finite, dtype=bool)


def with_holes(extent: BaseGeometry, lost: Sequence[BaseGeometry]) -> BaseGeometry:
    """`extent` without the surroundings of `lost`, all in the same metric CRS.

    Lines are cut out along their course, anything else by its bounding box.
    """
    if not lost:
        return extent
    holes = [
        shape if shape.geom_type == "LineString" and shape.is_valid else shapely.box(*shape.bounds)
        for shape in lost
    ]
    # An extent drawn by hand may cross itself.
    whole = extent if extent.is_valid else shapely.make_valid(extent)
    return shapely.difference(whole, shapely.union_all(shapely.buffer(holes, HOLE_MARGIN_M)))
