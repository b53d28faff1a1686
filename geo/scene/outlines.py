"""The borders of polygons, drawn and prepared when they are first asked for, and then kept."""

import numpy as np
import shapely
from numpy.typing import NDArray

_POLYGONS = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


class Outlines:
    """The borders of F shapes; those of most are never asked for."""

    def __init__(self, shapes: NDArray[np.object_]) -> None:
        self._shapes = shapes
        self._drawn = np.full(len(shapes), None, dtype=object)

    def of(self, rows: NDArray[np.int64]) -> NDArray[np.object_]:
        """The borders of some of the shapes, these and the shapes themselves prepared."""
        drawn = self._drawn[rows]
        lacking = rows[[border is None for border in drawn]]
        if len(lacking):
            borders = outline(self._shapes[lacking])
            shapely.prepare(borders)
            shapely.prepare(self._shapes[lacking])
            self._drawn[lacking] = borders
            drawn = self._drawn[rows]
        return drawn


def outline(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Borders of polygons; what has no inside is its own outline."""
    polygons = np.isin(shapely.get_type_id(shapes), _POLYGONS)
    return np.where(polygons, shapely.boundary(shapes), shapes)
