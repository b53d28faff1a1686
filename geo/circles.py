"""Circles for the picture: the streets reached within each band, drawn as an area.

Nothing is counted by these (law 1): numbers come from network time.
"""

from collections.abc import Mapping
from fractions import Fraction

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from geo.ground import Ground
from geo.streets.search import Seeds, node_keys

# How far beside a reached street the picture reaches.
HALF_WIDTH_M = 25.0
_SEGMENTS_A_QUARTER = 4


def circles(ground: Ground, bands_min: tuple[Fraction, ...]) -> Mapping[Fraction, BaseGeometry]:
    """For each band (in minutes) the area round the streets within it of any station that counts.

    Streets are cut exactly at the limit; areas are in the district's CRS and nest.
    """
    ways = ground.station_access
    used = ground.qualification.counts[ways.place]
    rank = np.zeros(int(used.sum()), dtype=np.int64)
    seeds = Seeds(ways.edge[used], ways.offset_mm[used], ways.cost_mm[used], rank, 1)
    widest_mm = int(max(bands_min) * ground.question.mm_per_min)
    keys = node_keys(ground.network, seeds, widest_mm)
    areas: dict[Fraction, BaseGeometry] = {}
    inner: BaseGeometry = shapely.MultiPolygon()
    for band in sorted(bands_min):
        limit_mm = int(band * ground.question.mm_per_min)
        # Round a bend the narrower area can stick out by a hair: a cap is no exact circle.
        inner = shapely.union(inner, _area(_reached(ground, seeds, keys, limit_mm)))
        areas[band] = inner
    return areas


def _area(lines: NDArray[np.object_]) -> BaseGeometry:
    # Many small buffers and a union are several times faster than one buffer of all lines.
    area: BaseGeometry = shapely.union_all(
        shapely.buffer(lines, HALF_WIDTH_M, quad_segs=_SEGMENTS_A_QUARTER)
    )
    return shapely.MultiPolygon() if area.is_empty else area


def _reached(
    ground: Ground, seeds: Seeds, keys: NDArray[np.int64], limit_mm: int
) -> NDArray[np.object_]:
    """The pieces of street within `limit_mm`."""
    network = ground.network
    from_u = np.maximum(limit_mm - keys[network.u], -1)
    from_v = np.maximum(limit_mm - keys[network.v], -1)
    whole = (from_u >= 0) & (from_v >= 0) & (from_u + from_v >= network.length_mm)
    lines = network.lines(np.arange(len(network.u)))
    pieces = list(lines[whole])
    part = np.flatnonzero(~whole & ((from_u >= 0) | (from_v >= 0)))
    for edge in part:
        length_mm = max(int(network.length_mm[edge]), 1)
        pieces += _cut(lines[edge], length_mm, 0, int(from_u[edge]))
        pieces += _cut(lines[edge], length_mm, length_mm - int(from_v[edge]), length_mm)
    for edge, offset_mm, cost_mm in zip(seeds.edge, seeds.offset_mm, seeds.cost_mm, strict=True):
        if not whole[edge]:
            length_mm = max(int(network.length_mm[edge]), 1)
            left = int(limit_mm - cost_mm)
            pieces += _cut(lines[edge], length_mm, offset_mm - left, offset_mm + left)
    return np.array(pieces, dtype=object)


def _cut(line: LineString, length_mm: int, begin_mm: int, end_mm: int) -> list[BaseGeometry]:
    begin, end = max(begin_mm, 0) / length_mm, min(end_mm, length_mm) / length_mm
    if begin >= end:
        return []
    return [substring(line, begin, end, normalized=True)]
