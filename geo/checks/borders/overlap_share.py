"""Where `overlap_share` may change its answer for a point, which has no share to measure."""

from shapely.geometry.base import BaseGeometry

from data.rulepacks.checks import OverlapShare
from data.rulepacks.vocabulary import BusinessType
from geo.checks.borders.edges import Lines, edges, kinds_known_edges
from geo.scene.scene import Scene


def borders(
    check: OverlapShare,
    scene: Scene,
    error_m: float,
    business: BusinessType,
    within: BaseGeometry,
) -> Lines:
    """Zones grown by the error of both positions."""
    found = scene.features[check.zones, "outline"]
    lines = edges(found.shapes, found.error_m + error_m, within)
    return lines + kinds_known_edges(found, scene, error_m, within)
