"""Where `adjacency` may change its answer."""

import numpy as np

from data.rulepacks.checks import Adjacency, Left
from geo.checks.borders.change import Change
from geo.checks.borders.plot import Plot
from geo.checks.borders.straight import straight_changes


def borders(check: Adjacency, plot: Plot) -> list[Change]:
    """The features grown by the gap, more and less the errors."""
    if isinstance(check.gap_m, Left):
        return []
    found = plot.scene.features[check.to, "outline"]
    return straight_changes(found, np.full(len(found.ids), check.gap_m), check.gap_m, plot)
