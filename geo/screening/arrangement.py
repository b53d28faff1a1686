"""The pieces into which lines cut a land: within one piece nothing changes."""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

# Corners are rounded to this grid, which keeps crossings exact and neighbours without gaps.
GRID_M = 0.001


def pieces(land: NDArray[np.object_], lines: Sequence[BaseGeometry]) -> NDArray[np.object_]:
    """(K,) polygons into which `lines` cut some land, without gaps or overlaps.

    Args:
        land: (L,) polygons of one arrangement or apart from each other, in metres.
        lines: Lines anywhere; what lies outside the land cuts nothing.
    """
    near = _near(np.array(lines, dtype=object), _united(land))
    if not len(near):
        return land
    cut = _cut(land, near)
    drawn = np.concatenate([shapely.boundary(land[cut]), near])
    noded = shapely.union_all(shapely.get_parts(drawn), grid_size=GRID_M)
    found = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    inside = shapely.contains(_united(land[cut]), shapely.point_on_surface(found))
    return np.concatenate([land[~cut], found[inside]])


def _united(land: NDArray[np.object_]) -> BaseGeometry:
    whole = shapely.coverage_union_all(land)
    shapely.prepare(whole)
    return whole


def _cut(land: NDArray[np.object_], lines: NDArray[np.object_]) -> NDArray[np.bool_]:
    """(L,) polygons that some lines touch once corners are rounded; all others stay as they are."""
    cut = np.zeros(len(land), dtype=bool)
    _, at = shapely.STRtree(land).query(lines, predicate="dwithin", distance=2 * GRID_M)
    cut[at] = True
    return cut


def _near(lines: NDArray[np.object_], land: BaseGeometry) -> NDArray[np.object_]:
    """Those runs of segments of some lines that touch the (prepared) land."""
    xy, line = shapely.get_coordinates(shapely.get_parts(lines), return_index=True)
    same = np.flatnonzero(line[1:] == line[:-1])
    west, south, east, north = land.bounds
    least, most = np.minimum(xy[same], xy[same + 1]), np.maximum(xy[same], xy[same + 1])
    same = same[((least <= (east, north)) & (most >= (west, south))).all(axis=1)]
    ends = np.stack([xy[same], xy[same + 1]], axis=1)
    same = same[shapely.intersects(land, shapely.linestrings(ends))]
    # Segments that follow each other are one run: their first corners, and the end of the last.
    new = np.diff(same, prepend=-2) != 1
    ends = same[np.diff(same, append=-2) != 1] + 1
    corner = np.concatenate([same, ends])
    run = np.concatenate([np.cumsum(new) - 1, np.arange(len(ends))])
    order = np.argsort(run, kind="stable")
    return np.asarray(shapely.linestrings(xy[corner[order]], indices=run[order]), dtype=object)


def joined(parts: NDArray[np.object_], group: NDArray[np.int64]) -> NDArray[np.object_]:
    """(G,) the union of the pieces of each group.

    Args:
        parts: (K,) pieces of one arrangement.
        group: (K,) group of each, 0 to G - 1, each of which has at least one.
    """
    order = np.argsort(group, kind="stable")
    first = np.searchsorted(group[order], np.arange(1, group.max(initial=-1) + 1))
    return np.array(
        [shapely.coverage_union_all(parts[each]) for each in np.split(order, first)], dtype=object
    )


def fitted(
    shapes: NDArray[np.object_], group: NDArray[np.int64]
) -> tuple[NDArray[np.object_], NDArray[np.int64]]:
    """(K,) the same land as pieces of one arrangement, and (K,) the group of each.

    Where shapes of several arrangements meet, one lacks corners that the other has, and so their
    borders differ by as much as corners are rounded.

    Args:
        shapes: (S,) shapes that may be apart, or overlap, by that much.
        group: (S,) group of each.
    """
    noded = shapely.union_all(shapely.get_parts(shapely.boundary(shapes)), grid_size=GRID_M)
    found = np.asarray(shapely.get_parts(shapely.polygonize(shapely.get_parts(noded))))
    inside = shapely.point_on_surface(found)
    parts, shape = shapely.get_parts(shapes, return_index=True)
    part, at = shapely.STRtree(inside).query(parts, predicate="intersects")
    owner = np.full(len(found), -1, dtype=np.int64)
    owner[at] = group[shape[part]]
    lost = np.flatnonzero(owner < 0)
    at, part = shapely.STRtree(parts).query_nearest(
        inside[lost], max_distance=2 * GRID_M, all_matches=False
    )
    owner[lost[at]] = group[shape[part]]
    return found[owner >= 0], owner[owner >= 0]
