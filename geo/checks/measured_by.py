"""Distances in a straight line or along the walk network, whichever a rule asks for."""

from data.rulepacks.checks import Way
from geo.checks.asking import Asking
from geo.checks.judged import Judged
from geo.checks.needed import needed
from geo.checks.straight import Apart, apart
from geo.checks.walking import walked
from geo.checks.walking_cells import walked_in_cells
from geo.scene.features import Features
from geo.scene.placed import Placed


def distances(found: Features, here: Placed, asked: Apart, method: Way, asking: Asking) -> Judged:
    """Judge the distance to every feature near enough to matter; the worst one counts.

    Args:
        found: The features.
        here: The sites as they may be answered for.
        asked: How far apart they must be.
        method: How distances are measured.
        asking: The question.
    """
    if method == "straight":
        return apart(found, here, asked)
    walks = needed(asking.scene.walks)
    if asking.gridded:
        return walked_in_cells(found, walks, here, here, asked)
    if asking.cells is not None:
        return walked_in_cells(found, walks, here, asking.cells, asked)
    return walked(found, walks, here, asked)
