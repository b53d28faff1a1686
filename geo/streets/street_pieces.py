"""The pieces of street to which some point of a small cell is joined, and how far away they are."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.streets.snapping import StreetIndex

# More than the rounding of joins to whole millimetres and what counts as equally near.
_SLACK_MM = 2
_SLACK_M = 0.002

_Numbers = NDArray[np.float64]
_Indices = NDArray[np.int64]


@dataclass(frozen=True)
class Pieces:
    """S pairs of a cell and a straight piece of street that may be nearest to a point of it.

    Attributes:
        cell: (S,) index of the cell, sorted.
        edge: (S,) street of the piece.
        from_mm: (S,) no join lies before this on the street, from its first vertex.
        to_mm: (S,) none behind this.
        near_mm: (S,) no way to a join is shorter.
        far_mm: (S,) none is longer.
        some_joined: (C,) whether some point of each cell may be joined to a street.
        all_joined: (C,) whether every point of it surely is.
    """

    cell: _Indices
    edge: _Indices
    from_mm: _Indices
    to_mm: _Indices
    near_mm: _Indices
    far_mm: _Indices
    some_joined: NDArray[np.bool_]
    all_joined: NDArray[np.bool_]


@dataclass(frozen=True)
class _Segments:
    """Straight pieces of streets by cell. `before` and `whole` in metres along the drawn street."""

    cell: _Indices
    edge: _Indices
    begin: _Numbers
    end: _Numbers
    before: _Numbers
    whole: _Numbers

    def of(self, chosen: NDArray[np.bool_]) -> "_Segments":
        return _Segments(
            self.cell[chosen],
            self.edge[chosen],
            self.begin[chosen],
            self.end[chosen],
            self.before[chosen],
            self.whole[chosen],
        )


def pieces_near(streets: StreetIndex, cells: NDArray[np.object_], max_snap_mm: int) -> Pieces:
    """The pieces that may be nearest to some point of each of (C,) rectangles.

    A piece farther away from all of a cell than another is from its farthest corner never is.
    """
    bounds = shapely.bounds(cells)
    centre = (bounds[:, :2] + bounds[:, 2:]) / 2
    half = np.hypot(*(bounds[:, 2:] - bounds[:, :2]).T) / 2
    found = _segments(streets, centre, half, max_snap_mm)
    near_mm, far_mm, share = _from_cells(found, cells, bounds)
    closest = np.full(len(cells), np.iinfo(np.int64).max)
    np.minimum.at(closest, found.cell, far_mm)
    length_mm = streets.network.length_mm[found.edge]
    kept = (near_mm <= max_snap_mm) & (near_mm <= closest[found.cell] + _SLACK_MM)
    some = np.zeros(len(cells), dtype=bool)
    some[found.cell[kept]] = True
    begin_mm = np.floor(share[:, 0] * length_mm).astype(np.int64) - _SLACK_MM
    end_mm = np.ceil(share[:, 1] * length_mm).astype(np.int64) + _SLACK_MM
    return Pieces(
        cell=found.cell[kept],
        edge=found.edge[kept],
        from_mm=np.maximum(begin_mm, 0)[kept],
        to_mm=np.minimum(end_mm, length_mm)[kept],
        near_mm=near_mm[kept],
        far_mm=far_mm[kept],
        some_joined=some,
        all_joined=closest <= max_snap_mm,
    )


def _segments(
    streets: StreetIndex, centre: _Numbers, half: _Numbers, max_snap_mm: int
) -> _Segments:
    """Pieces within the distance of the nearest street and two half diagonals of each centre."""
    points = np.asarray(shapely.points(centre), dtype=object)
    reach_m = max_snap_mm / 1000 + half.max(initial=0.0) + _SLACK_M
    (at, _), distance_m = streets.tree.query_nearest(
        points, max_distance=reach_m, return_distance=True, all_matches=False
    )
    radius = np.full(len(points), -1.0)
    radius[at] = distance_m + 2 * half[at] + _SLACK_M
    asked = np.flatnonzero(radius >= 0)
    which, edge = streets.tree.query(points[asked], predicate="dwithin", distance=radius[asked])
    every = _stretches(streets, asked[which].astype(np.int64), edge.astype(np.int64))
    away, _ = _foot(every, centre[every.cell])
    near = every.of(away <= radius[every.cell])
    order = np.argsort(near.cell, kind="stable")
    return _Segments(
        near.cell[order], near.edge[order], near.begin[order], near.end[order],
        near.before[order], near.whole[order],
    )  # fmt: skip


def _stretches(streets: StreetIndex, cell: _Indices, edge: _Indices) -> _Segments:
    """Streets cut at their vertices."""
    network = streets.network
    count = np.diff(network.first_xy)[edge] - 1
    owner = np.repeat(np.arange(len(edge)), count)
    first = np.cumsum(count) - count
    vertex = network.first_xy[edge][owner] + np.arange(len(owner)) - first[owner]
    begin, end = network.xy[vertex], network.xy[vertex + 1]
    length = np.hypot(*(end - begin).T)
    before = np.cumsum(length) - length
    before -= before[np.minimum(first, max(len(before) - 1, 0))][owner] if len(owner) else 0.0
    whole = np.bincount(owner, weights=length, minlength=len(edge))
    whole_m = np.asarray(whole[owner], dtype=float)
    return _Segments(cell[owner], edge[owner], begin, end, before, whole_m)


def _foot(pieces: _Segments, xy: _Numbers) -> tuple[_Numbers, _Numbers]:
    """(S,) distance from points to pieces, and (S,) where on the piece the nearest point lies."""
    step = pieces.end - pieces.begin
    square = np.einsum("ij,ij->i", step, step)
    away = xy - pieces.begin
    share = np.einsum("ij,ij->i", away, step) / np.where(square > 0, square, 1.0)
    share = np.clip(share, 0.0, 1.0)
    return np.hypot(*(away - share[:, None] * step).T), share


def _from_cells(
    pieces: _Segments, cells: NDArray[np.object_], bounds: _Numbers
) -> tuple[_Indices, _Indices, _Numbers]:
    """Least and longest way from each cell to its piece, and (S, 2) where joins lie on the street.

    A rectangle's projection onto a line, and its farthest point from a segment, are at corners.
    """
    west, south, east, north = bounds[pieces.cell].T
    corners = [np.column_stack(each) for each in
               ((west, south), (east, south), (east, north), (west, north))]  # fmt: skip
    feet = [_foot(pieces, corner) for corner in corners]
    far_m = np.max([away for away, _ in feet], axis=0)
    length = np.hypot(*(pieces.end - pieces.begin).T)
    along = np.array([pieces.before + share * length for _, share in feet])
    whole = np.where(pieces.whole > 0, pieces.whole, 1.0)
    share = np.column_stack([along.min(axis=0), along.max(axis=0)]) / whole[:, None]
    # A street drawn as one spot may be joined anywhere on its length.
    share[pieces.whole <= 0] = (0.0, 1.0)
    ends = np.stack([pieces.begin, pieces.end], axis=1)
    near_m = shapely.distance(cells[pieces.cell], shapely.linestrings(ends))
    near_mm = np.maximum(np.floor(near_m * 1000).astype(np.int64) - _SLACK_MM, 0)
    far_mm = np.ceil(far_m * 1000).astype(np.int64) + _SLACK_MM
    return near_mm, far_mm, np.clip(share, 0.0, 1.0)
