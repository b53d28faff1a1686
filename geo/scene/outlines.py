"""The borders of polygons, drawn once for all sites that are held against them."""

import numpy as np
import shapely
from numpy.typing import NDArray

_POLYGONS = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


def outlines_of(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """(F,) borders of (F,) shapes; these and the shapes themselves are prepared."""
    borders = outline(shapes)
    shapely.prepare(borders)
    shapely.prepare(shapes)
    return borders


def outline(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Borders of polygons; what has no inside is its own outline."""
    polygons = np.isin(shapely.get_type_id(shapes), _POLYGONS)
    return np.where(polygons, shapely.boundary(shapes), shapes)
