"""Joining points to the nearest point of the nearest street, not to a node."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.network import WalkNetwork
from geo.units import to_mm

# Edges within half a millimetre of the nearest are equally near: all of them count.
_TIE_M = 0.0005


@dataclass(frozen=True)
class Snaps:
    """Joins between points and streets, sorted by point and then edge. M entries for P points.

    Attributes:
        point: (M,) index of the point; a point without a street near enough has no entry.
        edge: (M,) index of the edge.
        offset_mm: (M,) walking distance of the join from the edge's first vertex.
        access_mm: (M,) straight distance from the point to the join.
        joins: (M,) the joins themselves.
    """

    point: NDArray[np.int64]
    edge: NDArray[np.int64]
    offset_mm: NDArray[np.int64]
    access_mm: NDArray[np.int64]
    joins: NDArray[np.object_]


def snap(network: WalkNetwork, points: NDArray[np.object_], max_snap_mm: int) -> Snaps:
    """Join each of (P,) `points` to every one of its equally near edges.

    An edge farther than `max_snap_mm` (inclusive) does not count. A bent edge may have several
    nearest points: the first and the last of them count, whichever way it was drawn.
    """
    tree = shapely.STRtree(network.lines)
    reach_m = max_snap_mm / 1000 + _TIE_M
    (point, _), distance_m = tree.query_nearest(
        points, max_distance=reach_m, return_distance=True, all_matches=False
    )
    near_m = np.full(len(points), -1.0)
    near_m[point] = distance_m
    asked = np.flatnonzero(near_m >= 0)
    which, edge = tree.query(points[asked], predicate="dwithin", distance=near_m[asked] + _TIE_M)
    point = asked[which]
    point, edge = point.astype(np.int64), edge.astype(np.int64)
    lines, length_mm = network.lines[edge], network.length_mm[edge]
    access_mm = to_mm(shapely.distance(lines, points[point]))
    first_mm = _offsets_mm(lines, points[point], length_mm)
    last_mm = length_mm - _offsets_mm(shapely.reverse(lines), points[point], length_mm)
    within = access_mm <= max_snap_mm
    # A millimetre apart is one point, rounded from two sides.
    again = np.flatnonzero(within & (last_mm - first_mm > 1))
    entry = np.concatenate([np.flatnonzero(within), again])
    offset_mm = np.concatenate([first_mm[within], last_mm[again]])
    order = np.lexsort((offset_mm, edge[entry], point[entry]))
    entry, offset_mm = entry[order], offset_mm[order]
    point, edge, access_mm = point[entry], edge[entry], access_mm[entry]
    return Snaps(point, edge, offset_mm, access_mm, network.point_at(edge, offset_mm))


def _offsets_mm(
    lines: NDArray[np.object_], points: NDArray[np.object_], length_mm: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Walking distance from each line's first vertex to its first point nearest to a point."""
    along = np.nan_to_num(shapely.line_locate_point(lines, points, normalized=True))
    return np.floor(along * length_mm + 0.5).astype(np.int64)
