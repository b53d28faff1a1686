"""Doors and gates joined to the streets, as ends of walks that rules ask for."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.scene.walks import Walks
from geo.streets.snapping import snap

_POINTS = (shapely.GeometryType.POINT, shapely.GeometryType.MULTIPOINT)


@dataclass(frozen=True)
class Ends:
    """Where walks of K sites or features end: S joins to streets.

    Attributes:
        owner: (S,) index of the site or feature.
        edge: (S,) street on which it arrives.
        offset_mm: (S,) where on it, from its first vertex.
        access_mm: (S,) straight way from the door or gate to there.
        exact: (K,) False where the end is only known to be somewhere on or in a shape.
        joined: (K,) whether every door or gate of it is joined to a street.
    """

    owner: NDArray[np.int64]
    edge: NDArray[np.int64]
    offset_mm: NDArray[np.int64]
    access_mm: NDArray[np.int64]
    exact: NDArray[np.bool_]
    joined: NDArray[np.bool_]


def ends_of(walks: Walks, shapes: NDArray[np.object_], certain: NDArray[np.bool_]) -> Ends:
    """Join points to the streets as for the circle: equally near streets all count.

    Args:
        walks: The streets.
        shapes: (K,) points or several of them; a line or polygon has no end of a walk.
        certain: (K,) whether the shape is known to be where distances end.
    """
    exact = np.isin(shapely.get_type_id(shapes), _POINTS) & certain
    known = np.flatnonzero(exact)
    points, part = shapely.get_parts(shapes[known], return_index=True)
    of = known[part]
    joined = np.ones(len(shapes), dtype=bool)
    if walks.streets is None or not len(points):
        joined[of] = False
        nothing = np.empty(0, dtype=np.int64)
        return Ends(nothing, nothing, nothing, nothing, exact, joined)
    snaps = snap(walks.streets, points, walks.max_snap_mm)
    missed = np.ones(len(points), dtype=bool)
    missed[snaps.point] = False
    joined[of[missed]] = False
    return Ends(of[snaps.point], snaps.edge, snaps.offset_mm, snaps.access_mm, exact, joined)
