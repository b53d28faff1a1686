"""Which streets hang together on foot."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from data.district import District

MAX_SNAP_M = 250.0


@dataclass(frozen=True)
class WalkableStreets:
    """Streets open to people on foot, in order of id.

    Attributes:
        ids: (E,) street ids.
        lines: (E,) their geometries.
        length_m: (E,) their authoritative lengths.
        component: (E,) number of the component each belongs to, 0 to the number of them - 1.
    """

    ids: NDArray[np.object_]
    lines: NDArray[np.object_]
    length_m: NDArray[np.float64]
    component: NDArray[np.int64]


def walkable_streets(district: District) -> WalkableStreets:
    """The walkable streets with their components; none when the district has no such layer."""
    if not district.has("streets"):
        empty = np.empty(0, dtype=object)
        return WalkableStreets(empty, empty, np.empty(0), np.empty(0, dtype=np.int64))
    table = district.table("streets")
    on_foot = table["foot"].astype("boolean").fillna(True).to_numpy(dtype=bool)
    rows = table.loc[on_foot].sort_values("id", kind="stable")
    nodes, _ = pd.factorize(pd.concat([rows["u"], rows["v"]]))
    ends = np.asarray(nodes, dtype=np.int64).reshape(2, len(rows))
    labels = component_labels(ends[0], ends[1])
    _, component = np.unique(labels[ends[0]], return_inverse=True)
    return WalkableStreets(
        ids=rows["id"].to_numpy(dtype=object),
        lines=rows["geometry"].to_numpy(),
        length_m=rows["length_m"].to_numpy(dtype=float),
        component=component.astype(np.int64),
    )


def component_labels(u: NDArray[np.int64], v: NDArray[np.int64]) -> NDArray[np.int64]:
    """(N,) the smallest node of each node's component, for edges `u[i]`-`v[i]` over nodes 0..N-1.

    Trees of nodes are hooked onto smaller roots and flattened until nothing changes (Shiloach and
    Vishkin, 1982), a handful of rounds whatever the size.
    """
    label = np.arange(max(u.max(initial=-1), v.max(initial=-1)) + 1)
    while True:
        at_u, at_v = label[u], label[v]
        if bool((at_u == at_v).all()):
            return label
        np.minimum.at(label, np.maximum(at_u, at_v), np.minimum(at_u, at_v))
        while bool((label != label[label]).any()):
            label = label[label]


@dataclass(frozen=True)
class Nearest:
    """The nearest street of each of N points.

    Attributes:
        street: (N,) position in `WalkableStreets`; -1 where none is within `MAX_SNAP_M`.
        distance_m: (N,) straight distance to it; infinite where there is none.
    """

    street: NDArray[np.int64]
    distance_m: NDArray[np.float64]


def nearest_streets(streets: WalkableStreets, points: NDArray[np.object_]) -> Nearest:
    """The nearest street within `MAX_SNAP_M`, inclusive; of equally near ones the smallest id."""
    none = len(streets.lines)
    street = np.full(len(points), none, dtype=np.int64)
    distance_m = np.full(len(points), np.inf)
    if none and len(points):
        # The search excludes its bound in places: look a little farther, then cut.
        tree = shapely.STRtree(streets.lines)
        (point, line), found_m = tree.query_nearest(
            points, max_distance=MAX_SNAP_M + 1.0, return_distance=True
        )
        near = found_m <= MAX_SNAP_M
        np.minimum.at(street, point[near], line[near])
        distance_m[point[near]] = found_m[near]
    return Nearest(np.where(street == none, -1, street), distance_m)
