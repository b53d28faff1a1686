"""A piece of land that is to be divided by what a survey of a point site would say."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from data.rulepacks.vocabulary import BusinessType
from geo.scene.scene import Scene


@dataclass(frozen=True)
class Plot:
    """Where, and for whom, borders are drawn.

    Attributes:
        scene: What lies around.
        error_m: Position error of the site.
        business: What is to be opened.
        within: The land; only lines near it are needed.
        facts: Names of the facts that the applicant gives.
    """

    scene: Scene
    error_m: float
    business: BusinessType
    within: BaseGeometry
    facts: AbstractSet[str] = field(default_factory=frozenset)

    def near(self, tree: shapely.STRtree, reach_m: float) -> NDArray[np.int64]:
        """Rows of `tree` that come within a distance of the land, rising."""
        return np.sort(tree.query(self.within, predicate="dwithin", distance=reach_m))
