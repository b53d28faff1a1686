"""Tiny hand-drawn districts, in metres from a corner, whose answers can be seen in the test."""

import pickle
from collections.abc import Mapping, Sequence
from functools import lru_cache

import geopandas as gpd
import pandas as pd
import shapely
from pyproj import CRS

from data.district import District
from data.layers import LAYER_BY_NAME, Geometry
from data.schema import conform

# A zone without false easting, so that a place near (0, 0) is true to scale.
METRES = CRS("EPSG:2443")
Row = Mapping[str, object]


def shape(given: object) -> object:
    """(x, y) is a point, a list of pairs a line; shapes stay what they are."""
    if isinstance(given, tuple):
        return shapely.Point(given)
    return shapely.LineString(given) if isinstance(given, list) else given


def table(layer_name: str, rows: Sequence[Row]) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Rows as the standard layer, and the columns that none of them had."""
    made, absent = _table(pickle.dumps((layer_name, list(rows))))
    return made.copy(), absent


@lru_cache(maxsize=1000)
def _table(pickled: bytes) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The same rows come again in many tests, and to check them takes longer than to answer."""
    layer_name, rows = pickle.loads(pickled)
    layer = LAYER_BY_NAME[layer_name]
    names = dict.fromkeys(name for row in rows for name in row if name != "at")
    raw = pd.DataFrame({n: pd.Series([r.get(n) for r in rows], dtype=object) for n in names})
    if layer.geometry is not Geometry.NONE:
        raw = gpd.GeoDataFrame(raw, geometry=[shape(r["at"]) for r in rows], crs=METRES)
    conformed = conform(layer, raw)
    if conformed.bad_rows:
        raise ValueError(conformed.bad_rows)
    return conformed.table.sort_values("id").reset_index(drop=True), conformed.absent


def street(u: tuple[str, float, float], v: tuple[str, float, float], **more: object) -> Row:
    """A straight street between two named corners, as long as it is drawn unless said."""
    line = shapely.LineString([u[1:], v[1:]])
    row = {"id": f"{u[0]}{v[0]}", "u": u[0], "v": v[0], "length_m": line.length, "at": line}
    return {**row, **more}


def district(extent: object = "everywhere", **layers: Sequence[Row]) -> District:
    """A district of the given layers; its streets are completely known unless said otherwise."""
    if isinstance(extent, str):
        extent = shapely.box(-10_000, -10_000, 10_000, 10_000)
    if extent is not None:
        layers["street_extent"] = [{"id": "extent", "at": extent}]
    tables = {name: table(name, rows) for name, rows in layers.items()}
    return District(
        name="小区",
        source="hand-drawn",
        crs=METRES,
        layers={name: rows for name, (rows, _) in tables.items()},
        absent_columns={name: absent for name, (_, absent) in tables.items() if absent},
    )
