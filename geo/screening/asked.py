"""The question of a screening, put at points."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from data.rulepacks.book import StandingRule
from data.rulepacks.vocabulary import BusinessType
from geo.checks.asking import Asking
from geo.checks.borders.plot import Plot
from geo.checks.walking_cells import CELL_M
from geo.scene.placed import Placed, placed
from geo.scene.scene import Scene
from geo.scene.sites import FactColumn, Shape, everywhere, point_sites


@dataclass(frozen=True)
class Asked:
    """May the business open there?

    Attributes:
        rules: (R,) the rules that bind the business and the undertaking.
        scene: What lies around.
        business: What is to be opened.
        facts: The applicant's facts, (1,) columns that hold everywhere.
        error_m: Position error of the site.
    """

    rules: Sequence[StandingRule]
    scene: Scene
    business: BusinessType
    facts: Mapping[str, FactColumn]
    error_m: float

    def plot(self, within: BaseGeometry) -> Plot:
        """Land that is to be divided by what a survey would say."""
        return Plot(self.scene, self.error_m, self.business, within, self.facts.keys())

    def at(self, points: NDArray[np.object_]) -> Asking:
        """The question at (K,) points, each anywhere in its square of the 10 m grid."""
        xy = shapely.get_coordinates(points)
        sites = point_sites(xy, everywhere(self.facts, len(xy)), self.error_m)
        here = placed(self.scene, sites)
        west, south = (np.floor(xy / CELL_M) * CELL_M).T
        squares = np.asarray(shapely.box(west, south, west + CELL_M, south + CELL_M), dtype=object)
        what = np.full(len(xy), Shape.CELL, dtype=np.uint8)
        # Only the outlines of the cells are looked at; how well things are known is asked of sites.
        cells = Placed(replace(sites, shapes=squares, what=what), here.margin_m)
        return Asking(self.scene, here, self.business, cells)
