"""What of a layer lies on a tile: cut out, thinned to what can be told apart, on the tile's grid.

Tile coordinates run from 0 to 4096, x to the east and y to the south (MVT 2.1, 4.3).
"""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from api.districts.layer_view import Shapes
from api.tiles.grid import LAST_ZOOM, TileAddress
from api.tiles.tiled_layer import TiledLayer

EXTENT, BUFFER = 4096, 64
# In units of the grid: less than half a pixel of a tile drawn at 512 pixels.
TOLERANCE = 3
# More can hardly be told apart on a screen, nor encoded while somebody waits.
MOST_FEATURES = 3_000
# As GEOS numbers types: a clipped polygon may come as a collection, too.
_POLYGON, _POLYGONAL, _LINEAR = 3, (3, 6, 7), (1, 5)


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
    shapes = _clipped(layer, rows, box)
    if tile.z < LAST_ZOOM:
        shapes = _thinned(shapes, TOLERANCE * unit_m)
    shapes = _on_grid(shapes, tile, unit_m)
    drawn = ~shapely.is_empty(shapes)
    return Cut(rows[drawn], shapes[drawn], len(touching) - int(drawn.sum()))


def _largest(
    layer: TiledLayer, rows: NDArray[np.intp], unit_m: float, most: int
) -> NDArray[np.intp]:
    """Those that have a shape on the grid, the largest first where they are too many."""
    size_m = layer.size_m[rows]
    # A point has no size and is drawn; anything else that fits between two grid lines is not.
    rows = rows[(size_m == 0) | (size_m >= unit_m)]
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


def _thinned(shapes: Shapes, tolerance_m: float) -> Shapes:
    """Fewer vertices; what would be gone altogether stays as it is."""
    thinned = np.asarray(
        shapely.simplify(shapes, tolerance_m, preserve_topology=False), dtype=object
    )
    gone = shapely.is_empty(thinned)
    thinned[gone] = shapes[gone]
    return thinned


def _on_grid(shapes: Shapes, tile: TileAddress, unit_m: float) -> Shapes:
    """Shapes on the grid of the tile, valid, outer rings as the format wants them; or empty."""

    def to_tile(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        x, y = (xy[:, 0] - tile.west_m) / unit_m, (tile.north_m - xy[:, 1]) / unit_m
        return np.column_stack([np.rint(x), np.rint(y)])

    shapes = np.asarray(shapely.transform(shapes, to_tile), dtype=object)
    polygonal = np.isin(shapely.get_type_id(shapes), _POLYGONAL)
    folded = polygonal & ~shapely.is_valid(shapes)
    shapes[folded] = _unfolded(shapes[folded])
    flat = np.isin(shapely.get_type_id(shapes), _LINEAR) & (shapely.length(shapes) == 0)
    shapes[flat] = shapely.Point()
    return np.asarray(shapely.orient_polygons(shapes, exterior_cw=False), dtype=object)


def _unfolded(shapes: Shapes) -> Shapes:
    """The polygons that are left of shapes which rounding has folded; maybe none."""
    left = np.full(len(shapes), shapely.MultiPolygon(), dtype=object)
    # Most have become a line or a point; the others take a while.
    some = np.flatnonzero(shapely.area(shapes) > 0)
    valid = shapely.make_valid(shapes[some], method="structure", keep_collapsed=False)
    parts, owner = shapely.get_parts(shapely.set_precision(valid, 1.0), return_index=True)
    # A collection may hold polygons within a multipolygon.
    parts, part = shapely.get_parts(parts, return_index=True)
    areas = shapely.get_type_id(parts) == _POLYGON
    shapely.multipolygons(parts[areas], indices=some[owner[part]][areas], out=left)
    return left
