"""What of a layer lies on a tile: cut out, thinned to what can be told apart, on the tile's grid.

Tile coordinates run from 0 to 4096, x to the east and y to the south (MVT 2.1, 4.3).
"""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from api.districts.layer_view import Shapes
from api.tiles.grid import TileAddress
from api.tiles.tiled_layer import TiledLayer

EXTENT, BUFFER = 4096, 64
# More can hardly be told apart on a screen, nor encoded while somebody waits.
MOST_FEATURES = 3_000
_POLYGONAL, _LINEAR = (3, 6), (1, 5)


@dataclass(frozen=True)
class Cut:
    """The features on a tile.

    Attributes:
        rows: (K,) their rows in the layer, rising.
        shapes: (K,) their shapes in tile coordinates.
        dropped: How many features touch the tile and are not among them: those too small to have
            a shape on its grid, and the smallest beyond `MOST_FEATURES`.
    """

    rows: NDArray[np.intp]
    shapes: Shapes
    dropped: int


def cut(layer: TiledLayer, tile: TileAddress, most: int = MOST_FEATURES) -> Cut:
    """The features of a layer on a tile, at most so many."""
    unit_m = tile.size_m / EXTENT
    west, north = tile.west_m - BUFFER * unit_m, tile.north_m + BUFFER * unit_m
    east, south = west + (EXTENT + 2 * BUFFER) * unit_m, north - (EXTENT + 2 * BUFFER) * unit_m
    box = (west, south, east, north)
    touching = np.sort(layer.tree.query(shapely.box(*box), predicate="intersects"))
    rows = _largest(layer, touching, unit_m, most)
    shapes = shapely.simplify(_clipped(layer, rows, box), unit_m, preserve_topology=False)
    shapes = _on_grid(shapes, tile, unit_m)
    drawn = ~shapely.is_empty(shapes)
    return Cut(rows[drawn], shapes[drawn], len(touching) - int(drawn.sum()))


def _largest(
    layer: TiledLayer, rows: NDArray[np.intp], unit_m: float, most: int
) -> NDArray[np.intp]:
    """Those that have a shape on the grid, the largest first where they are too many."""
    size_m = layer.size_m[rows]
    # A point has no size and is drawn; anything else that fits between two grid lines is not.
    rows = rows[(size_m == 0) | (size_m >= unit_m / 2)]
    if len(rows) <= most:
        return rows
    # Equal ones in the order of their ids, so that the same tile is always the same.
    by_size = np.argsort(-layer.size_m[rows], kind="stable")
    return np.sort(rows[by_size[:most]])


def _clipped(
    layer: TiledLayer, rows: NDArray[np.intp], box: tuple[float, float, float, float]
) -> Shapes:
    shapes, bounds = layer.shapes[rows], layer.bounds[rows]
    west, south, east, north = box
    across = (
        (bounds[:, 0] < west)
        | (bounds[:, 1] < south)
        | (bounds[:, 2] > east)
        | (bounds[:, 3] > north)
    )
    shapes[across] = shapely.clip_by_rect(shapes[across], west, south, east, north)
    return np.asarray(shapes, dtype=object)


def _on_grid(shapes: Shapes, tile: TileAddress, unit_m: float) -> Shapes:
    """Shapes on the grid of the tile, valid, outer rings as the format wants them; or empty."""

    def to_tile(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        x, y = (xy[:, 0] - tile.west_m) / unit_m, (tile.north_m - xy[:, 1]) / unit_m
        return np.column_stack([np.rint(x), np.rint(y)])

    shapes = np.asarray(shapely.transform(shapes, to_tile), dtype=object)
    polygonal = np.isin(shapely.get_type_id(shapes), (*_POLYGONAL, 7))
    broken = polygonal & ~shapely.is_valid(shapes)
    shapes[broken] = [_mended(shape) for shape in shapes[broken]]
    flat = np.isin(shapely.get_type_id(shapes), _LINEAR) & (shapely.length(shapes) == 0)
    shapes[flat] = shapely.Point()
    return np.asarray(shapely.orient_polygons(shapes, exterior_cw=False), dtype=object)


def _mended(shape: BaseGeometry) -> BaseGeometry:
    """The polygons that are left of a shape which rounding has folded."""
    parts = shapely.get_parts(shapely.set_precision(shapely.make_valid(shape), 1.0))
    parts = shapely.get_parts(parts)  # a collection may hold polygons in a multipolygon
    areas = parts[np.isin(shapely.get_type_id(parts), _POLYGONAL)]
    return shapely.MultiPolygon(list(areas))
