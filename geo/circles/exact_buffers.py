"""The area beside pieces of street as buffers: exact, and slow beside the distance field."""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

SEGMENTS_A_QUARTER = 16


def buffers(layers: Sequence[NDArray[np.float64]], distance_m: float) -> tuple[BaseGeometry, ...]:
    """The areas within `distance_m` of the pieces; each area takes in those before it.

    Args:
        layers: For each area (K, 4) straight pieces x0, y0, x1, y1 in metres.
        distance_m: How far the area goes beside a piece; ends are round.

    Returns:
        Multipolygons with their holes; empty where there are no pieces.
    """
    areas: list[BaseGeometry] = []
    inner: BaseGeometry = shapely.MultiPolygon()
    for pieces in layers:
        beside = shapely.buffer(_lines(pieces), distance_m, quad_segs=SEGMENTS_A_QUARTER)
        # Round a bend the narrower area can stick out by a hair: a cap is no exact circle.
        inner = shapely.union_all([inner, *beside])
        areas.append(shapely.MultiPolygon(list(shapely.get_parts(inner))))
    return tuple(areas)


def _lines(pieces: NDArray[np.float64]) -> NDArray[np.object_]:
    """Pieces that go on where the one before ends are one line."""
    first = np.ones(len(pieces), dtype=bool)
    first[1:] = (pieces[1:, :2] != pieces[:-1, 2:]).any(axis=1)
    line = np.cumsum(first) - 1
    corners = np.concatenate([pieces[first, :2], pieces[:, 2:]])
    owner = np.concatenate([line[first], line])
    order = np.argsort(owner, kind="stable")
    lines = np.empty(int(first.sum()), dtype=object)
    if len(lines):
        lines[:] = shapely.linestrings(corners[order], indices=owner[order])
    return lines
