"""Where `inside_zone` may change its answer."""

import numpy as np
import shapely
from numpy.typing import NDArray

from data.rulepacks.checks import InsideZone
from geo.checks.borders.change import EVERY, FORBIDS, Change, Lines
from geo.checks.borders.edges import edges, kinds_known_edges
from geo.checks.borders.plot import Plot
from geo.checks.inside_zone import sure_zones


def borders(check: InsideZone, plot: Plot) -> list[Change]:
    """The union of the zones grown by the error, that of those that surely count shrunk by it.

    Where zones are not known, one outside all of them is unknown, and one inside one is not.
    """
    found = plot.scene.features[check.zones, "outline"]
    error_m = plot.error_m + float(found.error_m.max(initial=0.0))

    def joined(counted: NDArray[np.bool_], by_m: float) -> Lines:
        rows = plot.near(found.tree, error_m)
        zones = shapely.disjoint_subset_union_all(found.shapes[rows[counted[rows]]])
        return edges(np.array([zones], dtype=object), np.array([by_m]), plot.within)

    every = np.ones(len(found.ids), dtype=bool)
    return [
        Change(FORBIDS, lambda: joined(every, error_m)),
        Change(EVERY, lambda: joined(sure_zones(found), -error_m)),
        Change(FORBIDS, lambda: kinds_known_edges(found, plot.error_m, plot)),
    ]
