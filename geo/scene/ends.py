"""Where distances to features end, how surely that is known, and how far it may be off."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.scene.gates import Gates


@dataclass(frozen=True)
class Ends:
    """Where distances to F features end.

    Attributes:
        shapes: (F,) the shapes.
        certain: (F,) False where it is only known to be somewhere on the outline, or at a gate.
        error_m: (F,) position errors.
    """

    shapes: NDArray[np.object_]
    certain: NDArray[np.bool_]
    error_m: NDArray[np.float64]


def ends_at(
    ids: NDArray[np.object_],
    shapes: NDArray[np.object_],
    error_m: NDArray[np.float64],
    gates: Gates | None,
) -> Ends:
    """Where distances end: at outlines, or at gates as far as these are known.

    A place all of whose gates are known is entered only there. Where there may be others, or the
    known ones may be gone, it is entered at one of them or somewhere on its outline. A point of
    which no gate is known stands for the place.

    Args:
        ids: (F,) ids of the features.
        shapes: (F,) their shapes.
        error_m: (F,) position errors of these.
        gates: Where distances end at gates, these; None where they end at outlines.
    """
    certain = np.ones(len(shapes), dtype=bool)
    if gates is None:
        return Ends(shapes, certain, error_m)
    ends, error_m = shapes.copy(), error_m.copy()
    gated = np.array([place in gates.of for place in ids], dtype=bool)
    certain = np.where(gated, gates.all_known(shapes), shapely.get_type_id(shapes) == 0)
    for at in np.flatnonzero(gated):
        points = gates.of[ids[at]]
        if certain[at]:
            ends[at], error_m[at] = shapely.multipoints(points), gates.known.error_m
        else:
            ends[at] = shapely.geometrycollections([shapes[at], *points])
            error_m[at] = max(error_m[at], gates.known.error_m)
    return Ends(ends, certain, error_m)
