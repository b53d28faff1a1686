"""Where `corridor_width` may change its answer."""

from shapely.geometry.base import BaseGeometry

from data.rulepacks.checks import CorridorWidth
from data.rulepacks.vocabulary import BusinessType
from geo.checks.borders.edges import Lines
from geo.checks.borders.straight import straight_edges
from geo.checks.corridor_width import numbers, surely_classed, width_of
from geo.scene.scene import Scene


def borders(
    check: CorridorWidth,
    scene: Scene,
    error_m: float,
    business: BusinessType,
    within: BaseGeometry,
) -> Lines:
    """The corridors grown by their widths, more and less the errors."""
    widths = numbers(check)
    if not widths:
        return []
    found = scene.features[check.corridors, "outline"]
    least, classed = width_of(check, found)
    sure, widest = surely_classed(found, classed), max(widths.values())
    return straight_edges(sure, scene, least, widest, error_m, within, check.line_to_edge_m)
