"""What lies under every siting map: outline of the district, areas, streets, buildings, faintly."""

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from shapely.geometry.base import BaseGeometry

from data.layers import LAYER_BY_NAME
from data.text import Text
from data.visibility import visible
from geo.scene.withheld import columns_withheld, kind_withheld
from maps.encoding import encoded_lines, encoded_points, encoded_polygons
from maps.plain import plain
from maps.siting.view import AskedView

_MAIN_STREETS = ("motorway", "trunk", "primary", "secondary")
_LEVELS = ("district", "subdistrict", "community")
# The picture in the corner: so many pixels across, and so far may its outline lie off.
INSET_PX = 108
_INSET_STEPS = 400


def shown(asked: AskedView, layer: str) -> pd.DataFrame | None:
    """The rows of a layer that the asker may see on a map; None where there are none at all.

    Nothing restricted lies under a map, whoever asks.
    """
    table = visible(asked.district, layer).table
    if table is None or table.empty:
        return None
    column = LAYER_BY_NAME[layer].kind_column
    kinds = [None] * len(table) if column is None else table[column].tolist()
    withheld = {
        kind: kind_withheld(asked.district, layer, kind, asked.level)
        for kind in {None if pd.isna(kind) else str(kind) for kind in kinds}
    }
    mask = np.array([not withheld[None if pd.isna(k) else str(k)] for k in kinds], dtype=bool)
    kept = table.loc[mask]
    return None if kept.empty else kept


def base_map(
    asked: AskedView, window: BaseGeometry | None, to_wgs84: Transformer
) -> dict[str, Any]:
    """Areas, streets and buildings as the scripts draw them.

    Args:
        asked: What was asked.
        window: Where streets and buildings are drawn, in the district's CRS; None for main streets
            everywhere and no buildings.
        to_wgs84: From that CRS.
    """
    streets, buildings = shown(asked, "streets"), shown(asked, "buildings")
    return {
        "areas": _areas(asked, to_wgs84),
        "streets": _streets(streets, window, to_wgs84),
        "buildings": []
        if buildings is None or window is None
        else encoded_polygons(list(_within(buildings, window)), to_wgs84, 0.5),
    }


def outline(asked: AskedView) -> BaseGeometry | None:
    """The outline of the district, as far as it may be seen; else None."""
    table = shown(asked, "areas")
    if table is None:
        return None
    own = table.loc[table["level"] == "district"]
    rows = own if len(own) else table
    return shapely.union_all(np.asarray(rows["geometry"].to_numpy(), dtype=object))


def inset(asked: AskedView, at: BaseGeometry) -> dict[str, Any] | None:
    """The district in the corner of the map and where the site is; None where nothing is shown."""
    land = outline(asked)
    if land is None or land.is_empty:
        return None
    west, south, east, north = land.bounds
    scale = INSET_PX / max(east - west, north - south, 1.0)
    simple = shapely.simplify(land, max(east - west, north - south) / _INSET_STEPS)
    rings = shapely.get_rings(shapely.get_parts(simple))
    paths = [
        "M" + "L".join(f"{(x - west) * scale:.1f} {(north - y) * scale:.1f}" for x, y in xy) + "Z"
        for xy in (shapely.get_coordinates(ring) for ring in rings)
    ]
    point = at.centroid
    return {
        "path": "".join(paths),
        "x": round((point.x - west) * scale, 1),
        "y": round((north - point.y) * scale, 1),
        "width": round((east - west) * scale, 1),
        "height": round((north - south) * scale, 1),
    }


def crs_text(crs: CRS) -> Text:
    """The coordinate system measured in, and that of the picture."""
    code = crs.to_epsg()
    named = f"{crs.name}（EPSG:{code}）" if code else str(crs.name)
    named_en = f"{crs.name} (EPSG:{code})" if code else str(crs.name)
    return Text(
        f"量算坐标系 {named}；图面为 WGS 84 网络墨卡托投影，上北下南",
        f"measured in {named_en}; drawn in Web Mercator on WGS 84, north up",
    )


def _areas(asked: AskedView, to_wgs84: Transformer) -> list[dict[str, Any]]:
    table = shown(asked, "areas")
    if table is None:
        return []
    table = table.loc[table["level"].isin(_LEVELS)]
    hidden = columns_withheld(asked.district, "areas", ("name",), asked.level)
    shapes = np.asarray(table["geometry"].to_numpy(), dtype=object)
    inside = shapely.get_coordinates(shapely.point_on_surface(shapes))
    steps = encoded_points(inside[:, 0], inside[:, 1], to_wgs84)
    labels = np.cumsum(np.array(steps, dtype=np.int64).reshape(-1, 2), axis=0).tolist()
    names = [""] * len(table) if hidden else [plain(name) for name in table["name"]]
    encoded = encoded_polygons(list(shapes), to_wgs84)
    return [
        {"level": level, "name": name, "shape": shape, "label": label}
        for level, name, shape, label in zip(table["level"], names, encoded, labels, strict=True)
    ]


def _streets(
    table: pd.DataFrame | None, window: BaseGeometry | None, to_wgs84: Transformer
) -> dict[str, Any]:
    if table is None:
        return {"main": [], "other": []}
    kinds = table["highway"].fillna("").str.removesuffix("_link")
    main = table.loc[kinds.isin(_MAIN_STREETS).to_numpy(dtype=bool)]
    other = table.loc[~kinds.isin(_MAIN_STREETS).to_numpy(dtype=bool)]
    if window is None:
        lines = np.asarray(main["geometry"].to_numpy(), dtype=object)
        return {"main": encoded_lines(lines, to_wgs84), "other": []}
    return {
        "main": encoded_lines(_within(main, window), to_wgs84),
        "other": encoded_lines(_within(other, window), to_wgs84),
    }


def _within(table: gpd.GeoDataFrame | pd.DataFrame, window: BaseGeometry) -> NDArray[np.object_]:
    """The shapes that meet the window."""
    shapes = np.asarray(table["geometry"].to_numpy(), dtype=object)
    return np.asarray(shapes[shapely.intersects(window, shapes)], dtype=object)
