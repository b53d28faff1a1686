"""Where walking distances may matter, and where cells cease to be judged alike."""

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.checks.alike_cells import FREE, alike
from geo.checks.arcs import ARC_ERROR_M, quad_segs
from geo.checks.borders.edges import Lines, edges, kinds_known_edges
from geo.checks.borders.straight import rings
from geo.checks.needed import needed
from geo.checks.straight import Apart
from geo.checks.walking_cells import CELL_M
from geo.scene.features import Features
from geo.scene.scene import Scene
from geo.scene.walks import Walks


def walking_edges(
    found: Features,
    scene: Scene,
    asked: Apart,
    error_m: float,
    within: BaseGeometry,
    *,
    one_by_one: bool = False,
) -> Lines:
    """Where every feature is far enough in a straight line; within that, between unlike cells.

    And where features, or streets, are no longer known as far round as a walk may matter.

    Args:
        found: The features.
        scene: What lies around.
        asked: How far apart they must be.
        error_m: Position error of the site.
        within: Only lines near it are needed.
        one_by_one: Whether it matters which of the features are near, and not only the worst.
    """
    walks = needed(scene.walks)
    least_m = asked.look_m + asked.line_to_edge_m[1]
    radius = least_m + error_m + found.most_error_m
    reach = least_m + error_m + found.error_m
    known = kinds_known_edges(found, scene, least_m + error_m, within)
    ends = []
    for far in np.unique(reach):
        if walks.extent >= 0:
            extent = np.array([scene.extents[walks.extent]], dtype=object)
            known += edges(extent, np.array([-far]), within)
        cuts = np.asarray(walks.cuts.geometries, dtype=object)
        ends += edges(cuts, np.full(len(cuts), far), within)
    column, row = _cells(found.ends, reach, within)
    boxes = shapely.box(*(np.array([column, row, column + 1, row + 1]) * CELL_M))
    squares = np.asarray(boxes, dtype=object)
    complete = _complete(walks, scene, squares, radius)
    group = alike(found, walks, squares, error_m, asked, complete=complete, one_by_one=one_by_one)
    around = (rings if one_by_one else edges)(found.ends, reach, within)
    return [*around, *known, *ends, *_between(column, row, group)]


def _complete(
    walks: Walks, scene: Scene, squares: NDArray[np.object_], radius_m: float
) -> NDArray[np.bool_]:
    """(C,) cells from every point of which streets surely are complete within a radius."""
    if walks.extent < 0:
        return np.zeros(len(squares), dtype=bool)
    radius_m += ARC_ERROR_M
    inner = shapely.buffer(scene.extents[walks.extent], -radius_m, quad_segs=quad_segs(radius_m))
    shapely.prepare(inner)
    complete = np.asarray(shapely.covers(inner, squares), dtype=bool)
    _, near = shapely.STRtree(squares).query(
        walks.cuts.geometries, predicate="dwithin", distance=radius_m
    )
    complete[near] = False
    return complete


def _cells(
    shapes: NDArray[np.object_], reach_m: NDArray[np.float64], within: BaseGeometry
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(C,) columns and (C,) rows of the cells that come near enough to any of some shapes."""
    most = float(reach_m.max(initial=0.0))
    near = shapely.STRtree(shapes).query(within, predicate="dwithin", distance=most)
    bounds = np.floor(shapely.bounds(shapes[near]) / CELL_M).astype(np.int64)
    grow = np.ceil(reach_m[near] / CELL_M).astype(np.int64) + 1
    found = []
    for (west, south, east, north), by in zip(bounds, grow, strict=True):
        columns, rows = np.arange(west - by, east + by + 1), np.arange(south - by, north + by + 1)
        found.append(np.array(np.meshgrid(columns, rows)).reshape(2, -1))
    every = np.unique(np.concatenate([np.empty((2, 0), dtype=np.int64), *found], axis=1), axis=1)
    return every[0], every[1]


def _between(column: NDArray[np.int64], row: NDArray[np.int64], group: NDArray[np.int64]) -> Lines:
    """The sides between neighbouring cells of different groups; any other cell is `FREE`."""
    if not len(group):
        return []
    west, south = column.min() - 1, row.min() - 1
    board = np.full((column.max() - west + 2, row.max() - south + 2), FREE, dtype=np.int64)
    board[column - west, row - south] = group
    x, first, last = _runs(*np.nonzero(board[1:] != board[:-1]))
    upright = np.array([[x + 1, first], [x + 1, last]])
    y, first, last = _runs(*np.nonzero((board[:, 1:] != board[:, :-1]).T))
    level = np.array([[first, y + 1], [last, y + 1]])
    ends = np.concatenate([upright, level], axis=2).transpose(2, 0, 1)
    return list(shapely.linestrings((ends + np.array([west, south])) * CELL_M))


def _runs(
    line: NDArray[np.int64], at: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Sides that follow each other, joined: their line, where they begin and where they end.

    Args:
        line: (S,) the grid line of each side, sorted.
        at: (S,) where on it, sorted within a line.
    """
    new = np.ones(len(line), dtype=bool)
    new[1:] = (line[1:] != line[:-1]) | (at[1:] != at[:-1] + 1)
    first = np.flatnonzero(new)
    last = np.append(first[1:], len(line)) - 1
    return line[first], at[first], at[last] + 1
