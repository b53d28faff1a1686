"""Where `land_use` may change its answer."""

import numpy as np
from numpy.typing import NDArray

from data.rulepacks.checks import LandUse
from geo.checks.borders.change import EVERY, Change, Lines
from geo.checks.borders.edges import edges, grown_and_shrunk, known_edges
from geo.checks.borders.plot import Plot
from geo.checks.land_use import asked_codes, code_answers
from geo.checks.needed import needed
from geo.checks.union import joined
from geo.scene.land_use import LandUses


def borders(check: LandUse, plot: Plot) -> list[Change]:
    """Polygons that say the same, taken together, grown and shrunk by the error."""
    land, asked = needed(plot.scene.land_use), asked_codes(check, plot.business.land_use_fit)
    if not asked:
        return []
    says = np.array([int(one.answer) for one in code_answers(check, asked, plot.scene)], dtype=int)
    reach = plot.error_m + land.known.error_m
    return [
        Change(EVERY, lambda: _round(land, says, plot)),
        Change(EVERY, lambda: known_edges((land.known,), reach, plot)),
    ]


def _round(land: LandUses, says: NDArray[np.int64], plot: Plot) -> Lines:
    near = plot.near(land.tree, plot.error_m + land.known.error_m)
    answer, by_m = says[land.spelling[near]], land.error_m[near] + plot.error_m
    lines = []
    for each in np.unique(answer):
        of = answer == each
        shapes = land.shapes[near[of]]
        lines += grown_and_shrunk(shapes, by_m[of], plot.within)
        whole = np.array([joined(shapes)], dtype=object)
        lines += edges(whole, -by_m[:1], plot.within)
    return lines
