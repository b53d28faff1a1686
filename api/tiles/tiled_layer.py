"""A layer prepared for tiles: its shapes in Web Mercator, found by place and ranked by size."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import STRtree

from api.districts.layer_view import LayerView, Shapes
from api.tiles.grid import mercator


@dataclass(frozen=True)
class TiledLayer:
    """What every tile of a layer is cut from.

    Attributes:
        view: The layer as the asker sees it.
        shapes: (N,) its shapes in Mercator metres, by row.
        tree: Finds them by place.
        bounds: (N, 4) west, south, east and north of each.
        size_m: (N,) the longer side of each one's bounds; 0 for points.
    """

    view: LayerView
    shapes: Shapes
    tree: STRtree
    bounds: NDArray[np.float64]
    size_m: NDArray[np.float64]


def tiled(view: LayerView) -> TiledLayer:
    """Prepare a layer for tiles; takes longer than any tile afterwards."""
    shapes = np.asarray(shapely.transform(view.degrees, mercator), dtype=object)
    bounds = shapely.bounds(shapes).reshape(-1, 4)
    sides = bounds[:, 2:] - bounds[:, :2]
    return TiledLayer(view, shapes, STRtree(shapes), bounds, sides.max(axis=1, initial=0.0))
