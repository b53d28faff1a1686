"""Where `host_building` may change its answer."""

from shapely.geometry.base import BaseGeometry

from data.rulepacks.checks import HostBuilding
from data.rulepacks.vocabulary import BusinessType
from geo.checks.borders.edges import Lines
from geo.checks.borders.hosts import host_edges
from geo.checks.needed import needed
from geo.scene.scene import Scene


def borders(
    check: HostBuilding, scene: Scene, error_m: float, business: BusinessType, within: BaseGeometry
) -> Lines:
    """Buildings of one use, grown and shrunk by the error."""
    buildings = needed(scene.buildings)
    return host_edges(buildings, (buildings.uses,), scene, error_m, within)
