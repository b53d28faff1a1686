"""Where walking distances may matter, and the cells in which they are judged."""

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.checks.arcs import quad_segs
from geo.checks.borders.edges import Lines, edges, known_edges
from geo.checks.borders.straight import rings
from geo.checks.needed import needed
from geo.checks.walking_cells import CELL_M
from geo.scene.features import Features
from geo.scene.scene import Scene


def walking_edges(
    found: Features, scene: Scene, least_m: float, error_m: float, within: BaseGeometry
) -> Lines:
    """Where every feature is far enough in a straight line; within that the cells of 10 m.

    And where features, or streets, are no longer known as far round as a walk may matter.

    Args:
        found: The features.
        scene: What lies around.
        least_m: The distance asked for.
        error_m: Position error of the site.
        within: Only lines near it are needed.
    """
    walks = needed(scene.walks)
    radius = least_m + error_m + found.most_error_m
    reach = least_m + error_m + found.error_m
    known = known_edges(found.knowns, scene, radius, within)
    if walks.extent >= 0:
        extent = np.array([scene.extents[walks.extent]], dtype=object)
        known += edges(extent, np.array([-radius]), within)
    cuts = np.asarray(walks.cuts.geometries, dtype=object)
    ends = edges(cuts, np.full(len(cuts), radius), within)
    return [*rings(found.ends, reach, within), *known, *ends, *_cells(found.ends, reach, within)]


def _cells(
    shapes: NDArray[np.object_], reach_m: NDArray[np.float64], within: BaseGeometry
) -> Lines:
    """Lines between the cells that come near enough to any of some shapes."""
    most = float(reach_m.max(initial=0.0))
    near = shapely.STRtree(shapes).query(within, predicate="dwithin", distance=most)
    if not len(near):
        return []
    grown = shapely.buffer(shapes[near], reach_m[near] + 0.1, quad_segs=quad_segs(most))
    lines: Lines = []
    for part in shapely.get_parts(shapely.union_all(grown)):
        west, south, east, north = shapely.bounds(part)
        x = np.arange(np.floor(west / CELL_M), np.ceil(east / CELL_M) + 1) * CELL_M
        y = np.arange(np.floor(south / CELL_M), np.ceil(north / CELL_M) + 1) * CELL_M
        upright = [shapely.LineString([(at, y[0]), (at, y[-1])]) for at in x]
        level = [shapely.LineString([(x[0], at), (x[-1], at)]) for at in y]
        lines += list(shapely.intersection([*upright, *level], part))
    return [line for line in lines if not line.is_empty]
