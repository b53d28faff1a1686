"""Numba kernel: stretches of edges become straight pieces of their drawing."""

import math

import numpy as np
from numba import types
from numpy.typing import NDArray

from geo.streets.compiled import READ_NUMBERS, called, compiled

_READ_ROWS = types.Array(types.float64, 2, "C", readonly=True)
_READ_SHARES = types.Array(types.float64, 1, "C", readonly=True)


@called
def _whole(line: NDArray[np.float64], pieces: NDArray[np.float64], filled: int) -> int:
    for k in range(len(line) - 1):
        pieces[filled, 0] = line[k, 0]
        pieces[filled, 1] = line[k, 1]
        pieces[filled, 2] = line[k + 1, 0]
        pieces[filled, 3] = line[k + 1, 1]
        filled += 1
    return filled


@called
def _part(
    line: NDArray[np.float64], begin: float, end: float, pieces: NDArray[np.float64], filled: int
) -> int:
    drawn_m = 0.0
    for k in range(len(line) - 1):
        dx, dy = line[k + 1, 0] - line[k, 0], line[k + 1, 1] - line[k, 1]
        drawn_m += math.sqrt(dx * dx + dy * dy)
    begin_m, end_m = begin * drawn_m, end * drawn_m
    passed_m = 0.0
    for k in range(len(line) - 1):
        x, y = line[k]
        dx, dy = line[k + 1, 0] - x, line[k + 1, 1] - y
        length_m = math.sqrt(dx * dx + dy * dy)
        low_m = max(begin_m - passed_m, 0.0)
        high_m = min(end_m - passed_m, length_m)
        point = begin == end and (low_m <= length_m or k == len(line) - 2)
        passed_m += length_m
        if not (low_m < high_m or point):
            continue
        scale = 1.0 / length_m if length_m > 0.0 else 0.0
        pieces[filled, 0] = x + low_m * scale * dx
        pieces[filled, 1] = y + low_m * scale * dy
        # The vertex itself, not a hair beside it, so that one piece ends where the next begins.
        inner = high_m == length_m
        pieces[filled, 2] = line[k + 1, 0] if inner else x + high_m * scale * dx
        pieces[filled, 3] = line[k + 1, 1] if inner else y + high_m * scale * dy
        filled += 1
        if point:
            break
    return filled


@compiled(_READ_ROWS, READ_NUMBERS, READ_NUMBERS, _READ_SHARES, _READ_SHARES)
def cut(
    xy: NDArray[np.float64],
    first_xy: NDArray[np.int64],
    edge: NDArray[np.int64],
    begin: NDArray[np.float64],
    end: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Straight pieces of stretches from `begin` to `end`, fractions of an edge's drawn length.

    Args:
        xy: (C, 2) vertices of all edges.
        first_xy: (E + 1,) vertices of edge e are `xy[first_xy[e]:first_xy[e + 1]]`.
        edge: (S,) edge of each stretch.
        begin: (S,) where it begins.
        end: (S,) where it ends, not before `begin`.

    Returns:
        (K, 4) pieces x0, y0, x1, y1. A stretch without length is a piece without length.
    """
    room = 0
    for s in range(len(edge)):
        room += max(first_xy[edge[s] + 1] - first_xy[edge[s]] - 1, 1)
    pieces = np.empty((room, 4), np.float64)
    filled = 0
    for s in range(len(edge)):
        line = xy[first_xy[edge[s]] : first_xy[edge[s] + 1]]
        if begin[s] == 0.0 and end[s] == 1.0:
            filled = _whole(line, pieces, filled)
        else:
            filled = _part(line, begin[s], end[s], pieces, filled)
    return pieces[:filled]
