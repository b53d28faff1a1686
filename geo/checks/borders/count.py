"""Where `count` may change its answer."""

import numpy as np

from data.rulepacks.checks import Count, Left
from geo.checks.borders.change import EVERY, KNOWN, Change, Lines
from geo.checks.borders.edges import edges, grown_and_shrunk, known_edges
from geo.checks.borders.plot import Plot
from geo.checks.needed import needed
from geo.scene.areas import Areas


def borders(check: Count, plot: Plot) -> list[Change]:
    """Every area grown and shrunk by the errors, and all of them together."""
    areas = needed(plot.scene.areas).get(check.within)
    if isinstance(check.at_most, Left) or isinstance(check.for_each, Left) or areas is None:
        return []
    reach = plot.error_m + areas.error_m
    return [
        Change(EVERY, lambda: _round(areas, plot)),
        Change(KNOWN, lambda: known_edges((areas.known,), reach, plot)),
    ]


def _round(areas: Areas, plot: Plot) -> Lines:
    reach = np.array([plot.error_m + areas.error_m])
    lines = edges(np.array([areas.together], dtype=object), -reach, plot.within)
    for at in plot.near(areas.tree, float(reach[0])):
        lines += grown_and_shrunk(areas.shapes[at : at + 1], reach, plot.within)
    return lines
