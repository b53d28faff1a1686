"""Residents known only per community or grid go to where people live, if the recipe says so."""

from collections.abc import Mapping
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
from pyproj import CRS

from data.builder.precision import rounded
from data.builder.rows import SOURCE, LayerRows
from data.builder.settle import stored
from data.import_log import Outcome
from data.residents.spreading import places_of, spread_residents
from data.text import Text


def spread_over_homes(layers: Mapping[str, LayerRows], crs: CRS) -> LayerRows:
    """The layer `residents`, the places of sources marked `spread` spread over homes.

    Places with gates stay whole, and those of which a gate has been lost. See
    `data.residents.spreading.spread_residents`.
    """
    rows = layers["residents"]
    numbers = [n for n, origin in enumerate(rows.origins) if origin.table.spread]
    chosen = rows.table[SOURCE].isin(numbers).to_numpy(dtype=bool)
    if not chosen.any():
        return rows
    before = rows.table.loc[chosen]
    spread = spread_residents(
        gpd.GeoDataFrame(stored(replace(rows, table=before), crs), geometry="geometry", crs=crs),
        _layer(layers, "buildings", crs),
        _layer(layers, "land_use", crs),
        keep=_with_gates(layers),
    )
    number_of = dict(zip(before["id"], before[SOURCE], strict=True))
    owners = [number_of[place] for place in places_of(spread["id"], before["id"])]
    shapes = rounded(spread.geometry.to_numpy())
    table = pd.DataFrame(spread).assign(geometry=shapes)
    table[SOURCE] = owners
    table = pd.concat([rows.table.loc[~chosen], table], ignore_index=True)
    return replace(rows, table=table, notes=(*rows.notes, _note(before, spread)))


def _with_gates(layers: Mapping[str, LayerRows]) -> frozenset[str]:
    """Ids of places that have gates, or had one that was rejected."""
    if "gates" not in layers:
        return frozenset()
    gates = layers["gates"]
    records = (event.record for event in gates.events)
    lost = {record.about for record in records if record.outcome is Outcome.REJECTED}
    return frozenset(gates.table["of"].dropna()) | (lost - {""})


def _layer(layers: Mapping[str, LayerRows], name: str, crs: CRS) -> gpd.GeoDataFrame | None:
    if name not in layers:
        return None
    return gpd.GeoDataFrame(stored(layers[name], crs), geometry="geometry", crs=crs)


def _note(before: pd.DataFrame, after: pd.DataFrame) -> Text:
    whole = int(np.isin(after["id"].to_numpy(dtype=object), before["id"].to_numpy(object)).sum())
    spread, parts = len(before) - whole, len(after) - whole
    if not spread:
        return Text(
            f"{whole} 处常住人口均未分摊，仍按原位置计：其范围内没有住宅建筑或居住用地，"
            "或本身为点位、封闭管理、已登记出入口、无人居住",
            f"none of the {whole} places of residents could be spread and all stayed whole: no "
            "residential building or land lies in them, or they are points, enclosed, have gates "
            "or count nobody",
        )
    return Text(
        f"{spread} 处常住人口分摊为 {parts} 处（推算），{whole} 处未分摊",
        f"residents of {spread} places were spread over {parts} (modelled); {whole} stayed whole",
    )
