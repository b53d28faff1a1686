"""Where `fact` may change its answer: where a layer may say otherwise."""

from shapely.geometry.base import BaseGeometry

from data.rulepacks.checks import Fact
from data.rulepacks.vocabulary import BusinessType
from geo.checks.borders.edges import Lines
from geo.checks.borders.hosts import host_edges
from geo.checks.needed import needed
from geo.scene.scene import Scene


def borders(
    check: Fact, scene: Scene, error_m: float, business: BusinessType, within: BaseGeometry
) -> Lines:
    """Buildings that tell of the fact what is alike, grown and shrunk by the error."""
    if check.fact not in ("floor", "building_use"):
        return []
    buildings = needed(scene.buildings)
    told = buildings.floors if check.fact == "floor" else buildings.uses
    return host_edges(buildings, (told,), scene, error_m, within)
