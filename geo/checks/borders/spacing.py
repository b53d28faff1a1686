"""Where `spacing` may change its answer."""

import numpy as np
from shapely.geometry.base import BaseGeometry

from data.rulepacks.checks import Left, Spacing
from data.rulepacks.vocabulary import BusinessType
from geo.checks.borders.edges import Lines, kinds_known_edges
from geo.checks.borders.same_place import same_place_edges
from geo.checks.borders.straight import rings
from geo.checks.borders.walking import walking_edges
from geo.checks.needed import needed
from geo.checks.spacing import how_far_apart
from geo.scene.scene import Scene


def borders(
    check: Spacing, scene: Scene, error_m: float, business: BusinessType, within: BaseGeometry
) -> Lines:
    """Every other one grown by the distance, more and less the errors, and by the errors alone.

    One by one: what stands at the site's own place asks for nothing, and another behind it does.
    """
    if isinstance(check.at_least_m, Left) or isinstance(check.method, Left):
        return []
    found = scene.features[check.of, "outline"]
    error = error_m + found.error_m
    own = [
        *same_place_edges(needed(scene.permits), found, error_m, within),
        *rings(found.ends, error, within),
    ]
    if check.method == "walking":
        asked = how_far_apart(check, check.at_least_m, len(found.ids))
        return [*own, *walking_edges(found, scene, asked, error_m, within, one_by_one=True)]
    return [
        *own,
        *rings(found.ends, check.at_least_m + error, within),
        *rings(found.ends, np.maximum(check.at_least_m - error, 0.0), within),
        *kinds_known_edges(found, scene, check.at_least_m + error_m, within),
    ]
