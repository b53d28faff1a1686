"""The areas of a district by level, ready for what is counted in them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from data.district import District
from data.rulepacks.vocabulary import Pick
from geo.places.homes import read_areas
from geo.scene.knowledge import Known


@dataclass(frozen=True)
class Areas:
    """The areas of one level, A of them in order of id.

    Attributes:
        shapes: (A,) their outlines.
        tree: R-tree over them.
        together: All of them as one shape.
        error_m: How far their borders may be off.
        known: How well the level is known.
    """

    shapes: NDArray[np.object_]
    tree: shapely.STRtree
    together: BaseGeometry
    error_m: float
    known: Known

    def inside(
        self, points: NDArray[np.object_], error_m: NDArray[np.float64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Pairs of an area and a point: (2, S) that surely lie in it, and (2, M) that may.

        A point nearer to the border than both may be off, or right on it, may lie on either side.

        Args:
            points: (P,) points.
            error_m: (P,) how far they may be off.
        """
        reach = error_m + self.error_m
        point, area = self.tree.query(points, predicate="dwithin", distance=reach)
        borders = shapely.boundary(self.shapes)
        deep = shapely.distance(borders[area], points[point])
        sure = shapely.intersects(self.shapes[area], points[point])
        sure &= (deep > 0) & (deep >= reach[point])
        perhaps = np.array([area, point], dtype=np.int64)
        return perhaps[:, sure], perhaps


def areas(district: District, known: Callable[[Pick], Known]) -> Mapping[str, Areas]:
    """The areas of a district by level; a level that nobody drew is not in it.

    Args:
        district: The district.
        known: How well a pick is known.
    """
    read = read_areas(district.features("areas") if district.has("areas") else None)
    knowns = {level: known(Pick("areas", level)) for level in read}
    return MappingProxyType(
        {
            level: Areas(
                shapes=found.shapes,
                tree=shapely.STRtree(found.shapes),
                together=shapely.union_all(found.shapes),
                error_m=knowns[level].error_m,
                known=knowns[level],
            )
            for level, found in read.items()
        }
    )
