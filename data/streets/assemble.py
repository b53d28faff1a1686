"""Any street table brought to the standard layer `streets`."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.errors import SourceError
from data.layers import LAYER_BY_NAME
from data.schema import BadRow, conform, missing_required
from data.streets.places import merged
from data.text import Text

LENGTH_DIGITS = 3  # a millimetre
_STREETS = LAYER_BY_NAME["streets"]


@dataclass(frozen=True)
class Streets:
    """Streets in their standard form, and what had to be said about them.

    Attributes:
        table: The declared columns of `streets` in declared order, canonical types, `geometry` in
            the district's CRS; the index is that of the source.
        bad_rows: Rows left out, each with its reason.
        steps_unknown: Rows whose `steps` is null; they count as none.
        joined: Rows without length that were taken out, their two nodes made one.
    """

    table: gpd.GeoDataFrame
    bad_rows: tuple[BadRow, ...]
    steps_unknown: int
    joined: int


def assemble_streets(frame: gpd.GeoDataFrame, source: object = "streets") -> Streets:
    """Bring street pieces with nodes `u` and `v` to the standard layer.

    `length_m` is kept where the source gives it; elsewhere it is the planar length in the CRS,
    rounded to a millimetre. A MultiLineString becomes its parts (`<id>~0`, `<id>~1`, ...), joined
    to each other only where one ends at the very place where the next begins. A piece without
    length is taken out and its nodes become one, for they are the same place.

    Args:
        frame: Streets in a metric CRS.
        source: What to name in messages.

    Raises:
        SourceError: The CRS is not metric, or `id`, `u` or `v` are missing.
    """
    _check(frame, source)
    single = _single_parts(frame)
    single, joined = _without_points(single)
    length_m = pd.Series(np.round(shapely.length(single.geometry), LENGTH_DIGITS), single.index)
    if "length_m" in single.columns:
        said = single["length_m"]
        length_m = said.where(said.notna(), length_m)
    conformed = conform(_STREETS, single.assign(length_m=length_m))
    table = gpd.GeoDataFrame(conformed.table, geometry="geometry", crs=frame.crs)
    return Streets(table, conformed.bad_rows, int(table["steps"].isna().sum()), joined)


def _check(frame: gpd.GeoDataFrame, source: object) -> None:
    if frame.crs is None or not frame.crs.is_projected:
        raise SourceError(
            source,
            Text("道路坐标系不是投影坐标系", "the streets are not in a projected CRS"),
            Text("以米为单位的投影坐标系", "a projected CRS in metres"),
        )
    made_here = {"length_m"}
    missing = [c.name for c in missing_required(_STREETS, frame) if c.name not in made_here]
    if missing:
        names = ", ".join(missing)
        raise SourceError(
            source,
            Text(f"道路缺少字段 {names}", f"the streets lack the columns {names}"),
            Text(
                "含 id、u、v 字段的道路；没有节点的线须先按交叉点打断",
                "streets with id, u and v; lines without nodes are to be noded first",
            ),
        )


def _single_parts(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """MultiLineStrings taken apart, everything else as it is.

    Parts keep the outer nodes `u` and `v`; between two parts in sequence a node of their own is
    made, one for both where the first ends at the very place where the next begins.
    """
    multi = (frame.geometry.geom_type == "MultiLineString").to_numpy(dtype=bool)
    if not multi.any():
        return frame
    parts = [_parts(row, frame.crs) for _, row in frame.loc[multi].iterrows()]
    return pd.concat([frame.loc[~multi], *parts])


def _parts(row: pd.Series, crs: object) -> gpd.GeoDataFrame:
    shapes = shapely.get_parts(row["geometry"])
    count = len(shapes)
    firsts, lasts = shapely.get_point(shapes, 0), shapely.get_point(shapes, -1)
    touching = shapely.equals(lasts[:-1], firsts[1:])
    gaps = [f"{row['id']}~{i + 1}" for i in range(count - 1)]
    leaving = [gap if near else f"{gap}a" for gap, near in zip(gaps, touching, strict=True)]
    arriving = [gap if near else f"{gap}b" for gap, near in zip(gaps, touching, strict=True)]
    table = gpd.GeoDataFrame([row] * count, geometry=list(shapes), crs=crs)
    if count > 1:
        table["id"] = [f"{row['id']}~{i}" for i in range(count)]
        table["u"], table["v"] = [row["u"], *arriving], [*leaving, row["v"]]
        inner = np.arange(count) > 0
        for cut, keeps in (("u_cut", ~inner), ("v_cut", ~inner[::-1])):
            if cut in table.columns:
                table[cut] = table[cut].where(keeps, other=False)
    if "length_m" in table.columns:
        share = shapely.length(shapes) / shapely.length(row["geometry"])
        table["length_m"] = table["length_m"] * share
    return table


def _without_points(frame: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, int]:
    lines = frame.geometry.geom_type == "LineString"
    empty = frame.geometry.is_empty | frame.geometry.isna()
    point_like = lines & ~empty & (frame.geometry.length == 0) & frame["u"].notna()
    point_like &= frame["v"].notna()
    pairs = frame.loc[point_like, ["u", "v"]].astype("string")
    same = dict(merged(zip(pairs["u"], pairs["v"], strict=True)))
    kept = frame.loc[~point_like]
    if not same:
        return kept, 0
    nodes = {name: kept[name].astype("string").replace(same) for name in ("u", "v")}
    return kept.assign(**nodes), len(pairs)
