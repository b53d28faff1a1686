"""The rows of a district's tables as columns of values that COPY writes."""

from collections.abc import Sequence

import pandas as pd
import shapely


def columns_of(table: pd.DataFrame, srid: int) -> dict[str, Sequence[object]]:
    """Column to its values, null as None, shapes as two-dimensional EWKB in hexadecimal."""
    return {
        str(name): _shapes(table[name], srid) if name == "geometry" else _values(table[name])
        for name in table.columns
    }


def _values(column: pd.Series) -> list[object]:
    return list(column.astype(object).where(column.notna(), None))


def _shapes(column: pd.Series, srid: int) -> list[object]:
    flat = shapely.set_srid(shapely.force_2d(column.to_numpy(dtype=object)), srid)
    written = shapely.to_wkb(
        flat, hex=True, output_dimension=2, byte_order=1, include_srid=True, flavor="extended"
    )
    return list(written)
