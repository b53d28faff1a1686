"""The streets a person can walk, as a graph with its edges kept for snapping."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.units import to_mm


@dataclass(frozen=True)
class WalkNetwork:
    """Walkable streets: E edges between N nodes, edges in order of id.

    Attributes:
        edge_ids: (E,) ids of the layer `streets`.
        names: (E,) street names; empty text where there is none.
        u: (E,) node index at the first vertex.
        v: (E,) node index at the last vertex.
        length_mm: (E,) walking length.
        xy: (C, 2) vertices of all edges one after another, in the district's CRS.
        first_xy: (E + 1,) the vertices of edge e are `xy[first_xy[e]:first_xy[e + 1]]`.
        node_count: N.
        first: (N + 1,) neighbours of node n lie at `first[n]:first[n + 1]` in the next two.
        neighbour: (M,) node at the other end.
        step_mm: (M,) length to it, the shortest where edges are parallel.
    """

    edge_ids: NDArray[np.object_]
    names: NDArray[np.object_]
    u: NDArray[np.int64]
    v: NDArray[np.int64]
    length_mm: NDArray[np.int64]
    xy: NDArray[np.float64]
    first_xy: NDArray[np.int64]
    node_count: int
    first: NDArray[np.int64]
    neighbour: NDArray[np.int64]
    step_mm: NDArray[np.int64]

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
    kept = streets.loc[walkable].sort_values("id", kind="stable")
    ends = np.concatenate([kept["u"].to_numpy(dtype=object), kept["v"].to_numpy(dtype=object)])
    codes, nodes = pd.factorize(ends, sort=True)
    u, v = codes[: len(kept)].astype(np.int64), codes[len(kept) :].astype(np.int64)
    length_mm = to_mm(kept["length_m"].to_numpy(dtype=float))
    first, neighbour, step_mm = adjacency(len(nodes), u, v, length_mm)
    xy, owner = shapely.get_coordinates(kept.geometry.to_numpy(), return_index=True)
    return WalkNetwork(
        edge_ids=kept["id"].to_numpy(dtype=object),
        names=kept["name"].fillna("").to_numpy(dtype=object),
        u=u,
        v=v,
        length_mm=length_mm,
        xy=xy,
        first_xy=np.searchsorted(owner, np.arange(len(kept) + 1)),
        node_count=len(nodes),
        first=first,
        neighbour=neighbour,
        step_mm=step_mm,
    )


def adjacency(
    node_count: int, u: NDArray[np.int64], v: NDArray[np.int64], length_mm: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """`first`, `neighbour`, `step_mm` of a `WalkNetwork` from its (E,) edges, walked both ways."""
    tail, head = np.concatenate([u, v]), np.concatenate([v, u])
    length = np.concatenate([length_mm, length_mm])
    order = np.lexsort((length, head, tail))
    tail, head, length = tail[order], head[order], length[order]
    shortest = np.ones(len(order), dtype=bool)
    shortest[1:] = (tail[1:] != tail[:-1]) | (head[1:] != head[:-1])
    first = np.zeros(node_count + 1, dtype=np.int64)
    np.cumsum(np.bincount(tail[shortest], minlength=node_count), out=first[1:])
    return first, head[shortest], length[shortest]
