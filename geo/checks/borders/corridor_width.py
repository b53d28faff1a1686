"""Where `corridor_width` may change its answer."""

from data.rulepacks.checks import CorridorWidth
from geo.checks.borders.change import Change
from geo.checks.borders.plot import Plot
from geo.checks.borders.straight import straight_changes
from geo.checks.corridor_width import numbers, surely_classed, width_of


def borders(check: CorridorWidth, plot: Plot) -> list[Change]:
    """The corridors grown by their widths, more and less the errors."""
    widths = numbers(check)
    if not widths:
        return []
    found = plot.scene.features[check.corridors, "outline"]
    least, classed = width_of(check, found)
    sure, widest = surely_classed(found, classed), max(widths.values())
    return straight_changes(sure, least, widest, plot, check.line_to_edge_m)
