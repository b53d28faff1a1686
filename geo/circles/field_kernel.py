"""Numba kernels: how far grid points lie from the nearest straight piece, near the pieces only."""

import math

import numpy as np
from numba import types
from numpy.typing import NDArray

from geo.streets.compiled import INT, READ_NUMBERS, called, compiled

_FIELD = types.Array(types.float32, 2, "C")
_READ_ROWS = types.Array(types.float64, 2, "C", readonly=True)
_REAL = types.float64


@called
def _within(
    x0: float, dx: float, dy: float, length: float, py: float, reach: float
) -> tuple[float, float]:
    """Where the line `py` above a piece's beginning can be within reach of it."""
    left, right = min(x0, x0 + dx) - reach, max(x0, x0 + dx) + reach
    if abs(dy) * 1e6 > length:
        middle, half = x0 + py * dx / dy, reach * length / abs(dy)
        left, right = max(left, middle - half), min(right, middle + half)
    return left, right


@compiled(_FIELD, INT, INT, _READ_ROWS, READ_NUMBERS, _REAL)
def lower(
    squared: NDArray[np.float32],
    first_row: int,
    first_column: int,
    pieces: NDArray[np.float64],
    chosen: NDArray[np.int64],
    reach: float,
) -> None:
    """Lower squared distances to those of more pieces, as far as `reach` from each.

    Everything is measured in cells; the grid points have whole coordinates. Only points in a
    narrow band round each piece are visited.

    Args:
        squared: (R, C) squared distances so far, `reach` squared where nothing is near; lowered.
        first_row: y of the first row.
        first_column: x of the first column.
        pieces: (K, 4) x0, y0, x1, y1.
        chosen: Which of the pieces.
        reach: How far from a piece distances are wanted.
    """
    rows, columns = squared.shape
    for k in chosen:
        x0, y0 = pieces[k, 0], pieces[k, 1]
        dx, dy = pieces[k, 2] - x0, pieces[k, 3] - y0
        length = math.sqrt(dx * dx + dy * dy)
        per_square = 1.0 / (length * length) if length > 0.0 else 0.0
        lowest = max(math.ceil(min(y0, y0 + dy) - reach), first_row)
        highest = min(math.floor(max(y0, y0 + dy) + reach), first_row + rows - 1)
        for row in range(lowest, highest + 1):
            py = row - y0
            left, right = _within(x0, dx, dy, length, py, reach)
            begin = max(math.ceil(left), first_column)
            end = min(math.floor(right), first_column + columns - 1)
            line = squared[row - first_row]
            for column in range(begin, end + 1):
                px = column - x0
                along = min(max((px * dx + py * dy) * per_square, 0.0), 1.0)
                ex, ey = px - along * dx, py - along * dy
                at = column - first_column
                line[at] = min(line[at], np.float32(ex * ex + ey * ey))


@compiled(_FIELD, _REAL, _REAL)
def depth(squared: NDArray[np.float32], level: float, margin: float) -> NDArray[np.float64]:
    """How far each grid point lies within `level` of a piece, negative where it lies beyond.

    Nothing is nearer to zero than `margin`, so no outline runs near a grid point, where two of
    its corners could meet. Which of two points lies deeper does not change.
    """
    rows, columns = squared.shape
    found = np.empty((rows, columns), np.float64)
    for row in range(rows):
        for column in range(columns):
            deep = level - math.sqrt(np.float64(squared[row, column]))
            found[row, column] = max(deep, margin) if deep > 0.0 else min(deep, -margin)
    return found
