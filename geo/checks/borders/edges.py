"""Lines round polygons, round known land and between the cells of the fixed grid."""

from collections.abc import Iterable

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.checks.arcs import quad_segs
from geo.checks.borders.change import Lines
from geo.checks.borders.plot import Plot
from geo.reason import Reason
from geo.scene.features import Features
from geo.scene.knowledge import Known


def edges(shapes: NDArray[np.object_], by_m: NDArray[np.float64], within: BaseGeometry) -> Lines:
    """Where one comes into any of some polygons, each grown by `by_m`, or shrunk where negative.

    Args:
        shapes: (F,) polygons.
        by_m: (F,) how far each is grown.
        within: Only lines near it are needed.
    """
    by_m = np.broadcast_to(np.asarray(by_m, dtype=float), shapes.shape)
    shapely.prepare(within)
    near = shapely.dwithin(within, shapes, float(by_m.max(initial=0.0)))
    if not near.any():
        return []
    segments = quad_segs(float(np.abs(by_m[near]).max()))
    grown = np.where(
        by_m[near] == 0,
        shapes[near],
        shapely.buffer(shapes[near], by_m[near], quad_segs=segments),
    )
    # Most buildings and parcels stand alone, and nothing need be united where nothing meets.
    return _lines(shapely.boundary(shapely.disjoint_subset_union_all(grown)))


def grown_and_shrunk(
    shapes: NDArray[np.object_], by_m: NDArray[np.float64], within: BaseGeometry
) -> Lines:
    """Where one perhaps, and where one surely comes into any of some polygons."""
    both = edges(shapes, by_m, within)
    return both + edges(shapes, -by_m, within) if by_m.any() else both


def known_edges(knowns: Iterable[Known], radius_m: float, plot: Plot) -> Lines:
    """Where what must be known within a radius ceases to be."""
    extents = {known.extent for known in knowns if known.trouble is Reason.NONE}
    shapes = np.array([plot.scene.extents[at] for at in sorted(extents)], dtype=object)
    return [
        line
        for at in range(len(shapes))
        for line in edges(shapes[at : at + 1], np.array([-radius_m]), plot.within)
    ]


def kinds_known_edges(found: Features, reach_m: float, plot: Plot) -> Lines:
    """The same for the kinds of features, each as far as its own position error lets it matter.

    Args:
        found: The features.
        reach_m: Threshold and position error of the site.
        plot: Only lines near it are needed.
    """
    errors = [found.kind_error_m(at) for at in range(len(found.knowns))]
    return [
        line
        for error in sorted(set(errors))
        for line in known_edges(
            [known for known, own in zip(found.knowns, errors, strict=True) if own == error],
            reach_m + error,
            plot,
        )
    ]


def cell_edges(plot: Plot) -> Lines:
    """Where a point with a position error comes to touch other cells of the fixed grid.

    In each of these what is hidden answers alike.
    """
    west, south, east, north = shapely.bounds(plot.within)
    columns, rows = (
        _beside(least, most, plot.error_m, plot.scene.cell_m)
        for least, most in ((west, east), (south, north))
    )
    upright = [shapely.LineString([(x, rows[0]), (x, rows[-1])]) for x in columns]
    level = [shapely.LineString([(columns[0], y), (columns[-1], y)]) for y in rows]
    return [*upright, *level]


def _beside(least: float, most: float, error_m: float, cell_m: float) -> NDArray[np.float64]:
    """The error before and behind every grid line near enough to matter from `least` to `most`."""
    first, last = np.floor((least - error_m) / cell_m), np.ceil((most + error_m) / cell_m)
    lines = np.arange(first, last + 1) * cell_m
    return np.unique([lines - error_m, lines + error_m])


def _lines(border: BaseGeometry) -> Lines:
    return [line for line in shapely.get_parts(border) if not line.is_empty]
