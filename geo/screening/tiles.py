"""A land cut into squares, which are worked on one by one."""

from collections.abc import Iterator

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.screening.arrangement import GRID_M

# A multiple of the sides of all cells, so that no cell lies in two tiles.
TILE_M = 1000.0


def tiles(land: BaseGeometry) -> Iterator[NDArray[np.object_]]:
    """The polygons of a land that lie in each square of a fixed grid."""
    west, south, east, north = np.array(land.bounds) / TILE_M
    columns = np.arange(np.floor(west), np.ceil(east))
    rows = np.arange(np.floor(south), np.ceil(north))
    for column, row in np.array(np.meshgrid(columns, rows)).reshape(2, -1).T * TILE_M:
        square = shapely.box(column, row, column + TILE_M, row + TILE_M)
        parts = shapely.get_parts(shapely.intersection(land, square, grid_size=GRID_M))
        found = parts[shapely.area(parts) > 0]
        if len(found):
            yield np.asarray(found, dtype=object)
