"""Between which points a distance is measured, and how surely these are known."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from data.rulepacks.checks import From
from geo.scene.sites import Shape, Sites

# Looked up once: a member of an enumeration takes longer to find than a site to judge.
_BUILDING, _PARCEL, _CELL = int(Shape.BUILDING), int(Shape.PARCEL), int(Shape.CELL)


@dataclass(frozen=True)
class Starts:
    """Where on N sites a distance begins.

    Attributes:
        shapes: (N,) the shapes it begins at.
        certain: (N,) False where it begins somewhere on the outline, nobody knows where.
        worst: (N,) True for cells: the nearest point of the cell decides.
        error_m: (N,) how far off the beginning may be.
    """

    shapes: NDArray[np.object_]
    certain: NDArray[np.bool_]
    worst: NDArray[np.bool_]
    error_m: NDArray[np.float64]


def starts(sites: Sites, measured_from: From) -> Starts:
    """Where distances begin.

    A point stands for the whole site. A known door is as exact as doors are; one that is not known
    is somewhere on the outline. A building whose parcel is given is somewhere in it; an outline
    stands for a parcel around it that nobody drew.
    """
    shapes, what = sites.shapes, sites.what
    outlined = (what == _BUILDING) | (what == _PARCEL)
    worst = what == _CELL
    if measured_from == "door" and outlined.any():
        has_door = np.array([door is not None for door in sites.doors], dtype=bool)
        begins = np.where(has_door, sites.doors, shapes)
        error_m = np.where(has_door, sites.at_doors_m, sites.error_m)
        return Starts(begins, ~outlined | has_door, worst, error_m)
    certain = np.ones(len(shapes), dtype=bool)
    if measured_from == "building":
        certain = what != _PARCEL
    return Starts(shapes, certain, worst, sites.error_m)


def farthest(
    a: NDArray[np.object_],
    b: NDArray[np.object_],
    a_certain: NDArray[np.bool_],
    b_certain: NDArray[np.bool_],
    nearest: NDArray[np.float64],
) -> NDArray[np.float64]:
    """(M,) the most that the distance between pairs can be, never less than the truth.

    Where one end is somewhere on or in an outline, a corner of that is the farthest place: from the
    known end where this is convex, since the way to it then grows outwards; else from the nearest
    point of it. Where both are: the farthest two corners.

    Args:
        a: (M,) shapes at which distances begin.
        b: (M,) shapes at which they end.
        a_certain: (M,) whether the beginning is known.
        b_certain: (M,) whether the end is known.
        nearest: (M,) least distance of the pairs.
    """
    most = nearest.copy()
    one = np.flatnonzero(a_certain != b_certain)
    if not len(one) and (a_certain | b_certain).all():
        return most
    known = np.where(a_certain[one], a[one], b[one])
    outline = np.where(a_certain[one], b[one], a[one])
    most[one] = _farthest_corner(outline, _convex_part(known, outline))
    for at in np.flatnonzero(~(a_certain | b_certain)):
        ends, begins = shapely.get_coordinates(b[at]), shapely.get_coordinates(a[at])
        most[at] = np.linalg.norm(begins[:, None] - ends[None], axis=2).max()
    return most


def _convex_part(known: NDArray[np.object_], outlines: NDArray[np.object_]) -> NDArray[np.object_]:
    """(K,) the known ends where they are convex, else their points nearest to the outlines."""
    hulls = shapely.convex_hull(known)
    convex = shapely.area(hulls) == shapely.area(known)
    nearest = shapely.get_point(shapely.shortest_line(known, outlines), 0)
    polygons = shapely.get_type_id(known) == shapely.GeometryType.POLYGON
    return np.where(convex & polygons, known, nearest)


def _farthest_corner(
    outlines: NDArray[np.object_], ends: NDArray[np.object_]
) -> NDArray[np.float64]:
    corners, owner = shapely.get_coordinates(outlines, return_index=True)
    away = shapely.distance(shapely.points(corners), ends[owner])
    most = np.zeros(len(outlines))
    np.maximum.at(most, owner, away)
    return most
