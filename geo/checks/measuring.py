"""Between which points a distance is measured, and how surely these are known."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from data.rulepacks.checks import From
from geo.scene.sites import Shape, Sites


@dataclass(frozen=True)
class Starts:
    """Where on N sites a distance begins.

    Attributes:
        shapes: (N,) the shapes it begins at.
        certain: (N,) False where it begins somewhere on the outline, nobody knows where.
        worst: (N,) True for cells: the nearest point of the cell decides.
    """

    shapes: NDArray[np.object_]
    certain: NDArray[np.bool_]
    worst: NDArray[np.bool_]


def starts(sites: Sites, measured_from: From) -> Starts:
    """Where distances begin.

    A point stands for the whole site. A door that is not known is somewhere on the outline; a
    building whose parcel is given is somewhere in it; an outline stands for a parcel around it
    that nobody drew.
    """
    shapes, what = sites.shapes, sites.what
    outlined = np.isin(what, (Shape.BUILDING, Shape.PARCEL))
    worst = what == Shape.CELL
    if measured_from == "door" and outlined.any():
        has_door = np.array([door is not None for door in sites.doors], dtype=bool)
        return Starts(np.where(has_door, sites.doors, shapes), ~outlined | has_door, worst)
    certain = np.ones(len(shapes), dtype=bool)
    if measured_from == "building":
        certain = what != Shape.PARCEL
    return Starts(shapes, certain, worst)


def farthest(
    a: NDArray[np.object_],
    b: NDArray[np.object_],
    a_certain: NDArray[np.bool_],
    b_certain: NDArray[np.bool_],
    nearest: NDArray[np.float64],
) -> NDArray[np.float64]:
    """(M,) the most that the distance between pairs can be, never less than the truth.

    Where an end is somewhere on an outline: from outline to outline the farthest two corners; from
    a known shape to an outline, along each side of it no more than half the sum of the distances
    of its two corners and its length, since a distance changes no faster than one moves.

    Args:
        a: (M,) shapes at which distances begin.
        b: (M,) shapes at which they end.
        a_certain: (M,) whether the beginning is known.
        b_certain: (M,) whether the end is known.
        nearest: (M,) least distance of the pairs.
    """
    most = nearest.copy()
    for at in np.flatnonzero(~(a_certain & b_certain)):
        if not a_certain[at] and not b_certain[at]:
            most[at] = _corner_to_corner(a[at], b[at])
        elif a_certain[at]:
            most[at] = _along_outline(b[at], a[at])
        else:
            most[at] = _along_outline(a[at], b[at])
    return most


def _corner_to_corner(a: shapely.Geometry, b: shapely.Geometry) -> float:
    one, other = shapely.get_coordinates(a), shapely.get_coordinates(b)
    return float(np.linalg.norm(one[:, None] - other[None], axis=2).max())


def _along_outline(outline: shapely.Geometry, known: shapely.Geometry) -> float:
    most = 0.0
    for ring in shapely.get_rings(shapely.get_parts(outline)):
        corners = shapely.get_coordinates(ring)
        far = np.asarray(shapely.distance(known, shapely.points(corners)))
        sides = np.asarray(
            shapely.distance(shapely.points(corners[1:]), shapely.points(corners[:-1]))
        )
        most = max(most, float(((far[:-1] + far[1:] + sides) / 2).max(initial=0.0)))
    return most
