"""The area within a given distance of straight pieces: a distance field and its contour.

The distance to the nearest piece is found on a square grid and followed linearly between its
points. Everything is exact enough to rely on: outlines have corners on the grid's lines only, at
whole fractions of a cell and never at a grid point, so rings do not touch, polygons are valid and
an area of more pieces covers the area of fewer. The grid stands on whole multiples of its cell, so
an outline does not hang on what else is drawn.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from data.errors import DistrictError
from data.text import Text

CELL_M = 5.0
# Corners lie at these fractions of a cell (1.2 mm) and keep this far from grid points (2 cm).
_FRACTION = 1 / 4096
_MARGIN = 1 / 256
# Larger grids are drawn tile by tile: 40 MB while one is drawn, however wide the area.
_TILE_CELLS = 1024
# A street may be drawn across so many tiles (5 km each); more is no street of a district.
_MOST_TILES = 10_000

# What contourpy returns for the fill type used here: corners, where rings begin, where polygons
# begin; each a list of one array, for there is one chunk.
_Filled = tuple[list[NDArray[np.float64]], list[NDArray[np.uint32]], list[NDArray[np.uint32]]]


@dataclass(frozen=True)
class _Tile:
    """A part of the grid. Neighbours share a line of grid points.

    Attributes:
        first: Row and column of its first grid point.
        size: Grid points in each direction, rows and columns.
        chosen: For each area which pieces come near to it.
    """

    first: tuple[int, int]
    size: tuple[int, int]
    chosen: tuple[NDArray[np.int64], ...]


def outlines(
    layers: Sequence[NDArray[np.float64]], distance_m: float, cell_m: float = CELL_M
) -> tuple[BaseGeometry, ...]:
    """The areas within `distance_m` of the pieces; each area also covers those before it.

    Args:
        layers: For each area (K, 4) straight pieces x0, y0, x1, y1 in metres.
        distance_m: How far the area goes beside a piece.
        cell_m: Width of the grid's cells.

    Returns:
        Multipolygons with their holes, valid; empty where there are no pieces.
    """
    level = distance_m / cell_m
    origin = _origin(layers, level, cell_m)
    cells = [layer / cell_m - np.tile(origin, 2) for layer in layers]
    parts: list[list[BaseGeometry]] = [[] for _ in layers]
    for tile in _tiles(cells, level + 1):
        for found, area in zip(parts, _areas(tile, cells, level), strict=True):
            found.append(area)
    return tuple(_placed(_one(found), origin, cell_m) for found in parts)


def _origin(
    layers: Sequence[NDArray[np.float64]], level: float, cell_m: float
) -> NDArray[np.float64]:
    """The grid's corner in whole cells from the origin of the CRS."""
    least = [layer.reshape(-1, 2).min(axis=0) for layer in layers if len(layer)]
    corner = np.min(least, axis=0) if least else np.zeros(2)
    return np.floor(corner / cell_m) - math.ceil(level) - 2


def _tiles(cells: Sequence[NDArray[np.float64]], reach: float) -> Iterator[_Tile]:
    """The parts of the grid that pieces come near to, row by row."""
    most = np.max([pieces.reshape(-1, 2).max(axis=0, initial=0) for pieces in cells], axis=0)
    columns, rows = (int(end) for end in np.floor(most + reach) + 2)
    across = columns // _TILE_CELLS + 1
    near = [_near(pieces, reach, across) for pieces in cells]
    for number in np.unique(np.concatenate([tile for tile, _ in near])).tolist():
        row, column = (index * _TILE_CELLS for index in divmod(number, across))
        yield _Tile(
            (row, column),
            (min(_TILE_CELLS + 1, rows - row), min(_TILE_CELLS + 1, columns - column)),
            tuple(
                piece[np.searchsorted(tile, number) : np.searchsorted(tile, number, "right")]
                for tile, piece in near
            ),
        )


def _near(
    pieces: NDArray[np.float64], reach: float, across: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which tile is near to which piece, in order of tiles: two arrays of one length.

    Raises:
        DistrictError: A street is drawn across too many tiles.
    """
    ends = pieces.reshape(-1, 2, 2)
    low = np.floor((ends.min(axis=1) - reach) / _TILE_CELLS).astype(np.int64)
    high = np.floor((ends.max(axis=1) + reach) / _TILE_CELLS).astype(np.int64)
    wide = high - low + 1
    count = wide.prod(axis=1)
    if int(count.max(initial=0)) > _MOST_TILES:
        raise DistrictError(
            "streets",
            Text("有道路画得过长，无法绘制步行圈", "a street is drawn too long for its circle"),
            Text("区县范围内的道路", "streets within a district"),
        )
    piece = np.repeat(np.arange(len(pieces)), count)
    nth = np.arange(len(piece)) - np.repeat(np.cumsum(count) - count, count)
    down, along = np.divmod(nth, wide[piece, 0])
    tile = (low[piece, 1] + down) * across + low[piece, 0] + along
    order = np.argsort(tile, kind="stable")
    return tile[order], piece[order]


def _areas(
    tile: _Tile, cells: Sequence[NDArray[np.float64]], level: float
) -> Iterator[BaseGeometry]:
    """The part of each area that lies in a tile, in cells of the grid."""
    from geo.circles.field_kernel import apart_from, lower

    reach = level + 1
    squared = np.full(tile.size, reach * reach, dtype=np.float32)
    for pieces, chosen in zip(cells, tile.chosen, strict=True):
        lower(squared, *tile.first, pieces, chosen, reach)
        distance, below = apart_from(squared, level, _MARGIN)
        yield _contour(distance, level, tile.first) if below else shapely.MultiPolygon()


def _contour(distance: NDArray[np.float64], level: float, first: tuple[int, int]) -> BaseGeometry:
    """Where the distance is below the level."""
    from contourpy import FillType, contour_generator

    rows, columns = distance.shape
    generator = contour_generator(
        np.arange(first[1], first[1] + columns, dtype=float),
        np.arange(first[0], first[0] + rows, dtype=float),
        distance,
        fill_type=FillType.ChunkCombinedOffsetOffset,
    )
    filled = cast("_Filled", generator.filled(-1.0, level))
    (corners,), (rings,), (polygons,) = filled
    exact = np.round(corners / _FRACTION) * _FRACTION
    offsets = rings, polygons, np.array([0, len(polygons) - 1])
    area: BaseGeometry = shapely.from_ragged_array(
        shapely.GeometryType.MULTIPOLYGON, exact, offsets
    )[0]
    return area


def _one(parts: Sequence[BaseGeometry]) -> BaseGeometry:
    """The parts of all tiles as one area: along the tiles' borders their corners are the same."""
    drawn = [part for part in parts if not part.is_empty]
    if len(drawn) < 2:
        return drawn[0] if drawn else shapely.MultiPolygon()
    polygons = shapely.get_parts(shapely.coverage_union_all(shapely.get_parts(drawn)))
    return shapely.MultiPolygon(list(polygons))


def _placed(area: BaseGeometry, origin: NDArray[np.float64], cell_m: float) -> BaseGeometry:
    placed: BaseGeometry = shapely.transform(area, lambda corners: (corners + origin) * cell_m)
    return placed
