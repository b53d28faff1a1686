"""Where a point without an address comes to stand at the same place as a permit, or may."""

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.checks.borders.change import Lines
from geo.checks.borders.plot import Plot
from geo.checks.borders.straight import rings
from geo.scene.features import Features
from geo.scene.permit_register import Names, Register
from geo.scene.permits import Permits
from geo.scene.same_place import NEAR_M


def same_place_edges(permits: Permits, found: Features, plot: Plot) -> Lines:
    """Every line at which `geo.scene.same_place.same_place` may find something else.

    It looks at the permit itself, at addresses that have one of its names or its house number, at
    the buildings of all of these, and at any building beside, which makes it less sure in which
    one a point is.

    Args:
        permits: The permits of the district.
        found: Those that matter.
        plot: Only lines near it are needed.
    """
    known = permits.register
    asked = np.isin(permits.ids.astype(str), found.ids.astype(str))
    if not asked.any():
        return []
    rows = _named(known, asked)
    codes = np.concatenate([known.building[asked], known.addresses.building[rows]])
    outlines = np.asarray(known.buildings.outlines.geometries, dtype=object)
    theirs = outlines[np.isin(known.buildings.codes, codes[codes >= 0])]
    points = np.asarray(known.tree.geometries, dtype=object)[asked]
    named = np.asarray(known.addresses.tree.geometries, dtype=object)[rows]
    near = NEAR_M + plot.error_m
    reach = plot.error_m + known.buildings.error_m
    far = near + 2 * reach + max(known.addresses.error_m, float(known.error_m[asked].max()))
    beside = _beside(known, np.concatenate([theirs, points, named]), far)
    return [
        *rings(points, near + known.error_m[asked], plot),
        *rings(named, np.full(len(named), near + known.addresses.error_m), plot),
        *rings(beside, np.full(len(beside), reach), plot),
        *shapely.boundary(beside),
    ]


def _named(known: Register, asked: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Rows of `addresses` that have a name or a house number of some permits."""
    wanted: Names = known.names.of(np.flatnonzero(asked))
    names = known.addresses.names
    same = np.isin(names.name, wanted.name[wanted.name >= 0])
    same |= np.isin(names.house, wanted.house[wanted.house >= 0])
    return np.unique(known.addresses.row[same])


def _beside(known: Register, shapes: NDArray[np.object_], distance_m: float) -> NDArray[np.object_]:
    """Outlines of all buildings near some shapes."""
    _, found = known.buildings.outlines.query(shapes, predicate="dwithin", distance=distance_m)
    outlines = np.asarray(known.buildings.outlines.geometries, dtype=object)
    return np.asarray(outlines[np.unique(found)], dtype=object)
