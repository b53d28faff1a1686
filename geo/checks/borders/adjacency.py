"""Where `adjacency` may change its answer."""

import numpy as np
from shapely.geometry.base import BaseGeometry

from data.rulepacks.checks import Adjacency, Left
from data.rulepacks.vocabulary import BusinessType
from geo.checks.borders.edges import Lines
from geo.checks.borders.straight import straight_edges
from geo.scene.scene import Scene


def borders(
    check: Adjacency, scene: Scene, error_m: float, business: BusinessType, within: BaseGeometry
) -> Lines:
    """The features grown by the gap, more and less the errors."""
    if isinstance(check.gap_m, Left):
        return []
    found = scene.features[check.to, "outline"]
    every = np.full(len(found.ids), check.gap_m)
    return straight_edges(found, scene, every, check.gap_m, error_m, within)
