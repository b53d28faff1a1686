"""Where `below_dwellings` may change its answer."""

from shapely.geometry.base import BaseGeometry

from data.rulepacks.checks import BelowDwellings
from data.rulepacks.vocabulary import BusinessType
from geo.checks.borders.edges import Lines
from geo.checks.borders.hosts import host_edges
from geo.checks.needed import needed
from geo.scene.scene import Scene


def borders(
    check: BelowDwellings,
    scene: Scene,
    error_m: float,
    business: BusinessType,
    within: BaseGeometry,
) -> Lines:
    """Buildings whose dwellings begin on one floor, grown and shrunk by the error."""
    buildings = needed(scene.buildings)
    return host_edges(
        buildings,
        (buildings.homes, buildings.lowest_dwelling, buildings.floors),
        scene,
        error_m,
        within,
    )
