"""The tables of a kept district, each built when it is first asked for."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

import geopandas as gpd
import pandas as pd
from numpy.typing import NDArray
from pyproj import CRS

from data.layers import LAYER_BY_NAME, Geometry, Layer
from data.sidecar.columns import (
    Arrays,
    DamagedError,
    column_from,
    geometry_from,
    packed_column,
    packed_geometry,
)
from data.sidecar.named_arrays import NamedArrays

_GEOMETRY = "geometry"


class KeptTables(Mapping[str, pd.DataFrame]):
    """Layer name to table, as `District.layers`, over arrays in a file.

    A table is built once, in memory of its own. One whose arrays are damaged is taken from
    `instead`, so that a damaged cache costs time and nothing else. That is given the name and
    `row_count`, and must give no fewer rows: other parts of the cache may point into them.
    """

    def __init__(
        self,
        kept: NamedArrays,
        names: tuple[str, ...],
        crs: CRS,
        instead: Callable[[str, int], pd.DataFrame],
    ) -> None:
        self._kept = kept
        self._names = names
        self._crs = crs
        self._instead = instead
        self._built: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._names:
            raise KeyError(name)
        if name not in self._built:
            self._built[name] = self._table(LAYER_BY_NAME[name])
        return self._built[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names  # that of Mapping would build the table

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def row_count(self, name: str) -> int:
        """Rows that a table was kept with, known without building it; 0 where they are not."""
        first = _parts(LAYER_BY_NAME[name], LAYER_BY_NAME[name].columns[0].name, self._kept.arrays)
        return next((first[part].size for part in ("codes", "values") if part in first), 0)

    def _table(self, layer: Layer) -> pd.DataFrame:
        try:
            if not self._kept.intact(f"{layer.name}/"):
                raise DamagedError
            return table_from(layer, self._kept.arrays, self._crs)
        except DamagedError:
            return self._instead(layer.name, self.row_count(layer.name))


def row_count(layers: Mapping[str, pd.DataFrame], name: str) -> int:
    """Rows of a layer; those of a kept one are told without building its table."""
    return layers.row_count(name) if isinstance(layers, KeptTables) else len(layers[name])


def packed_tables(layers: Mapping[str, pd.DataFrame]) -> Arrays:
    """The arrays of all tables, named `layer/column/part`."""
    parts: dict[str, NDArray[Any]] = {}
    for layer_name, table in layers.items():
        layer = LAYER_BY_NAME[layer_name]
        for column in layer.columns:
            packed = packed_column(column.type, table[column.name])
            parts |= {f"{layer_name}/{column.name}/{part}": a for part, a in packed.items()}
        if layer.geometry is not Geometry.NONE:
            packed = packed_geometry(table[_GEOMETRY].to_numpy())
            parts |= {f"{layer_name}/{_GEOMETRY}/{part}": a for part, a in packed.items()}
    return MappingProxyType(parts)


def table_from(layer: Layer, arrays: Arrays, crs: CRS) -> pd.DataFrame:
    """One table, as `packed_tables` was given it.

    Raises:
        DamagedError: Arrays are missing or do not fit together.
    """
    columns = {c.name: column_from(c.type, _parts(layer, c.name, arrays)) for c in layer.columns}
    shapes = None
    if layer.geometry is not Geometry.NONE:
        shapes = geometry_from(_parts(layer, _GEOMETRY, arrays))
    lengths = {len(values) for values in columns.values()}
    if len(lengths) != 1 or (shapes is not None and lengths != {len(shapes)}):
        raise DamagedError
    table = pd.DataFrame(columns)
    return table if shapes is None else gpd.GeoDataFrame(table, geometry=shapes, crs=crs)


def _parts(layer: Layer, column: str, arrays: Arrays) -> Arrays:
    names = ("codes", "ends", "bytes", "values", "null")
    whole = {part: f"{layer.name}/{column}/{part}" for part in names}
    return {part: arrays[name] for part, name in whole.items() if name in arrays}
