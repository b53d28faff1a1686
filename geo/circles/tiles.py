"""The parts of a wide grid that pieces of street come near to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.errors import DistrictError
from data.text import Text

# Cells in each direction: a few megabytes while one tile is drawn, however wide the area.
TILE_CELLS = 512
# A piece may come near to so many tiles (of 2.5 km); more is no street of a district.
_MOST_TILES = 10_000


@dataclass(frozen=True)
class Tile:
    """A part of the grid. Neighbours share a line of grid points.

    Attributes:
        row: Its first row of grid points.
        column: Its first column.
        size: Grid points in each direction, rows and columns.
        chosen: For each layer which pieces come near to it.
    """

    row: int
    column: int
    size: tuple[int, int]
    chosen: tuple[NDArray[np.int64], ...]


def tiles(
    layers: Sequence[NDArray[np.float64]], reach: float, tile_cells: int = TILE_CELLS
) -> Iterator[Tile]:
    """The tiles that some piece comes near to, row by row.

    Args:
        layers: (K, 4) straight pieces x0, y0, x1, y1 in cells, further than `reach` from zero.
        reach: How far from a piece the grid is wanted.
        tile_cells: Cells of a tile in each direction.

    Raises:
        DistrictError: A street is drawn across too many tiles.
    """
    most = np.max([pieces.reshape(-1, 2).max(axis=0, initial=0) for pieces in layers], axis=0)
    columns, rows = (int(end) for end in np.floor(most + reach) + 2)
    if max(columns, rows) <= tile_cells + 1:
        yield Tile(0, 0, (rows, columns), tuple(np.arange(len(pieces)) for pieces in layers))
        return
    across = columns // tile_cells + 1
    near = [_near(pieces, reach, tile_cells, across) for pieces in layers]
    for number in np.unique(np.concatenate([tile for tile, _ in near])).tolist():
        row, column = (index * tile_cells for index in divmod(number, across))
        chosen = tuple(
            piece[np.searchsorted(tile, number) : np.searchsorted(tile, number, "right")]
            for tile, piece in near
        )
        size = min(tile_cells + 1, rows - row), min(tile_cells + 1, columns - column)
        yield Tile(row, column, size, chosen)


def _near(
    pieces: NDArray[np.float64], reach: float, tile_cells: int, across: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which tile is near to which piece, in order of tiles: two arrays of one length."""
    ends = pieces.reshape(-1, 2, 2)
    low = np.floor((ends.min(axis=1) - reach) / tile_cells).astype(np.int64)
    high = np.floor((ends.max(axis=1) + reach) / tile_cells).astype(np.int64)
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
