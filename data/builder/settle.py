"""The last step of a layer: into its standard shape, sorted, bad rows told."""

from collections.abc import Sequence
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
from pyproj import CRS

from data.builder.rows import Event, LayerRows, events_with
from data.import_log import Outcome
from data.layers import LAYER_BY_NAME, Geometry, Layer
from data.recipe.model import Recipe
from data.schema import BadRow, conform, missing_required
from data.text import Text


def settled(recipe: Recipe, rows: LayerRows, crs: CRS) -> LayerRows:
    """`rows` with its table in the layer's declared columns and types; bad rows become events.

    The travelling columns stay beside the declared ones; `stored` takes them off.

    Raises:
        RecipeError: A required column comes from no source.
    """
    layer = LAYER_BY_NAME[rows.layer]
    missing = missing_required(layer, rows.table)
    if missing:
        names = ", ".join(column.name for column in missing)
        raise recipe.error(
            f"layers.{layer.name}.columns",
            Text(f"缺少必填列 {names}", f"the required column {names} comes from no source"),
            Text(f"在 columns 中指定 {names}", f"{names} named in columns"),
        )
    conformed = conform(layer, _spatial(layer, rows.table, crs))
    events = events_of_bad(rows, conformed.bad_rows)
    table = conformed.table.copy()
    travelling = [name for name in rows.table.columns if name.startswith("__")]
    table[travelling] = rows.table.loc[table.index, travelling]
    return replace(rows, table=table, events=rows.events + events, absent=conformed.absent)


def events_of_bad(rows: LayerRows, bad: Sequence[BadRow]) -> tuple[Event, ...]:
    """A rejection for each bad row, labelled as in `rows.table`."""
    return events_with(
        rows,
        [row.index for row in bad],
        Outcome.REJECTED,
        [Text(f"{b.field}：{b.reason.zh}", f"{b.field}: {b.reason.en}") for b in bad],
        [b.found for b in bad],
    )


def stored(rows: LayerRows, crs: CRS) -> pd.DataFrame:
    """The table as a district keeps it: declared columns only, sorted by `id`."""
    layer = LAYER_BY_NAME[rows.layer]
    names = [*layer.column_names]
    if layer.geometry is not Geometry.NONE:
        names.append("geometry")
    order = np.argsort(rows.table["id"].to_numpy(dtype=object), kind="stable")
    table = rows.table.iloc[order][names].reset_index(drop=True)
    return _spatial(layer, table, crs)


def _spatial(layer: Layer, table: pd.DataFrame, crs: CRS) -> pd.DataFrame:
    if layer.geometry is Geometry.NONE:
        return table
    shapes = gpd.GeoSeries(table["geometry"], crs=crs)
    spatial: pd.DataFrame = gpd.GeoDataFrame(table, geometry=shapes, crs=crs)
    return spatial
