"""Where `inside_zone` may change its answer."""

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from data.rulepacks.checks import InsideZone
from data.rulepacks.vocabulary import BusinessType
from geo.checks.borders.edges import Lines, grown_and_shrunk, kinds_known_edges
from geo.checks.inside_zone import sure_zones
from geo.scene.scene import Scene


def borders(
    check: InsideZone, scene: Scene, error_m: float, business: BusinessType, within: BaseGeometry
) -> Lines:
    """The union of the zones grown and shrunk by the error; also of those that surely count."""
    found = scene.features[check.zones, "outline"]
    error = np.array([error_m + found.error_m.max(initial=0.0)])
    near = shapely.dwithin(within, found.shapes, float(error[0]))
    lines = kinds_known_edges(found, scene, error_m, within)
    for zones in (found.shapes[near], found.shapes[near & sure_zones(found)]):
        joined = np.array([shapely.disjoint_subset_union_all(zones)], dtype=object)
        lines += grown_and_shrunk(joined, error, within)
    return lines
