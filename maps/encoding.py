"""Geometry in few characters: whole millionths of a degree, each as the step from the one before.

A picture needs no more than the 0.1 m that a millionth of a degree is. `static/codec.js` reads it
back; both walk the nested lists in the same order, so the running position never has to be said.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from shapely.geometry.base import BaseGeometry

PER_DEGREE = 1_000_000
SIMPLIFY_M = 2.0

Steps: TypeAlias = list[int]
"""x, y, x, y, ... of one line or ring."""


def wgs84_from(crs: CRS) -> Transformer:
    """From `crs` to WGS 84, easting or longitude first."""
    return _wgs84_from(crs.to_wkt())


@lru_cache(maxsize=8)
def _wgs84_from(wkt: str) -> Transformer:
    """To make one takes some 50 ms, and a service draws many maps; threads may share it."""
    return Transformer.from_crs(wkt, 4326, always_xy=True)


def encoded_points(x: NDArray[np.float64], y: NDArray[np.float64], to_wgs84: Transformer) -> Steps:
    """Points as one list of steps.

    Args:
        x: (N,) eastings in metres.
        y: (N,) northings in metres.
        to_wgs84: From their CRS, as `wgs84_from` makes it.
    """
    return _steps(np.column_stack([x, y]), to_wgs84).ravel().tolist()


def encoded_lines(lines: NDArray[np.object_], to_wgs84: Transformer) -> list[Steps]:
    """(N,) LineStrings, simplified to 2 m, as one list of steps each."""
    simple = shapely.simplify(lines, SIMPLIFY_M, preserve_topology=False)
    coordinates, owner = shapely.get_coordinates(simple, return_index=True)
    return _split(_steps(coordinates, to_wgs84), owner, len(simple))


def encoded_polygons(
    shapes: Sequence[BaseGeometry], to_wgs84: Transformer, simplify_m: float = SIMPLIFY_M
) -> list[list[list[Steps]]]:
    """Polygons and MultiPolygons, simplified: per shape its parts, per part its rings.

    What is not a polygon in a shape is left out; an empty shape is an empty list.

    Args:
        shapes: The shapes, in metres.
        to_wgs84: From their CRS, as `wgs84_from` makes it.
        simplify_m: How far a simplified line may lie off; 0 leaves the shapes as they are.
    """
    simple = np.asarray(shapes, dtype=object)
    if simplify_m:
        # Not keeping topology is some thirty times faster; at 2 m a picture does not show it.
        simple = shapely.simplify(simple, simplify_m, preserve_topology=False)
    parts, shape_of_part = shapely.get_parts(simple, return_index=True)
    polygonal = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    polygonal &= ~shapely.is_empty(parts)
    parts, shape_of_part = parts[polygonal], shape_of_part[polygonal]
    rings, part_of_ring = shapely.get_rings(parts, return_index=True)
    coordinates, ring_of_point = shapely.get_coordinates(rings, return_index=True)
    steps = _split(_steps(coordinates, to_wgs84), ring_of_point, len(rings))
    nested: list[list[list[Steps]]] = [[] for _ in range(len(simple))]
    by_part: list[list[Steps]] = [[] for _ in range(len(parts))]
    for part, ring in zip(part_of_ring, steps, strict=True):
        by_part[part].append(ring)
    for shape, part_rings in zip(shape_of_part, by_part, strict=True):
        nested[shape].append(part_rings)
    return nested


def lon_lat_bounds(
    bounds: NDArray[np.float64], to_wgs84: Transformer
) -> tuple[float, float, float, float]:
    """West, south, east, north in degrees, 6 decimals, of (4,) `bounds` in metres."""
    left, bottom, right, top = (float(bound) for bound in bounds)
    west, south, east, north = to_wgs84.transform_bounds(left, bottom, right, top)
    return round(west, 6), round(south, 6), round(east, 6), round(north, 6)


def _steps(xy: NDArray[np.float64], to_wgs84: Transformer) -> NDArray[np.int64]:
    """(N, 2) differences between consecutive positions, the first from (0, 0)."""
    lon, lat = to_wgs84.transform(xy[:, 0], xy[:, 1])
    units = np.rint(np.column_stack([lon, lat]) * PER_DEGREE).astype(np.int64)
    start = np.zeros((1, 2), dtype=np.int64)
    steps: NDArray[np.int64] = units - np.concatenate([start, units[:-1]])
    return steps


def _split(steps: NDArray[np.int64], owner: NDArray[np.intp], count: int) -> list[Steps]:
    cuts = np.searchsorted(owner, np.arange(1, count))
    return [piece.ravel().tolist() for piece in np.split(steps, cuts)][:count]
