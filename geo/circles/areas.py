"""The areas round the streets that are reached within some limits, from one search."""

from dataclasses import replace

import numpy as np
from shapely.geometry.base import BaseGeometry

from geo.circles.exact_buffers import buffers
from geo.circles.outline import outlines
from geo.circles.pieces import reached_pieces
from geo.streets.network import WalkNetwork
from geo.streets.search import node_keys
from geo.streets.seeds import Seeds

# How far beside a reached street the picture reaches.
HALF_WIDTH_M = 25.0


def reached_areas(
    network: WalkNetwork, seeds: Seeds, limits_mm: tuple[int, ...], *, exact: bool = False
) -> tuple[BaseGeometry, ...]:
    """For each limit the area beside the streets that are reached within it from any seed.

    Streets are cut exactly at the limit. Areas nest.

    Args:
        network: The streets.
        seeds: Where walks begin; their ranks do not matter.
        limits_mm: Walks in increasing order, inclusive.
        exact: Unions of buffers instead of the outline of a distance field: slower, and rounder
            by decimetres.

    Returns:
        Valid multipolygons in the district's CRS, empty where nothing is reached.

    Raises:
        DistrictError: The streets are too long for exact sums or for a drawing.
    """
    if not limits_mm:
        return ()
    alike = replace(seeds, rank=np.zeros_like(seeds.rank), sources=1)
    cost_mm = node_keys(network, alike, limits_mm[-1])
    layers = [reached_pieces(network, seeds, cost_mm, limit_mm) for limit_mm in limits_mm]
    return buffers(layers, HALF_WIDTH_M) if exact else outlines(layers, HALF_WIDTH_M)
