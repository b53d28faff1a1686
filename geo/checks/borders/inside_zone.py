"""Where `inside_zone` may change its answer."""

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from data.rulepacks.checks import InsideZone
from data.rulepacks.vocabulary import BusinessType
from geo.checks.borders.edges import Lines, edges, kinds_known_edges
from geo.checks.inside_zone import sure_zones
from geo.checks.union import shrunk_unions
from geo.scene.scene import Scene


def borders(
    check: InsideZone, scene: Scene, error_m: float, business: BusinessType, within: BaseGeometry
) -> Lines:
    """Zones grown by their errors, and their unions shrunk; also of those that surely count."""
    found = scene.features[check.zones, "outline"]
    near = shapely.dwithin(within, found.shapes, error_m + found.most_error_m)
    lines = kinds_known_edges(found, scene, error_m, within)
    lines += edges(found.shapes, error_m + found.error_m, within)
    for zones in (near, near & sure_zones(found)):
        for own, joined in shrunk_unions(found.shapes[zones], found.error_m[zones]):
            shape = np.array([joined], dtype=object)
            lines += edges(shape, np.array([-error_m - own]), within)
    return lines
