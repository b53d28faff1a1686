"""The streets a person can walk, as a graph with its edges kept for snapping."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

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
        lines: (E,) geometries in the district's CRS.
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
    lines: NDArray[np.object_]
    node_count: int
    first: NDArray[np.int64]
    neighbour: NDArray[np.int64]
    step_mm: NDArray[np.int64]

    def point_at(
        self, edges: NDArray[np.int64], offsets_mm: NDArray[np.int64]
    ) -> NDArray[np.object_]:
        """Points at walking distances `offsets_mm` from the first vertex of `edges`."""
        length = np.maximum(self.length_mm[edges], 1)
        fraction = np.clip(offsets_mm / length, 0.0, 1.0)
        points: NDArray[np.object_] = shapely.line_interpolate_point(
            self.lines[edges], fraction, normalized=True
        )
        return points


@dataclass(frozen=True)
class StreetEnds:
    """Where the known streets end though the way may go on: K positions on edges.

    Attributes:
        edge: (K,) edge index.
        offset_mm: (K,) walking distance from the edge's first vertex.
        points: (K,) the places themselves.
    """

    edge: NDArray[np.int64]
    offset_mm: NDArray[np.int64]
    points: NDArray[np.object_]


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
    return WalkNetwork(
        edge_ids=kept["id"].to_numpy(dtype=object),
        names=kept["name"].fillna("").to_numpy(dtype=object),
        u=u,
        v=v,
        length_mm=length_mm,
        lines=np.asarray(kept.geometry.to_numpy(), dtype=object),
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


def street_ends(
    network: WalkNetwork, streets: gpd.GeoDataFrame, extent: BaseGeometry | None
) -> StreetEnds:
    """Every end of the known streets: marked cuts, and crossings with the extent's border.

    Args:
        network: The walkable streets.
        streets: The layer they were made from, for its `u_cut` and `v_cut`.
        extent: Where the streets are known to be complete; None for nowhere.
    """
    cuts = streets.set_index("id").loc[network.edge_ids, ["u_cut", "v_cut"]].fillna(False)
    at_u = np.flatnonzero(cuts["u_cut"].to_numpy(dtype=bool))
    at_v = np.flatnonzero(cuts["v_cut"].to_numpy(dtype=bool))
    border_edge, border_offset = _border_crossings(network, extent)
    edge = np.concatenate([at_u, at_v, border_edge]).astype(np.int64)
    offset = np.concatenate([np.zeros(len(at_u)), network.length_mm[at_v], border_offset])
    offset_mm = offset.astype(np.int64)
    return StreetEnds(edge, offset_mm, network.point_at(edge, offset_mm))


def _border_crossings(
    network: WalkNetwork, extent: BaseGeometry | None
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where edges meet the border of `extent`; an edge along the border meets it at both ends."""
    empty = np.empty(0, dtype=np.int64)
    if extent is None or extent.is_empty or not len(network.lines):
        return empty, empty
    border = extent.boundary
    shapely.prepare(border)
    touching = np.flatnonzero(shapely.intersects(border, network.lines))
    meetings = shapely.intersection(network.lines[touching], border)
    points, owner = shapely.get_coordinates(meetings, return_index=True)
    edges = touching[owner].astype(np.int64)
    lines = network.lines[edges]
    along = shapely.line_locate_point(lines, shapely.points(points), normalized=True)
    offsets = np.floor(np.nan_to_num(along) * network.length_mm[edges] + 0.5).astype(np.int64)
    return edges, offsets
