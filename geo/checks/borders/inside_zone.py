"""Where `inside_zone` may change its answer."""

import numpy as np

from data.rulepacks.checks import InsideZone
from geo.checks.borders.change import EVERY, FORBIDS, Change, Lines
from geo.checks.borders.edges import edges, kinds_known_edges
from geo.checks.borders.plot import Plot
from geo.checks.inside_zone import sure_zones
from geo.checks.union import shrunk_unions


def borders(check: InsideZone, plot: Plot) -> list[Change]:
    """Zones grown by their errors, and the unions of those that surely count shrunk by them.

    Where zones are not known, one outside all of them is unknown, and one inside one is not.
    """
    found = plot.scene.features[check.zones, "outline"]

    def grown() -> Lines:
        near = plot.near(found.tree, plot.error_m + found.most_error_m)
        return edges(found.shapes[near], plot.error_m + found.error_m[near], plot.within)

    def shrunk() -> Lines:
        near = plot.near(found.tree, plot.error_m + found.most_error_m)
        near = near[sure_zones(found)[near]]
        lines = []
        for own, joined in shrunk_unions(found.shapes[near], found.error_m[near]):
            by_m = np.array([-plot.error_m - own])
            lines += edges(np.array([joined], dtype=object), by_m, plot.within)
        return lines

    return [
        Change(FORBIDS, grown),
        Change(EVERY, shrunk),
        Change(FORBIDS, lambda: kinds_known_edges(found, plot.error_m, plot)),
    ]
