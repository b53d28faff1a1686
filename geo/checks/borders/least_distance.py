"""Where `least_distance` may change its answer."""

import numpy as np

from data.rulepacks.checks import LeastDistance, Left
from geo.checks.borders.change import Change
from geo.checks.borders.plot import Plot
from geo.checks.borders.straight import straight_changes
from geo.checks.borders.walking import walking_changes
from geo.checks.least_distance import how_far_apart


def borders(check: LeastDistance, plot: Plot) -> list[Change]:
    """The features grown by the distance, more and less the errors; on foot, also the cells."""
    if isinstance(check.at_least_m, Left) or isinstance(check.method, Left):
        return []
    found = plot.scene.features[check.to, check.measured_to]
    least = check.at_least_m
    if check.method == "walking":
        return walking_changes(found, how_far_apart(check, least, len(found.ids)), plot)
    every = np.full(len(found.ids), least)
    return straight_changes(found, every, least, plot, check.line_to_edge_m)
