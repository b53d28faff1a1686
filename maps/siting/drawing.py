"""Shapes as the siting pages draw them: what matters exactly, what lies around simplified."""

from typing import Any

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

# A ten-millionth of a degree is a centimetre.
_DIGITS = 7
# Curves of buffers are drawn with so many segments a quarter.
_QUARTER = 24


def drawn(shape: BaseGeometry, to_wgs84: Transformer) -> dict[str, Any]:
    """A shape as a GeoJSON geometry of WGS 84, to a centimetre; for few and small shapes.

    Args:
        shape: The shape, in metres.
        to_wgs84: From its CRS, as `maps.encoding.wgs84_from` makes it.
    """

    def degrees(xy: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        lon, lat = to_wgs84.transform(xy[:, 0], xy[:, 1])
        return np.round(np.column_stack([lon, lat]), _DIGITS)

    turned = shapely.transform(shapely.force_2d(shape), degrees)
    return dict(shapely.geometry.mapping(turned))


def ring_around(shape: BaseGeometry, distance_m: float) -> BaseGeometry:
    """The outline of all that is no farther than a distance."""
    return shapely.buffer(shape, distance_m, quad_segs=_QUARTER)


def clipped(shape: BaseGeometry, window: BaseGeometry) -> BaseGeometry:
    """What of a shape lies in a window; a large zone need not be carried whole."""
    if window.contains(shape):
        return shape
    return shapely.intersection(shapely.make_valid(shape), window)
