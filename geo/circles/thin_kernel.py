"""Numba kernels: contour lines lose corners that hardly bend them, block by block of the grid.

Corners on the border of a block stay, so every block is thinned for itself. In a block where two
areas have different outlines every corner stays; in any other their outlines are the same and stay
the same. So areas that nest still nest when they are thinned.
"""

import numpy as np
from numba import types
from numpy.typing import NDArray

from geo.streets.compiled import READ_NUMBERS, called, compiled

_FIELD = types.Array(types.float32, 2, "C")
_ROWS = types.Array(types.float64, 2, "C")
_BLOCKS = types.Array(types.boolean, 2, "C")
_REAL = types.float64

BLOCK_CELLS = 8


@called
def _on_border(corner: NDArray[np.float64]) -> bool:
    x, y = int(corner[0]), int(corner[1])
    return bool(
        (x % BLOCK_CELLS == 0 and x == corner[0]) or (y % BLOCK_CELLS == 0 and y == corner[1])
    )


@called
def _pinned(
    corner: NDArray[np.float64], after: NDArray[np.float64], different: NDArray[np.bool_]
) -> bool:
    """Whether a corner lies on a block's border, or before a corner in a block of difference."""
    if _on_border(corner):
        return True
    row = int((corner[1] + after[1]) / 2) // BLOCK_CELLS
    column = int((corner[0] + after[0]) / 2) // BLOCK_CELLS
    return bool(different[row, column])


@called
def _strays(corners: NDArray[np.float64], begin: int, end: int, tolerance: float) -> bool:
    """Whether a corner between two lies further than `tolerance` from the line between them."""
    x, y = corners[begin, 0], corners[begin, 1]
    dx, dy = corners[end, 0] - x, corners[end, 1] - y
    square = dx * dx + dy * dy
    for k in range(begin + 1, end):
        px, py = corners[k, 0] - x, corners[k, 1] - y
        along, across = px * dx + py * dy, px * dy - py * dx
        if along < 0.0 or along > square or across * across > tolerance * tolerance * square:
            return True
    return False


@compiled(_FIELD, _FIELD, _REAL, _BLOCKS)
def mark_different(
    before: NDArray[np.float32],
    after: NDArray[np.float32],
    square_level: float,
    different: NDArray[np.bool_],
) -> None:
    """Mark the blocks in which both fields have an outline and are not the same.

    Args:
        before: (R, C) squared distances to fewer pieces.
        after: (R, C) squared distances to more pieces.
        square_level: The outline's distance, squared.
        different: (R / block, C / block) rounded up; set.
    """
    rows, columns = before.shape
    for a in range(different.shape[0]):
        for b in range(different.shape[1]):
            inside, outside, changed = False, False, False
            for row in range(a * BLOCK_CELLS, min((a + 1) * BLOCK_CELLS + 1, rows)):
                for column in range(b * BLOCK_CELLS, min((b + 1) * BLOCK_CELLS + 1, columns)):
                    inside |= before[row, column] < square_level
                    outside |= after[row, column] >= square_level
                    changed |= before[row, column] != after[row, column]
            if inside and outside and changed:
                different[a, b] = True


@compiled(_ROWS, READ_NUMBERS)
def turn_rings(corners: NDArray[np.float64], first: NDArray[np.int64]) -> None:
    """Let each ring begin on a block's border, or else at its least corner, wherever it began.

    Args:
        corners: (P, 2) corners of lines one after another; a ring ends where it begins. Changed.
        first: (L + 1,) corners of line l are `corners[first[l]:first[l + 1]]`.
    """
    for line in range(len(first) - 1):
        ring = corners[first[line] : first[line + 1]]
        count = len(ring) - 1
        if ring[0, 0] != ring[count, 0] or ring[0, 1] != ring[count, 1]:
            continue
        begin = 0
        for k in range(count):
            if _on_border(ring[k]):
                begin = k
                break
            if ring[k, 0] < ring[begin, 0] or (
                ring[k, 0] == ring[begin, 0] and ring[k, 1] < ring[begin, 1]
            ):
                begin = k
        turned = ring.copy()
        for k in range(count + 1):
            ring[k] = turned[(begin + k) % count]


@compiled(_ROWS, READ_NUMBERS, _BLOCKS, _REAL)
def kept(
    corners: NDArray[np.float64],
    first: NDArray[np.int64],
    different: NDArray[np.bool_],
    tolerance: float,
) -> NDArray[np.bool_]:
    """Which corners stay.

    Args:
        corners: (P, 2) corners of lines one after another, in cells of the blocks' grid.
        first: (L + 1,) corners of line l are `corners[first[l]:first[l + 1]]`.
        different: Blocks in which nothing may be left out.
        tolerance: How far a corner that is left out may lie from the line that is left.
    """
    stays = np.ones(len(corners), np.bool_)
    for line in range(len(first) - 1):
        anchor = first[line]
        for at in range(first[line] + 1, first[line + 1]):
            if at == anchor + 1:
                continue
            if _pinned(corners[at - 1], corners[at], different) or _strays(
                corners, anchor, at, tolerance
            ):
                anchor = at - 1
            else:
                stays[at - 1] = False
    return stays
