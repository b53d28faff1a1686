"""Where the known streets end although the real ones go on: clipping, and edges of extracts."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
import shapely.ops
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from data.streets.assemble import LENGTH_DIGITS

_SAME_M = 1e-6  # nearer than this is the same point: a micrometre, far below any survey


def clip_streets(streets: gpd.GeoDataFrame, keep: BaseGeometry) -> gpd.GeoDataFrame:
    """The streets within `keep`, cut at its border; what goes on beyond is marked.

    A new end gets a node of its own, so nothing is joined that was not. A kept street that ends at
    a node from which a walked street was left out is marked cut there, too. What only touches
    `keep` in single points is left out.

    Args:
        streets: The layer `streets`, in a metric CRS.
        keep: Polygon or MultiPolygon in the same CRS; its border belongs to it.

    Returns:
        The same columns. A street in one piece keeps its id; several pieces are `<id>~0`,
        `<id>~1`, ... along the street; new nodes are `<piece id>~u` and `<piece id>~v`. A piece's
        `length_m` is its share of the street's. The index is new, from 0.
    """
    shapely.prepare(keep)
    lines = streets.geometry.to_numpy()
    whole = shapely.covers(keep, lines)
    across = shapely.intersects(keep, lines) & ~whole
    left_out = _walked_nodes(streets.loc[~whole & ~across])
    pieces: list[dict[str, Any]] = []
    for row in streets.loc[across].to_dict("records"):
        spans = _inside(row["geometry"], keep)
        pieces += _pieces(row, spans)
        left_out |= _nodes_left(row, spans)
    kept = streets.loc[whole].reset_index(drop=True)
    if pieces:
        cut = gpd.GeoDataFrame(pieces, columns=streets.columns, crs=streets.crs)
        cut = cut.astype({c: t for c, t in streets.dtypes.items() if c != "geometry"})
        kept = pd.concat([kept, cut], ignore_index=True)
    return _marked_at(kept, left_out)


def mark_extract_edge(
    streets: gpd.GeoDataFrame, extract: BaseGeometry, within_m: float
) -> gpd.GeoDataFrame:
    """Mark dangling ends near the edge of an extract as cut.

    For extracts whose maker dropped what lay beyond the edge without a trace. An end dangles when
    one walked street only leads to it (the same street drawn forth and back is one). Inside, far
    from the edge, a dangling end stays what it is: a dead end.

    Args:
        streets: The layer `streets`, in a metric CRS.
        extract: The extract's extent as polygon in the same CRS.
        within_m: How near to the edge an end counts as cut, in metres, inclusive; outside the
            extract every dangling end does.
    """
    walked = _walked(streets)
    dangling = _dangling_nodes(streets.loc[walked])
    lines = streets.geometry.to_numpy()
    marks: dict[str, pd.Series] = {}
    for cut, node, which in (("u_cut", "u", 0), ("v_cut", "v", -1)):
        ends = shapely.get_point(lines, which)
        near = shapely.dwithin(ends, extract.boundary, within_m) | ~shapely.covers(extract, ends)
        marked = walked & streets[node].isin(dangling) & near
        marks[cut] = streets[cut].fillna(False) | marked
    return streets.assign(**marks)


def _walked(streets: gpd.GeoDataFrame) -> pd.Series:
    walked: pd.Series = streets["foot"].fillna(True).astype(bool)
    return walked


def _walked_nodes(streets: gpd.GeoDataFrame) -> set[str]:
    walked = streets.loc[_walked(streets)]
    return {*walked["u"], *walked["v"]}


def _dangling_nodes(streets: gpd.GeoDataFrame) -> set[str]:
    shapes = shapely.to_wkb(shapely.normalize(streets.geometry.to_numpy()))
    leading: dict[str, set[bytes]] = defaultdict(set)
    for u, v, shape in zip(streets["u"], streets["v"], shapes, strict=True):
        leading[u].add(shape)
        leading[v].add(shape)
    return {node for node, streets_here in leading.items() if len(streets_here) == 1}


def _inside(line: shapely.LineString, keep: BaseGeometry) -> list[tuple[float, float]]:
    """Stretches of `line` within `keep`, as distances along it from its start, in metres.

    Worked out segment by segment, since a line that crosses or retraces itself passes the same
    point of the border at several distances.
    """
    stops = _stops(line, keep.boundary)
    middles = shapely.points([line.interpolate(m).coords[0] for m in (stops[:-1] + stops[1:]) / 2])
    inside = shapely.dwithin(keep, middles, _SAME_M)
    spans: list[tuple[float, float]] = []
    for start, stop, within in zip(stops[:-1].tolist(), stops[1:].tolist(), inside, strict=True):
        if within and spans and spans[-1][1] == start:
            spans[-1] = (spans[-1][0], stop)
        elif within:
            spans.append((start, stop))
    return spans


def _stops(line: shapely.LineString, border: BaseGeometry) -> NDArray[np.float64]:
    """Distances along `line` of its vertices and of every point where it meets `border`."""
    vertices = shapely.get_coordinates(line)
    segments = shapely.linestrings(np.stack([vertices[:-1], vertices[1:]], axis=1))
    starts = np.concatenate([[0.0], np.cumsum(shapely.length(segments))])[:-1]
    met, of = shapely.get_coordinates(shapely.intersection(segments, border), return_index=True)
    distances = starts[of] + np.hypot(*(met - vertices[of]).T)
    inner = np.unique(np.concatenate([starts, distances]))
    inner = inner[(inner > _SAME_M) & (inner < line.length - _SAME_M)]
    inner = inner[np.diff(inner, prepend=0.0) > _SAME_M]
    return np.array([0.0, *inner, line.length])


def _pieces(row: dict[str, Any], spans: list[tuple[float, float]]) -> list[dict[str, Any]]:
    line, length_m = row["geometry"], row["length_m"]
    pieces: list[dict[str, Any]] = []
    for number, (start, stop) in enumerate(spans):
        name = str(row["id"]) if len(spans) == 1 else f"{row['id']}~{number}"
        piece = dict(row, id=name, geometry=shapely.ops.substring(line, start, stop))
        piece["length_m"] = round(length_m * (stop - start) / line.length, LENGTH_DIGITS)
        if start > 0:
            piece |= {"u": f"{name}~u", "u_cut": True}
        if stop < line.length:
            piece |= {"v": f"{name}~v", "v_cut": True}
        pieces.append(piece)
    return pieces


def _nodes_left(row: dict[str, Any], spans: list[tuple[float, float]]) -> set[str]:
    """The street's own end nodes next to which nothing of it was kept, if it is walked."""
    if not pd.isna(row["foot"]) and not row["foot"]:
        return set()
    line = row["geometry"]
    starts = bool(spans) and spans[0][0] == 0
    reaches = bool(spans) and spans[-1][1] == line.length
    return {row[node] for node, kept in (("u", starts), ("v", reaches)) if not kept}


def _marked_at(streets: gpd.GeoDataFrame, nodes: Collection[str]) -> gpd.GeoDataFrame:
    walked = _walked(streets)
    return streets.assign(
        u_cut=streets["u_cut"].fillna(False) | (walked & streets["u"].isin(list(nodes))),
        v_cut=streets["v_cut"].fillna(False) | (walked & streets["v"].isin(list(nodes))),
    )
