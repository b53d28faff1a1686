"""In which area of each level a place lies."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray


@dataclass(frozen=True)
class Homes:
    """The areas in which N points lie.

    Attributes:
        ids: Level to the (A,) ids of its areas, in order of id.
        of: Level to (N,) the index of each point's area; -1 where it lies in none.
        count: N.
    """

    ids: Mapping[str, NDArray[np.object_]]
    of: Mapping[str, NDArray[np.int64]]
    count: int

    def at(self, level: str) -> NDArray[np.int64]:
        """(N,) the area of each point on `level`; -1 everywhere where there is no such level."""
        return self.of.get(level, np.full(self.count, -1, dtype=np.int64))


def homes(areas: gpd.GeoDataFrame | None, points: NDArray[np.object_]) -> Homes:
    """The home of each point on every level of area.

    On a border the area of smaller id takes the point; a point lies in one area of a level.
    """
    ids: dict[str, NDArray[np.object_]] = {}
    of: dict[str, NDArray[np.int64]] = {}
    if areas is None:
        return Homes(ids, of, len(points))
    for level in sorted(areas["level"].unique()):
        of_level = areas.loc[areas["level"] == level].sort_values("id", kind="stable")
        tree = shapely.STRtree(of_level.geometry.to_numpy())
        point, hit = tree.query(points, predicate="intersects")
        none = len(of_level)
        home = np.full(len(points), none, dtype=np.int64)
        np.minimum.at(home, point, hit)
        home[home == none] = -1
        ids[str(level)], of[str(level)] = of_level["id"].to_numpy(dtype=object), home
    return Homes(MappingProxyType(ids), MappingProxyType(of), len(points))
