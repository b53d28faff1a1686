"""The area within a given distance of straight pieces: a distance field and its contour.

The distance to the nearest piece is found on a square grid and followed linearly between its
points. Outlines can be relied on: they have corners on the grid's lines only, at whole fractions
of a cell and never near a grid point, so rings do not touch, polygons are valid, and an area of
more pieces covers the area of fewer. The grid stands on whole multiples of its cell, so an outline
does not hang on where else something is drawn.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import cast

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.circles.rings import Lines, no_lines, polygons_of
from geo.circles.tiles import TILE_CELLS, Tile, tiles

CELL_M = 5.0
# Corners lie at these fractions of a cell (1.2 mm), and keep this far from grid points (8 cm).
_FRACTION = 1 / 4096
_MARGIN = 1 / 64
# Thinning moves an outline by less than this (4 cm). Two strands are more than twice as far apart,
# for a grid point lies between them, so they cannot cross.
_TOLERANCE = 1 / 128


def outlines(
    layers: Sequence[NDArray[np.float64]],
    distance_m: float,
    *,
    cell_m: float = CELL_M,
    tile_cells: int = TILE_CELLS,
) -> tuple[BaseGeometry, ...]:
    """The areas within `distance_m` of the pieces; each area also covers those before it.

    Args:
        layers: For each area (K, 4) straight pieces x0, y0, x1, y1 in metres.
        distance_m: How far the area goes beside a piece.
        cell_m: Width of the grid's cells.
        tile_cells: Cells drawn at a time, in each direction; changes no corner.

    Returns:
        Multipolygons with their holes, valid; empty where there are no pieces.

    Raises:
        DistrictError: A piece is longer than any district is wide.
    """
    level = distance_m / cell_m
    origin = _origin(layers, level, cell_m)
    cells = [layer / cell_m - np.tile(origin, 2) for layer in layers]
    lines: list[list[Lines]] = [[] for _ in layers]
    for tile in tiles(cells, level + 1, tile_cells):
        for found, more in zip(lines, _lines(tile, cells, level), strict=True):
            found.append(more)
    return tuple(_placed(polygons_of(found), origin, cell_m) for found in lines)


def _origin(
    layers: Sequence[NDArray[np.float64]], level: float, cell_m: float
) -> NDArray[np.float64]:
    """The grid's corner in whole cells from the origin of the CRS, on the corner of a block."""
    from geo.circles.thin_kernel import BLOCK_CELLS

    least = [layer.reshape(-1, 2).min(axis=0) for layer in layers if len(layer)]
    corner = np.min(least, axis=0) / cell_m if least else np.zeros(2)
    return np.floor((corner - level - 2) / BLOCK_CELLS) * BLOCK_CELLS


def _lines(tile: Tile, cells: Sequence[NDArray[np.float64]], level: float) -> Iterator[Lines]:
    """The outline of each area within a tile, thinned, in cells of the whole grid."""
    from geo.circles.field_kernel import depth, lower
    from geo.circles.thin_kernel import BLOCK_CELLS, mark_different

    reach = level + 1
    rows, columns = tile.size
    squared = np.full(tile.size, reach * reach, dtype=np.float32)
    different = np.zeros((rows // BLOCK_CELLS + 1, columns // BLOCK_CELLS + 1), dtype=np.bool_)
    x, y = _grid(rows, columns)
    contours: list[Lines] = []
    for pieces, chosen in zip(cells, tile.chosen, strict=True):
        before = squared.copy() if contours else squared
        lower(squared, tile.row, tile.column, pieces, chosen, reach)
        if contours:
            mark_different(before, squared, level * level, different)
        contours.append(_contour(x, y, depth(squared, level, _MARGIN)))
    for contour in contours:
        thin = _thinned(contour, different)
        yield Lines(thin.corners + np.array([tile.column, tile.row]), thin.first)


@lru_cache(maxsize=8)
def _grid(rows: int, columns: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The column and the row of each point; kept, for many tiles are alike."""
    x, y = np.meshgrid(np.arange(columns, dtype=float), np.arange(rows, dtype=float))
    x.flags.writeable = y.flags.writeable = False
    return x, y


def _contour(x: NDArray[np.float64], y: NDArray[np.float64], deep: NDArray[np.float64]) -> Lines:
    """The lines round what is deep, deep on their left."""
    from contourpy import FillType, LineType, SerialContourGenerator, ZInterp

    # The class itself: `contour_generator` would look for invalid numbers, in half of the time.
    generator = SerialContourGenerator(
        x,
        y,
        deep,
        np.array(False),  # no mask
        corner_mask=False,
        line_type=LineType.ChunkCombinedOffset,
        fill_type=FillType.OuterOffset,
        quad_as_tri=False,
        z_interp=ZInterp.Linear,
    )
    (corners,), (first,) = cast("_Found", generator.lines(0.0))
    if corners is None or first is None:
        return no_lines()
    return Lines(np.round(corners / _FRACTION) * _FRACTION, first.astype(np.int64))


# What contourpy returns for the line type asked for: one chunk, None where it has no line.
_Found = tuple[list[NDArray[np.float64] | None], list[NDArray[np.uint32] | None]]


def _thinned(lines: Lines, different: NDArray[np.bool_]) -> Lines:
    """The lines without the corners that hardly bend them."""
    from geo.circles.thin_kernel import kept, turn_rings

    turn_rings(lines.corners, lines.first)
    stays = kept(lines.corners, lines.first, different, _TOLERANCE)
    passed = np.concatenate([[0], np.cumsum(stays)])
    return Lines(lines.corners[stays], passed[lines.first])


def _placed(area: BaseGeometry, origin: NDArray[np.float64], cell_m: float) -> BaseGeometry:
    placed: BaseGeometry = shapely.transform(area, lambda corners: (corners + origin) * cell_m)
    return placed
