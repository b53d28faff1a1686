"""Shapes of a district as GeoJSON geometries: longitude and latitude, WGS 84, RFC 7946."""

from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from shapely.geometry.base import BaseGeometry

_WGS84 = 4326
# A ten-millionth of a degree is about a centimetre.
_DECIMALS = 7


def geojson_geometry(shape: BaseGeometry, crs: CRS) -> dict[str, Any]:
    """One shape in `crs` as a GeoJSON geometry; polygons run as RFC 7946 wants them."""
    transformer = _to_wgs84(crs.to_wkt())

    def degrees(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        turned = np.column_stack(transformer.transform(xy[:, 0], xy[:, 1]))
        return np.asarray(np.round(turned, _DECIMALS))

    moved = shapely.transform(shape, degrees)
    oriented = shapely.orient_polygons(moved)
    if isinstance(oriented, shapely.MultiPolygon):
        return {"type": "MultiPolygon", "coordinates": _rings_of_polygons(oriented)}
    mapped = shapely.geometry.mapping(oriented)
    return {"type": mapped["type"], "coordinates": mapped["coordinates"]}


def _rings_of_polygons(shape: shapely.MultiPolygon) -> list[list[list[list[float]]]]:
    """The coordinates as `shapely.geometry.mapping` has them: of circles it takes long."""
    _, corners, (ring_ends, polygon_ends, _) = shapely.to_ragged_array([shape], include_z=False)
    points = corners.tolist()
    rings = [points[begin:end] for begin, end in pairwise(ring_ends.tolist())]
    return [rings[begin:end] for begin, end in pairwise(polygon_ends.tolist())]


def degrees(points: NDArray[np.object_], crs: CRS) -> NDArray[np.float64]:
    """(N, 2) longitude and latitude, WGS 84, of points in `crs`."""
    x, y = shapely.get_x(points), shapely.get_y(points)
    turned = np.column_stack(_to_wgs84(crs.to_wkt()).transform(x, y))
    return np.asarray(np.round(turned, _DECIMALS))


@lru_cache(maxsize=8)
def _to_wgs84(wkt: str) -> Transformer:
    """To make one takes some 50 ms, far longer than to use it; threads may share it."""
    return Transformer.from_crs(wkt, _WGS84, always_xy=True)
