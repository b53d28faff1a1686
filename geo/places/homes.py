"""In which area of each level a place lies."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray


@dataclass(frozen=True)
class AreaLevel:
    """The areas of one level, A of them in order of id.

    Attributes:
        ids: (A,) their ids.
        shapes: (A,) their outlines, in the district's CRS.
        settings: (A,) `urban`, `rural` or None.
    """

    ids: NDArray[np.object_]
    shapes: NDArray[np.object_]
    settings: NDArray[np.object_]


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


def read_areas(table: gpd.GeoDataFrame | None) -> Mapping[str, AreaLevel]:
    """The standard layer `areas` by level; nothing where the district has no such layer."""
    if table is None:
        return MappingProxyType({})
    setting = table["setting"].astype(object)
    settings = setting.where(setting.notna(), None).to_numpy(dtype=object)
    ids, levels = table["id"].to_numpy(dtype=object), table["level"].to_numpy(dtype=object)
    shapes, order = table.geometry.to_numpy(), np.argsort(ids.astype(str), kind="stable")
    found = {}
    for level in sorted(set(levels)):
        of_level = order[levels[order] == level]
        found[str(level)] = AreaLevel(
            ids[of_level], np.asarray(shapes[of_level], dtype=object), settings[of_level]
        )
    return MappingProxyType(found)


def homes(areas: Mapping[str, AreaLevel], points: NDArray[np.object_]) -> Homes:
    """The home of each point on every level of area.

    On a border the area of smaller id takes the point; a point lies in one area of a level.
    """
    of: dict[str, NDArray[np.int64]] = {}
    for level, found in areas.items():
        tree = shapely.STRtree(found.shapes)
        point, hit = tree.query(points, predicate="intersects")
        none = len(found.ids)
        home = np.full(len(points), none, dtype=np.int64)
        np.minimum.at(home, point, hit)
        home[home == none] = -1
        of[level] = home
    ids = {level: found.ids for level, found in areas.items()}
    return Homes(MappingProxyType(ids), MappingProxyType(of), len(points))
