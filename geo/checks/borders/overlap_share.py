"""Where `overlap_share` may change its answer for a point, which has no share to measure."""

from data.rulepacks.checks import Left, OverlapShare
from geo.checks.borders.change import CLEAR, KNOWN, Change, Lines
from geo.checks.borders.edges import edges, kinds_known_edges
from geo.checks.borders.plot import Plot


def borders(check: OverlapShare, plot: Plot) -> list[Change]:
    """Zones grown by the error of both positions."""
    if isinstance(check.at_most, Left):
        return []
    found = plot.scene.features[check.zones, "outline"]

    def grown() -> Lines:
        near = plot.near(found.tree, plot.error_m + found.most_error_m)
        return edges(found.shapes[near], found.error_m[near] + plot.error_m, plot.within)

    return [
        Change(CLEAR, grown),
        Change(KNOWN, lambda: kinds_known_edges(found, plot.error_m, plot)),
    ]
