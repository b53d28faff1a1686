"""Where straight distances to features pass what is asked for."""

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.checks.arcs import quad_segs
from geo.checks.borders.edges import Lines, edges, kinds_known_edges
from geo.levels import YES
from geo.scene.features import Features
from geo.scene.scene import Scene

_NO_EDGE = (0.0, 0.0)


def straight_edges(
    found: Features,
    scene: Scene,
    least_m: NDArray[np.float64],
    look_m: float,
    error_m: float,
    within: BaseGeometry,
    line_to_edge_m: tuple[float, float] = _NO_EDGE,
) -> Lines:
    """Where the worst of all features changes, and where they are no longer known.

    A feature asks for something as near as the distance and the errors; it forbids where the
    distance less the errors is not reached. As the worst feature counts, only the outer borders of
    all that ask, and of all that surely forbid, matter.

    Args:
        found: The features.
        scene: What lies around.
        least_m: (F,) the least distance of each.
        look_m: The largest of them.
        error_m: Position error of the site.
        within: Only lines near it are needed.
        line_to_edge_m: As in `geo.checks.straight.Apart`.
    """
    error = error_m + found.error_m
    asking = edges(found.ends, least_m + error + line_to_edge_m[1], within)
    within_m = least_m - error + line_to_edge_m[0]
    sure = (found.level == YES) & (within_m > 0)
    known, outlined = sure & found.certain, sure & ~found.certain
    forbidding = edges(found.ends[known], within_m[known], within)
    lenses = _lenses(found.ends[outlined], within_m[outlined], within)
    reach = look_m + error_m + line_to_edge_m[1]
    return [*asking, *forbidding, *lenses, *kinds_known_edges(found, scene, reach, within)]


def rings(
    shapes: NDArray[np.object_], radius_m: NDArray[np.float64], within: BaseGeometry
) -> Lines:
    """Where one comes within its radius of each of some shapes, one by one.

    Args:
        shapes: (F,) shapes.
        radius_m: (F,) the radius of each; none below 0.
        within: Only lines near it are needed.
    """
    tree = shapely.STRtree(shapes)
    reach = float(radius_m.max(initial=0.0))
    near = np.sort(tree.query(within, predicate="dwithin", distance=reach))
    near = near[radius_m[near] > 0]
    grown = shapely.buffer(shapes[near], radius_m[near], quad_segs=quad_segs(reach))
    return list(shapely.boundary(grown))


def _lenses(
    outlines: NDArray[np.object_], radius_m: NDArray[np.float64], within: BaseGeometry
) -> Lines:
    """Where one comes within a radius of every corner of an outline, and so of all of it."""
    found = []
    near = shapely.STRtree(outlines).query(
        within, predicate="dwithin", distance=float(radius_m.max(initial=0.0))
    )
    for at in np.sort(near):
        corners = shapely.points(shapely.get_coordinates(shapely.convex_hull(outlines[at])))
        discs = shapely.buffer(corners, radius_m[at], quad_segs=quad_segs(float(radius_m[at])))
        found.append(shapely.boundary(shapely.intersection_all(discs)))
    return [line for line in found if not line.is_empty]
