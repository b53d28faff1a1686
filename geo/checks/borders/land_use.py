"""Where `land_use` may change its answer."""

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from data.rulepacks.checks import LandUse
from data.rulepacks.vocabulary import BusinessType
from geo.checks.borders.edges import Lines, edges, grown_and_shrunk, known_edges
from geo.checks.land_use import asked_codes, code_answers
from geo.checks.needed import needed
from geo.checks.union import joined
from geo.scene.scene import Scene


def borders(
    check: LandUse, scene: Scene, error_m: float, business: BusinessType, within: BaseGeometry
) -> Lines:
    """Polygons that say the same, taken together, grown and shrunk by the error."""
    land, asked = needed(scene.land_use), asked_codes(check, business.land_use_fit)
    if not asked:
        return []
    says = np.array([int(one.answer) for one in code_answers(check, asked, scene)], dtype=int)
    answer, error = says[land.spelling], land.error_m + error_m
    lines = known_edges((land.known,), scene, error_m + land.known.error_m, within)
    for each in np.unique(answer):
        of = answer == each
        lines += grown_and_shrunk(land.shapes[of], error[of], within)
        near = of & shapely.dwithin(within, land.shapes, float(error.max(initial=0.0)))
        whole = np.array([joined(land.shapes[near])], dtype=object)
        lines += edges(whole, -error[:1], within)
    return lines
