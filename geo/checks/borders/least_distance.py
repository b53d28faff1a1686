"""Where `least_distance` may change its answer."""

import numpy as np
from shapely.geometry.base import BaseGeometry

from data.rulepacks.checks import LeastDistance, Left
from data.rulepacks.vocabulary import BusinessType
from geo.checks.borders.edges import Lines
from geo.checks.borders.straight import straight_edges
from geo.checks.borders.walking import walking_edges
from geo.checks.least_distance import how_far_apart
from geo.scene.scene import Scene


def borders(
    check: LeastDistance,
    scene: Scene,
    error_m: float,
    business: BusinessType,
    within: BaseGeometry,
) -> Lines:
    """The features grown by the distance, more and less the errors; on foot, also the cells."""
    if isinstance(check.at_least_m, Left) or isinstance(check.method, Left):
        return []
    found = scene.features[check.to, check.measured_to]
    least = check.at_least_m
    if check.method == "walking":
        asked = how_far_apart(check, least, len(found.ids))
        return walking_edges(found, scene, asked, error_m, within)
    every = np.full(len(found.ids), least)
    return straight_edges(found, scene, every, least, error_m, within, check.line_to_edge_m)
