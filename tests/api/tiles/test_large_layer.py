"""However many polygons a layer has, no tile of it has more than can be drawn and sent at once."""

import numpy as np
import pandas as pd
import pytest
import shapely
from pyproj import CRS

from api.districts.layer_view import LayerView
from api.districts.seen import SeenLayer
from api.tiles.cut import MOST_FEATURES
from api.tiles.encoding import encoded
from api.tiles.grid import TileAddress
from api.tiles.tiled_layer import tiled
from data.layers import LAYER_BY_NAME

HOUSES, ACROSS = 100_000, 317
MOST_BYTES = 50 * MOST_FEATURES


@pytest.fixture(scope="module")
def town():
    number = np.arange(HOUSES)
    corners = 500_000 + (number % ACROSS) * 60.0, 3_400_000 + (number // ACROSS) * 60.0
    houses = shapely.buffer(shapely.points(*corners), 25, quad_segs=2)
    layer = LAYER_BY_NAME["buildings"]
    columns = {c.name: pd.array([None] * HOUSES, dtype="string") for c in layer.columns}
    ids = {"id": [f"b-{n:06d}" for n in number], "floors": number % 30}
    table = pd.DataFrame({**columns, **ids, "geometry": houses})
    layer_view = LayerView(SeenLayer(layer, layer.columns, table, CRS(4544)))
    return tiled(layer_view)


def middle_of(layer, z: int) -> TileAddress:
    west, south, east, north = shapely.total_bounds(layer.shapes)
    world, size = TileAddress(0, 0, 0), TileAddress(z, 0, 0).size_m
    x, y = (west + east) / 2 - world.west_m, world.north_m - (south + north) / 2
    return TileAddress(z, int(x / size), int(y / size))


@pytest.mark.parametrize("z", [0, 8, 9, 11, 12, 13, 14, 18])
def test_any_tile_is_small_and_says_what_it_leaves_out(town, z):
    tile = encoded(town, middle_of(town, z))
    assert tile.features <= MOST_FEATURES and len(tile.content) <= MOST_BYTES
    assert (tile.dropped == 0) == (z >= 14)
