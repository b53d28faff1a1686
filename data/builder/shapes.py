"""Shapes made to fit their layer: flat, valid, of the right type; every repair is told."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from data.completeness import has_place
from data.layers import Geometry

_POLYGONS, _LINES = (3, 6), (1, 5)  # GEOS type numbers: single and multi


@dataclass(frozen=True)
class Fitted:
    """Shapes as their layer wants them.

    Attributes:
        row: (M,) position of each shape's row among the N given; rising, a split row repeats.
        piece: (M,) number of the piece within its row, from 1.
        shapes: (M,) the shapes. What could not be made to fit is as it was, so that the layer's
            checks name what is wrong with it; what a repair left nothing of is empty.
        repaired: (N,) rows whose shape was invalid or mixed and has been repaired.
        split: (N,) rows whose line was in several pieces.
    """

    row: NDArray[np.intp]
    piece: NDArray[np.intp]
    shapes: NDArray[np.object_]
    repaired: NDArray[np.bool_]
    split: NDArray[np.bool_]


def fitted(
    wanted: Geometry,
    shapes: NDArray[np.object_],
    *,
    as_point: bool = False,
    split_lines: bool = True,
) -> Fitted:
    """Drop Z, repair what is invalid, and bring each shape to the type that a layer wants.

    Args:
        wanted: Which shapes the layer holds.
        shapes: (N,) shapely geometries or None, any one CRS.
        as_point: Let a polygon or line stand as one point on it, where points are wanted.
        split_lines: Give each part of a line in several parts a row of its own; otherwise only
            a single part is taken out of its wrapping.
    """
    flat = shapely.force_2d(shapes) if shapely.has_z(shapes).any() else shapes.copy()
    placed = has_place(flat)
    # A line is invalid only when it has no length; there is nothing to repair in that.
    invalid = placed & ~shapely.is_valid(flat) & (shapely.get_dimensions(flat) != 1)
    if invalid.any():
        flat[invalid] = shapely.make_valid(flat[invalid])
    mixed = placed & np.isin(shapely.get_type_id(flat), (7,))
    for i in np.flatnonzero(mixed):
        flat[i] = _parts_wanted(flat[i], wanted)
    if as_point and wanted in (Geometry.POINT, Geometry.POINT_OR_POLYGON):
        extended = placed & (shapely.get_dimensions(flat) > 0)
        flat[extended] = shapely.point_on_surface(flat[extended])
    if wanted in (Geometry.POINT, Geometry.POINT_OR_POLYGON):
        flat = _unwrapped(flat, multi_type=4)
    if wanted is Geometry.LINE:
        return _in_pieces(flat, invalid | mixed, split_lines=split_lines)
    everything = np.arange(len(flat))
    return Fitted(
        row=everything,
        piece=np.ones(len(flat), dtype=np.intp),
        shapes=flat,
        repaired=invalid | mixed,
        split=np.zeros(len(flat), dtype=bool),
    )


def _parts_wanted(mixed: BaseGeometry, wanted: Geometry) -> BaseGeometry:
    """The parts of a collection that the layer can hold; empty where there is none."""
    types = _LINES if wanted is Geometry.LINE else _POLYGONS
    parts = shapely.get_parts(mixed)
    if wanted is Geometry.POINT:
        return mixed
    return shapely.union_all(parts[np.isin(shapely.get_type_id(parts), types)])


def _unwrapped(shapes: NDArray[np.object_], multi_type: int) -> NDArray[np.object_]:
    """Multi-shapes of a single part as that part; the others as they are."""
    single = (shapely.get_type_id(shapes) == multi_type) & (shapely.get_num_geometries(shapes) == 1)
    result = shapes.copy()
    result[single] = shapely.get_geometry(shapes[single], 0)
    return result


def _in_pieces(
    shapes: NDArray[np.object_], repaired: NDArray[np.bool_], *, split_lines: bool
) -> Fitted:
    shapes = _unwrapped(shapes, multi_type=5)
    split = (shapely.get_type_id(shapes) == 5) & (shapely.get_num_geometries(shapes) > 1)
    if not split_lines:
        split[:] = False
    times = np.where(split, shapely.get_num_geometries(shapes), 1)
    row = np.repeat(np.arange(len(shapes)), times)
    first = np.cumsum(times) - times
    piece = np.arange(len(row)) - first[row] + 1
    pieces = shapes[row]
    of_split = split[row]
    pieces[of_split] = shapely.get_geometry(pieces[of_split], piece[of_split] - 1)
    return Fitted(row=row, piece=piece, shapes=pieces, repaired=repaired, split=split)
