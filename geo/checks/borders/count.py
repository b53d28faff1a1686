"""Where `count` may change its answer."""

import numpy as np
from shapely.geometry.base import BaseGeometry

from data.rulepacks.checks import Count, Left
from data.rulepacks.vocabulary import BusinessType
from geo.checks.borders.edges import Lines, edges, grown_and_shrunk, known_edges
from geo.checks.needed import needed
from geo.scene.scene import Scene


def borders(
    check: Count, scene: Scene, error_m: float, business: BusinessType, within: BaseGeometry
) -> Lines:
    """Every area grown and shrunk by the errors, and all of them together."""
    areas = needed(scene.areas).get(check.within)
    if isinstance(check.at_most, Left) or isinstance(check.for_each, Left) or areas is None:
        return []
    reach = np.array([error_m + areas.error_m])
    lines = known_edges((areas.known,), scene, float(reach[0]), within)
    lines += edges(np.array([areas.together], dtype=object), -reach, within)
    for at in range(len(areas.shapes)):
        lines += grown_and_shrunk(areas.shapes[at : at + 1], reach, within)
    return lines
