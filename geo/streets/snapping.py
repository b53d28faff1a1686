"""Joining points to the nearest point of the nearest street, not to a node."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.streets.network import WalkNetwork
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


@dataclass(frozen=True)
class StreetIndex:
    """The streets made ready for snapping.

    Attributes:
        network: The streets.
        lines: (E,) their geometries.
        tree: The same in an R-tree.
    """

    network: WalkNetwork
    lines: NDArray[np.object_]
    tree: shapely.STRtree


def street_index(network: WalkNetwork) -> StreetIndex:
    """Index every street of a network."""
    lines = network.lines(np.arange(len(network.u)))
    return StreetIndex(network, lines, shapely.STRtree(lines))


def snap(streets: StreetIndex, points: NDArray[np.object_], max_snap_mm: int) -> Snaps:
    """Join each of (P,) `points` to every one of its equally near edges.

    An edge farther than `max_snap_mm` (inclusive) does not count. A bent edge may have several
    nearest points: the first and the last of them count, whichever way it was drawn.
    """
    network, tree = streets.network, streets.tree
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
    lines, length_mm = streets.lines[edge], network.length_mm[edge]
    access_mm = to_mm(shapely.distance(lines, points[point]))
    first, last = _nearest_along(lines, points[point])
    first_mm = np.floor(first * length_mm + 0.5).astype(np.int64)
    last_mm = np.floor(last * length_mm + 0.5).astype(np.int64)
    within = access_mm <= max_snap_mm
    again = np.flatnonzero(within & (last_mm > first_mm))
    entry = np.concatenate([np.flatnonzero(within), again])
    offset_mm = np.concatenate([first_mm[within], last_mm[again]])
    share = np.concatenate([first[within], last[again]])
    order = np.lexsort((offset_mm, edge[entry], point[entry]))
    entry, offset_mm, share = entry[order], offset_mm[order], share[order]
    # By its offset, so that a point is joined alike in any company; a street without any length
    # still lies somewhere.
    whole_mm = length_mm[entry]
    share = np.where(whole_mm > 0, offset_mm / np.maximum(whole_mm, 1), np.round(share, 9))
    joins = shapely.line_interpolate_point(lines[entry], share, normalized=True)
    return Snaps(point[entry], edge[entry], offset_mm, access_mm[entry], joins)


def _nearest_along(
    lines: NDArray[np.object_], points: NDArray[np.object_]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The first and the last nearest point of each of (M,) lines to its point, as fractions.

    Segment by segment, so that ties within `_TIE_M` are seen whichever way a line was drawn and
    whatever the rounding of its corners.
    """
    corner, owner = shapely.get_coordinates(lines, return_index=True)
    tail = np.flatnonzero(owner[:-1] == owner[1:])
    line, begin, step = owner[tail], corner[tail], corner[tail + 1] - corner[tail]
    length = np.hypot(*step.T)
    away = shapely.get_coordinates(points)[line] - begin
    share = np.einsum("ij,ij->i", away, step) / np.where(length > 0, length**2, 1.0)
    share = np.clip(share, 0.0, 1.0)
    distance = np.hypot(*(away - share[:, None] * step).T)
    total = np.bincount(line, weights=length, minlength=len(lines))
    before = np.cumsum(length) - length
    start = np.full(len(lines), np.inf)
    np.minimum.at(start, line, before)
    along = before - start[line] + share * length
    nearest = np.full(len(lines), np.inf)
    np.minimum.at(nearest, line, distance)
    near = distance <= nearest[line] + _TIE_M
    first, last = np.full(len(lines), np.inf), np.zeros(len(lines))
    np.minimum.at(first, line[near], along[near])
    np.maximum.at(last, line[near], along[near])
    whole = np.where(total > 0, total, 1.0)
    return np.clip(first / whole, 0.0, 1.0), np.clip(last / whole, 0.0, 1.0)
