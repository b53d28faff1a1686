"""Where walking distances may matter, and where cells cease to be judged alike."""

from dataclasses import dataclass
from functools import cache, partial

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.checks.alike_cells import FREE, alike, alike_by_feature, bounds_of
from geo.checks.arcs import ARC_ERROR_M, quad_segs
from geo.checks.borders.change import EVERY, KNOWN, Change, Lines, Step
from geo.checks.borders.edges import edges, kinds_known_edges
from geo.checks.borders.plot import Plot
from geo.checks.borders.straight import rings
from geo.checks.needed import needed
from geo.checks.straight import Apart
from geo.checks.walking_cells import CELL_M, Bounds
from geo.scene.features import Features
from geo.scene.scene import Scene
from geo.scene.walks import Walks


def walking_changes(
    found: Features, asked: Apart, plot: Plot, *, one_by_one: bool = False
) -> list[Change]:
    """Where every feature is far enough in a straight line; within that, between unlike cells.

    And where features, or streets, are no longer known as far round as a walk may matter.

    Args:
        found: The features.
        asked: How far apart they must be.
        plot: Only lines near it are needed.
        one_by_one: Whether it matters which of the features are near, and not only the worst.
    """
    reach_m = asked.look_m + asked.line_to_edge_m[1] + plot.error_m
    every_m = reach_m + found.error_m

    def around() -> Lines:
        near = plot.near(found.tree, reach_m + found.most_error_m)
        if one_by_one:
            return rings(found.ends[near], every_m[near], plot)
        return edges(found.ends[near], every_m[near], plot.within)

    return [
        Change(EVERY, around),
        *_between_cells(found, asked, every_m, plot, one_by_one=one_by_one),
        Change(KNOWN, lambda: kinds_known_edges(found, reach_m, plot)),
        Change(KNOWN, lambda: _streets_known(np.unique(every_m), plot)),
    ]


def _streets_known(reach_m: NDArray[np.float64], plot: Plot) -> Lines:
    """Where streets are no longer known within some distances."""
    walks = needed(plot.scene.walks)
    extents = np.array(plot.scene.extents, dtype=object)[max(walks.extent, 0) :][:1]
    lines = []
    for far in reach_m.tolist():
        if walks.extent >= 0:
            lines += edges(extents, np.array([-far]), plot.within)
        cuts = np.asarray(walks.cuts.geometries, dtype=object)[plot.near(walks.cuts, far)]
        lines += edges(cuts, np.full(len(cuts), far), plot.within)
    return lines


@dataclass(frozen=True)
class _Cells:
    """C cells near enough to features, and what walks from them may be."""

    column: NDArray[np.int64]
    row: NDArray[np.int64]
    bounds: Bounds
    complete: NDArray[np.bool_]


def _between_cells(
    found: Features,
    asked: Apart,
    reach_m: NDArray[np.float64],
    plot: Plot,
    *,
    one_by_one: bool,
) -> list[Change]:
    """The sides between cells that are not judged alike."""
    walks = needed(plot.scene.walks)

    @cache
    def cells() -> _Cells:
        column, row = _near_features(found, reach_m, plot)
        boxes = shapely.box(*(np.array([column, row, column + 1, row + 1]) * CELL_M))
        squares = np.asarray(boxes, dtype=object)
        bounds = bounds_of(found, walks, squares, plot.error_m, asked)
        complete = _complete(walks, plot.scene, squares, float(reach_m.max(initial=0.0)))
        return _Cells(column, row, bounds, complete)

    def by_feature() -> Lines:
        at = cells()
        group = alike_by_feature(found, at.bounds, asked, plot.error_m, len(at.column))
        return _sides(at.column, at.row, group)

    def at_step(step: Step) -> Lines:
        at = cells()
        group = alike(found, at.bounds, asked, plot.error_m, at.complete, step)
        return _sides(at.column, at.row, group)

    # How far streets must be known hangs on the error of each feature.
    if one_by_one or len(np.unique(reach_m)) > 1:
        return [Change(EVERY, by_feature)]
    return [Change(frozenset({step}), partial(at_step, step)) for step in Step]


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


def _near_features(
    found: Features, reach_m: NDArray[np.float64], plot: Plot
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(C,) columns and (C,) rows of the cells near the plot that may come near any feature."""
    near = plot.near(found.tree, float(reach_m.max(initial=0.0)))
    bounds = np.floor(shapely.bounds(found.ends[near]) / CELL_M).astype(np.int64)
    grow = np.ceil(reach_m[near] / CELL_M).astype(np.int64)[:, None] + 1
    west, south, east, north = np.floor(np.array(plot.within.bounds) / CELL_M).astype(np.int64)
    # One more on each side, so that the sides of the outermost are drawn, too.
    board = np.zeros((east - west + 3, north - south + 3), dtype=bool)
    low = np.maximum(bounds[:, :2] - grow - (west - 1, south - 1), 0)
    high = np.maximum(bounds[:, 2:] + grow - (west - 2, south - 2), 0)
    for (first_column, first_row), (column, row) in zip(low, high, strict=True):
        board[first_column:column, first_row:row] = True
    columns, rows = np.nonzero(board)
    return columns + west - 1, rows + south - 1


def _sides(column: NDArray[np.int64], row: NDArray[np.int64], group: NDArray[np.int64]) -> Lines:
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
    new = np.ones(len(line) + 1, dtype=bool)
    new[1:-1] = (line[1:] != line[:-1]) | (at[1:] != at[:-1] + 1)
    first, last = new[:-1], new[1:]
    return line[first], at[first], at[last] + 1
