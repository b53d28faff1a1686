"""The content hash of a layer: the same for any row order and any store.

SHA-256 over a header (layer, columns, CRS) and the rows sorted by `id`: columns in declared order
as canonical JSON, then the geometry as little-endian two-dimensional WKB in the stored CRS.
"""

import hashlib
import json

import numpy as np
import pandas as pd
import shapely
from pyproj import CRS

from data.layers import Geometry, Layer

_CANONICAL = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def content_hash(layer: Layer, table: pd.DataFrame, crs: CRS) -> str:
    """Hex SHA-256 of a table that conforms to `layer`.

    Real numbers count as their shortest exact decimal, null as null, text as it is. The CRS counts
    for spatial layers only.
    """
    digest = hashlib.sha256()
    spatial = layer.geometry is not Geometry.NONE
    digest.update(_line([layer.name, *layer.column_names, crs.to_string() if spatial else None]))
    order = np.argsort(table["id"].to_numpy(dtype=object), kind="stable")
    ordered = table.iloc[order]
    columns = [_values(ordered[name]) for name in layer.column_names]
    shapes = [b""] * len(ordered)
    if spatial:
        geometry = shapely.force_2d(ordered["geometry"].to_numpy())
        shapes = list(shapely.to_wkb(geometry, byte_order=1, output_dimension=2))
    for *row, shape in zip(*columns, shapes, strict=True):
        digest.update(_line(row))
        digest.update(shape)
    return digest.hexdigest()


def _values(column: pd.Series) -> list[object]:
    return list(column.astype(object).where(column.notna(), None))


def _line(values: list[object]) -> bytes:
    return _CANONICAL.encode(values).encode() + b"\n"
