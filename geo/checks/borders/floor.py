"""Where `floor` may change its answer."""

from shapely.geometry.base import BaseGeometry

from data.rulepacks.checks import Floor
from data.rulepacks.vocabulary import BusinessType
from geo.checks.borders.edges import Lines
from geo.checks.borders.hosts import host_edges
from geo.checks.needed import needed
from geo.scene.scene import Scene


def borders(
    check: Floor, scene: Scene, error_m: float, business: BusinessType, within: BaseGeometry
) -> Lines:
    """Buildings of as many floors, which may say otherwise than the applicant."""
    buildings = needed(scene.buildings)
    return host_edges(buildings, (buildings.floors,), scene, error_m, within)
