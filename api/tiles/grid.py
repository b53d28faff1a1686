"""The grid of Web Mercator tiles (EPSG:3857): zoom, column from the west, row from the north."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LAST_ZOOM = 18
_RADIUS_M = 6_378_137.0
_HALF_WORLD_M = math.pi * _RADIUS_M
# Beyond it the square of the world ends.
_LAST_LATITUDE = math.degrees(2 * math.atan(math.exp(math.pi)) - math.pi / 2)


@dataclass(frozen=True)
class TileAddress:
    """One tile.

    Attributes:
        z: Zoom, 0 for the whole world.
        x: Column, 0 in the west.
        y: Row, 0 in the north.
    """

    z: int
    x: int
    y: int

    @property
    def exists(self) -> bool:
        """Whether the grid has it, to the last zoom that is offered."""
        in_zoom = 0 <= self.z <= LAST_ZOOM
        return in_zoom and 0 <= self.x < 2**self.z and 0 <= self.y < 2**self.z

    @property
    def size_m(self) -> float:
        """Its side in Mercator metres."""
        return float(2 * _HALF_WORLD_M / 2**self.z)

    @property
    def west_m(self) -> float:
        """Its western side."""
        return self.x * self.size_m - _HALF_WORLD_M

    @property
    def north_m(self) -> float:
        """Its northern side."""
        return _HALF_WORLD_M - self.y * self.size_m


def mercator(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
    """(N, 2) longitudes and latitudes as Mercator metres, x east and y north."""
    lat = np.radians(np.clip(degrees[:, 1], -_LAST_LATITUDE, _LAST_LATITUDE))
    x_m = np.radians(degrees[:, 0]) * _RADIUS_M
    y_m = np.arcsinh(np.tan(lat)) * _RADIUS_M
    return np.column_stack([x_m, y_m])
