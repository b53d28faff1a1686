"""Whether streets agree with how they are drawn: their lengths, and where their nodes stand."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from data.check.report import Finding, Severity, finding
from data.district import District
from data.text import Text

# Rounding of coordinates, and the scale of a projection against lengths measured on the ground.
_SHORT_M, _SHORT_SHARE = 0.01, 0.001
# A way may climb or wind where its drawing is plain; beyond both bounds it deserves a look.
_UNLIKE_M, _UNLIKE_SHARE = 5.0, 0.2
_NODE_M = 0.01
# Metres of coordinates in the millions are exact to less than this.
_FLOAT_M = 1e-6


def street_geometry_findings(district: District) -> Iterator[Finding]:
    """Lengths that are impossible or unlike the drawing, and nodes that stand in several places."""
    if not district.has("streets") or district.table("streets").empty:
        return
    streets = district.table("streets").sort_values("id", kind="stable")
    yield from _length_findings(streets)
    yield from _node_findings(streets)


def _length_findings(streets: pd.DataFrame) -> Iterator[Finding]:
    lines, ids = streets["geometry"].to_numpy(), streets["id"].to_numpy(dtype=object)
    length_m = streets["length_m"].to_numpy(dtype=float)
    straight_m = shapely.distance(shapely.get_point(lines, 0), shapely.get_point(lines, -1))
    drawn_m = shapely.length(lines)
    short = straight_m - length_m > _SHORT_M + _SHORT_SHARE * straight_m + _FLOAT_M
    apart_m = np.abs(length_m - drawn_m)
    unlike = ~short & (apart_m > _UNLIKE_M) & (apart_m > _UNLIKE_SHARE * drawn_m)
    if short.any():
        text = Text(
            f"{short.sum():,} 条道路的 length_m 短于两端点的直线距离",
            f"length_m of {short.sum():,} streets is shorter than the straight line between "
            "their ends",
        )
        yield finding(Severity.ERROR, "street_length_short", text, "streets", tuple(ids[short]))
    if unlike.any():
        text = Text(
            f"{unlike.sum():,} 条道路的 length_m 与图上长度相差超过 {_UNLIKE_SHARE:.0%} 且超过 "
            f"{_UNLIKE_M:g} 米，计算以 length_m 为准，请核对",
            f"length_m of {unlike.sum():,} streets differs from their drawn length by more than "
            f"{_UNLIKE_SHARE:.0%} and {_UNLIKE_M:g} m; length_m is what counts, so look at it",
        )
        yield finding(Severity.WARNING, "street_length_unlike", text, "streets", tuple(ids[unlike]))


def _node_findings(streets: pd.DataFrame) -> Iterator[Finding]:
    lines = streets["geometry"].to_numpy()
    names = pd.concat([streets["u"], streets["v"]]).to_numpy(dtype=object)
    ends = np.concatenate([shapely.get_point(lines, 0), shapely.get_point(lines, -1)])
    nodes, apart_m = _scatter(names, ends)
    scattered = apart_m > _NODE_M + _FLOAT_M
    if scattered.any():
        worst_m = float(apart_m[scattered].max())
        text = Text(
            f"{scattered.sum():,} 个道路节点编号对应多处位置（相距最远 {worst_m:,.2f} 米），"
            "路网会在这些位置之间凭空连通",
            f"{scattered.sum():,} node ids of streets stand in several places (up to "
            f"{worst_m:,.2f} m apart), which would be joined without a way between them",
        )
        subjects = tuple(str(node) for node in nodes[scattered])
        yield finding(Severity.ERROR, "node_scattered", text, "streets", subjects)


def _scatter(
    names: NDArray[np.object_], ends: NDArray[np.object_]
) -> tuple[NDArray[np.object_], NDArray[np.float64]]:
    """(K,) nodes in order, and the diagonal in metres of the box around the places of each.

    For two places it is their distance; for more it is never less than the largest.
    """
    frame = pd.DataFrame({"x": shapely.get_x(ends), "y": shapely.get_y(ends)})
    boxes = frame.groupby(names).agg(["min", "max"])
    wide_m = boxes["x", "max"] - boxes["x", "min"]
    high_m = boxes["y", "max"] - boxes["y", "min"]
    return boxes.index.to_numpy(dtype=object), np.hypot(wide_m.to_numpy(), high_m.to_numpy())
