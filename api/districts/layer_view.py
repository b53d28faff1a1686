"""What is prepared once of a layer, so that many small questions to it are quick."""

from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from shapely import STRtree

from api.districts.seen import SeenLayer

Shapes = NDArray[np.object_]
_WGS84 = 4326


@dataclass(frozen=True)
class LayerView:
    """A layer as somebody sees it, with what follows from it. Each part is made when first needed.

    Attributes:
        seen: The layer.
    """

    seen: SeenLayer

    @cached_property
    def metric(self) -> Shapes:
        """(N,) shapes in the district's CRS, x east and y north; empty without geometry."""
        table = self.seen.table
        given: Any = table["geometry"].to_numpy() if self.seen.spatial else ()
        shapes = np.empty(len(given), dtype=object)
        shapes[:] = given
        return shapes

    @cached_property
    def degrees(self) -> Shapes:
        """(N,) shapes in longitude and latitude on WGS 84; CGCS2000 is taken as the same."""
        transformer = Transformer.from_crs(self.seen.crs, _WGS84, always_xy=True)

        def move(xy: NDArray[np.float64]) -> NDArray[np.float64]:
            return np.column_stack(transformer.transform(xy[:, 0], xy[:, 1]))

        return np.asarray(shapely.transform(self.metric, move), dtype=object)

    @cached_property
    def metric_tree(self) -> STRtree:
        """Finds shapes by place in the district's CRS."""
        return STRtree(self.metric)

    @cached_property
    def degrees_tree(self) -> STRtree:
        """Finds shapes by longitude and latitude."""
        return STRtree(self.degrees)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Ids by row."""
        return tuple(str(id_) for id_ in self.seen.table["id"])

    @cached_property
    def rows(self) -> MappingProxyType[str, int]:
        """Id to row."""
        return MappingProxyType({id_: row for row, id_ in enumerate(self.ids)})

    @cached_property
    def bounds(self) -> tuple[float, float, float, float] | None:
        """West, south, east and north in degrees; None where there is no shape."""
        if not len(self.degrees):
            return None
        west, south, east, north = (float(value) for value in shapely.total_bounds(self.degrees))
        return west, south, east, north

    @cached_property
    def values(self) -> MappingProxyType[str, list[object]]:
        """Column to its values as plain Python ones, null as None, without id and geometry."""
        table = self.seen.table
        names = [column.name for column in self.seen.columns if column.name != "id"]
        columns = {name: table[name].astype(object) for name in names}
        return MappingProxyType({n: list(c.where(c.notna(), None)) for n, c in columns.items()})

    def properties(self, row: int) -> dict[str, object]:
        """The values of one row by column, without its id and geometry."""
        return {name: column[row] for name, column in self.values.items()}
