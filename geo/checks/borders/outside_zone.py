"""Where `outside_zone` may change its answer."""

from shapely.geometry.base import BaseGeometry

from data.rulepacks.checks import OutsideZone
from data.rulepacks.vocabulary import BusinessType
from geo.checks.borders.edges import Lines, edges, kinds_known_edges
from geo.levels import YES
from geo.scene.scene import Scene


def borders(
    check: OutsideZone,
    scene: Scene,
    error_m: float,
    business: BusinessType,
    within: BaseGeometry,
) -> Lines:
    """Zones grown by the error of both positions, and those that surely count shrunk by it."""
    found = scene.features[check.zones, "outline"]
    error, sure = found.error_m + error_m, found.level == YES
    return [
        *edges(found.shapes, error, within),
        *edges(found.shapes[sure], -error[sure], within),
        *kinds_known_edges(found, scene, error_m, within),
    ]
