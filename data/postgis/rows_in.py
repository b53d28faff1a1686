"""What COPY has read, as the raw table that a file would have given."""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pandas.api.extensions import ExtensionArray
from pyproj import CRS

_NUMBERS = {"float4", "float8", "numeric"}
_BOOLEAN = "bool"


def raw_table(columns: dict[str, str], rows: Sequence[Sequence[str | None]]) -> pd.DataFrame:
    """Rows as a table whose index counts them.

    Args:
        columns: Name to PostgreSQL's type, in the order of the values in each row.
        rows: Values as PostgreSQL writes them; what comes beyond the columns is passed over.
    """
    width = len(columns)
    by_column = list(zip(*rows, strict=True))[:width] if rows else [()] * width
    values = {
        name: _values(kind, given)
        for (name, kind), given in zip(columns.items(), by_column, strict=True)
    }
    return pd.DataFrame(values, index=range(len(rows)))


def with_shapes(
    table: pd.DataFrame, shapes: Sequence[str | None], crs: CRS | None
) -> gpd.GeoDataFrame:
    """The table with its geometry, given as EWKB in hexadecimal; unreadable ones are missing."""
    read = shapely.from_wkb(np.array(shapes, dtype=object), on_invalid="ignore")
    return gpd.GeoDataFrame(table, geometry=shapely.set_srid(read, 0), crs=crs)


def _values(kind: str, given: Sequence[str | None]) -> ExtensionArray | np.ndarray:
    if kind in _NUMBERS:
        # Not through pandas, whose reading of decimals may be off in the last digit.
        return np.array([np.nan if v is None else float(v) for v in given], dtype=float)
    if kind == _BOOLEAN:
        return pd.array([None if v is None else v == "t" for v in given], dtype="boolean")
    return pd.array(list(given), dtype="string")
