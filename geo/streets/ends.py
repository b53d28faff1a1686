"""Where the known streets end though the way may go on."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.streets.network import WalkNetwork


@dataclass(frozen=True)
class StreetEnds:
    """Ends of the known streets: K positions on edges.

    Attributes:
        edge: (K,) edge index.
        offset_mm: (K,) walking distance from the edge's first vertex.
        points: (K,) the places themselves.
    """

    edge: NDArray[np.int64]
    offset_mm: NDArray[np.int64]
    points: NDArray[np.object_]


def street_ends(
    network: WalkNetwork, streets: gpd.GeoDataFrame, extent: BaseGeometry | None
) -> StreetEnds:
    """Every end of the known streets: marked cuts, and crossings with the extent's border.

    Args:
        network: The walkable streets.
        streets: The layer they were made from, for its `u_cut` and `v_cut`.
        extent: Where the streets are known to be complete; None for nowhere.
    """
    cuts = (streets[name].fillna(False).to_numpy(dtype=bool) for name in ("u_cut", "v_cut"))
    at_u, at_v = (np.flatnonzero(cut[network.row]) for cut in cuts)
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
    if extent is None or extent.is_empty or not len(network.u):
        return empty, empty
    border = extent.boundary
    shapely.prepare(border)
    every = network.lines(np.arange(len(network.u)))
    touching = np.flatnonzero(shapely.intersects(border, every))
    meetings = shapely.intersection(every[touching], border)
    points, owner = shapely.get_coordinates(meetings, return_index=True)
    edges = touching[owner].astype(np.int64)
    lines = every[edges]
    along = shapely.line_locate_point(lines, shapely.points(points), normalized=True)
    offsets = np.floor(np.nan_to_num(along) * network.length_mm[edges] + 0.5).astype(np.int64)
    return edges, offsets
