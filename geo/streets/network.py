"""The streets a person can walk, as a graph with its edges kept for snapping."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.streets.contraction import Junctions, contract
from geo.streets.hilbert import spatial_order
from geo.units import to_mm

# Networks are kept for the next run. To be raised whenever the same streets give another network:
# other fields, other numbers in them, another order.
NETWORK_VERSION = 1


@dataclass(frozen=True)
class WalkNetwork:
    """Walkable streets: E edges in order of id between N nodes in spatial order.

    Attributes:
        row: (E,) row of each in the layer `streets`.
        u: (E,) node index at the first vertex.
        v: (E,) node index at the last vertex.
        length_mm: (E,) walking length.
        xy: (C, 2) vertices of all edges one after another, in the district's CRS.
        first_xy: (E + 1,) the vertices of edge e are `xy[first_xy[e]:first_xy[e + 1]]`.
        node_count: N.
        junctions: The same streets as chains between junctions, for searching.
    """

    row: NDArray[np.int64]
    u: NDArray[np.int64]
    v: NDArray[np.int64]
    length_mm: NDArray[np.int64]
    xy: NDArray[np.float64]
    first_xy: NDArray[np.int64]
    node_count: int
    junctions: Junctions

    def lines(self, edges: NDArray[np.int64]) -> NDArray[np.object_]:
        """Geometries of some edges, made anew: a network of a million edges keeps none."""
        count = np.diff(self.first_xy)[edges]
        owner = np.repeat(np.arange(len(edges)), count)
        before = np.cumsum(count) - count
        vertex = self.first_xy[edges][owner] + np.arange(len(owner)) - before[owner]
        made = np.empty(len(edges), dtype=object)
        if len(edges):
            made[:] = shapely.linestrings(self.xy[vertex], indices=owner)
        return made

    def point_at(
        self, edges: NDArray[np.int64], offsets_mm: NDArray[np.int64]
    ) -> NDArray[np.object_]:
        """Points at walking distances `offsets_mm` from the first vertex of `edges`."""
        length = np.maximum(self.length_mm[edges], 1)
        fraction = np.clip(offsets_mm / length, 0.0, 1.0)
        points: NDArray[np.object_] = shapely.line_interpolate_point(
            self.lines(edges), fraction, normalized=True
        )
        return points


def walk_network(streets: gpd.GeoDataFrame, *, takes_steps: bool) -> WalkNetwork:
    """The streets open to a walker; edges the walker may not use are left out before snapping.

    Args:
        streets: The standard layer `streets`. Null `foot` is walkable, null `steps` is none.
        takes_steps: Whether the walker takes steps.
    """
    walkable = streets["foot"].fillna(True).to_numpy(dtype=bool)
    if not takes_steps:
        walkable &= ~streets["steps"].fillna(False).to_numpy(dtype=bool)
    ids = streets["id"].to_numpy(dtype=object).astype(str)
    row = np.flatnonzero(walkable)[np.argsort(ids[walkable], kind="stable")]
    kept = streets.iloc[row]
    ends = np.concatenate([kept["u"].to_numpy(dtype=object), kept["v"].to_numpy(dtype=object)])
    codes, nodes = pd.factorize(ends, sort=True)
    xy, owner = shapely.get_coordinates(kept.geometry.to_numpy(), return_index=True)
    first_xy = np.searchsorted(owner, np.arange(len(kept) + 1))
    u, v = _in_space(nodes, codes, np.concatenate([xy[first_xy[:-1]], xy[first_xy[1:] - 1]]))
    length_mm = to_mm(kept["length_m"].to_numpy(dtype=float))
    return WalkNetwork(
        row=row,
        u=u,
        v=v,
        length_mm=length_mm,
        xy=xy,
        first_xy=first_xy,
        node_count=len(nodes),
        junctions=contract(len(nodes), u, v, length_mm),
    )


def _in_space(
    names: NDArray[np.object_], codes: NDArray[np.int64], xy: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The nodes at both ends of (E,) edges, numbered along a curve through space.

    Args:
        names: (N,) names of the nodes, sorted.
        codes: (2 * E,) which of them edges begin with, and then which they end with.
        xy: (2 * E, 2) where that is; the first one of a node counts.
    """
    _, first_end = np.unique(codes, return_index=True)
    order = spatial_order(xy[first_end], names)
    number = np.empty(len(names), dtype=np.int64)
    number[order] = np.arange(len(names))
    u, v = np.split(number[codes], 2)
    return u, v
