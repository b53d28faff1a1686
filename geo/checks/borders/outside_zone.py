"""Where `outside_zone` may change its answer."""

from data.rulepacks.checks import OutsideZone
from geo.checks.borders.change import CLEAR, FORBIDS, KNOWN, Change, Lines
from geo.checks.borders.edges import edges, kinds_known_edges
from geo.checks.borders.plot import Plot
from geo.levels import YES


def borders(check: OutsideZone, plot: Plot) -> list[Change]:
    """Zones grown by the error of both positions, and those that surely count shrunk by it."""
    found = plot.scene.features[check.zones, "outline"]

    def grown() -> Lines:
        near = plot.near(found.tree, plot.error_m + found.most_error_m)
        return edges(found.shapes[near], found.error_m[near] + plot.error_m, plot.within)

    def shrunk() -> Lines:
        near = plot.near(found.tree, 0.0)
        near = near[found.level[near] == YES]
        return edges(found.shapes[near], -found.error_m[near] - plot.error_m, plot.within)

    return [
        Change(CLEAR, grown),
        Change(FORBIDS, shrunk),
        Change(KNOWN, lambda: kinds_known_edges(found, plot.error_m, plot)),
    ]
