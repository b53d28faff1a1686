"""Where the buildings that a point may be in change, those told alike taken together."""

import numpy as np
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.checks.borders.edges import Lines, grown_and_shrunk, known_edges
from geo.scene.buildings import Buildings
from geo.scene.scene import Scene


def host_edges(
    buildings: Buildings,
    told: tuple[NDArray[np.generic], ...],
    scene: Scene,
    error_m: float,
    within: BaseGeometry,
) -> Lines:
    """Buildings grown and shrunk by the error of both positions.

    Args:
        buildings: All buildings.
        told: Columns of (B,) on which answers rest; buildings alike in all are taken together.
        scene: The scene.
        error_m: Position error of the point.
        within: Only lines near it are needed.
    """
    lines = known_edges((buildings.known,), scene, error_m + buildings.known.error_m, within)
    if not len(buildings.ids):
        return lines
    # No floor is this low; what is not known is alike in that.
    rows = np.column_stack([np.nan_to_num(column.astype(float), nan=-1e6) for column in told])
    _, which = np.unique(rows, axis=0, return_inverse=True)
    error = buildings.error_m + error_m
    for group in range(which.max() + 1):
        of = which.ravel() == group
        lines += grown_and_shrunk(buildings.shapes[of], error[of], within)
    return lines
