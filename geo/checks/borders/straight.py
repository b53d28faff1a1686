"""Where straight distances to features pass what is asked for."""

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.checks.arcs import quad_segs
from geo.checks.borders.change import CLEAR, FORBIDS, KNOWN, Change, Lines
from geo.checks.borders.edges import edges, kinds_known_edges
from geo.checks.borders.plot import Plot
from geo.levels import YES
from geo.scene.features import Features

_NO_EDGE = (0.0, 0.0)


def straight_changes(
    found: Features,
    least_m: NDArray[np.float64],
    look_m: float,
    plot: Plot,
    line_to_edge_m: tuple[float, float] = _NO_EDGE,
) -> list[Change]:
    """Where the worst of all features changes, and where they are no longer known.

    A feature asks for something as near as the distance and the errors; it forbids where the
    distance less the errors is not reached. As the worst feature counts, only the outer borders of
    all that ask, and of all that surely forbid, matter.

    Args:
        found: The features.
        least_m: (F,) the least distance of each.
        look_m: The largest of them.
        plot: Only lines near it are needed.
        line_to_edge_m: As in `geo.checks.straight.Apart`.
    """
    asking_m = least_m + plot.error_m + found.error_m + line_to_edge_m[1]
    forbidding_m = least_m - plot.error_m - found.error_m + line_to_edge_m[0]
    reach = look_m + plot.error_m + line_to_edge_m[1]

    def asking() -> Lines:
        near = plot.near(found.tree, float(asking_m.max(initial=0.0)))
        return edges(found.ends[near], asking_m[near], plot.within)

    return [
        Change(FORBIDS, lambda: _forbidding(found, forbidding_m, plot)),
        Change(CLEAR, asking),
        Change(KNOWN, lambda: kinds_known_edges(found, reach, plot)),
    ]


def rings(shapes: NDArray[np.object_], radius_m: NDArray[np.float64], plot: Plot) -> Lines:
    """Where one comes within its radius of each of some shapes, one by one.

    Args:
        shapes: (F,) shapes.
        radius_m: (F,) the radius of each; none below 0.
        plot: Only lines near it are needed.
    """
    reach = float(radius_m.max(initial=0.0))
    near = plot.near(shapely.STRtree(shapes), reach)
    near = near[radius_m[near] > 0]
    grown = shapely.buffer(shapes[near], radius_m[near], quad_segs=quad_segs(reach))
    return list(shapely.boundary(grown))


def _forbidding(found: Features, radius_m: NDArray[np.float64], plot: Plot) -> Lines:
    """Where one comes within its radius of any feature that surely counts."""
    near = plot.near(found.tree, float(radius_m.max(initial=0.0)))
    near = near[(found.level[near] == YES) & (radius_m[near] > 0)]
    known, outlined = near[found.certain[near]], near[~found.certain[near]]
    lines = edges(found.ends[known], radius_m[known], plot.within)
    return lines + _lenses(found.ends[outlined], radius_m[outlined])


def _lenses(outlines: NDArray[np.object_], radius_m: NDArray[np.float64]) -> Lines:
    """Where one comes within a radius of every corner of an outline, and so of all of it."""
    found = []
    for outline, radius in zip(outlines, radius_m.tolist(), strict=True):
        corners = shapely.points(shapely.get_coordinates(shapely.convex_hull(outline)))
        discs = shapely.buffer(corners, radius, quad_segs=quad_segs(radius))
        found.append(shapely.boundary(shapely.intersection_all(discs)))
    return [line for line in found if not line.is_empty]
