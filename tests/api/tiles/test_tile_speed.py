"""A layer of 100,000 polygons gives any tile in a blink, once it has been prepared."""

import time

import numpy as np
import pandas as pd
import pytest
import shapely
from pyproj import CRS

from api.districts.layer_view import LayerView
from api.districts.seen import SeenLayer
from api.tiles.encoding import encoded
from api.tiles.grid import TileAddress
from api.tiles.tiled_layer import tiled
from data.layers import LAYER_BY_NAME

HOUSES, ACROSS = 100_000, 317
# On a quiet machine no tile takes 0.2 s; tests run beside others.
MOST_S = 0.6


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
    made = tiled(layer_view)
    encoded(made, middle_of(made, 16))
    return made


def middle_of(layer, z: int) -> TileAddress:
    west, south, east, north = shapely.total_bounds(layer.shapes)
    world, size = TileAddress(0, 0, 0), TileAddress(z, 0, 0).size_m
    x, y = (west + east) / 2 - world.west_m, world.north_m - (south + north) / 2
    return TileAddress(z, int(x / size), int(y / size))


@pytest.mark.parametrize("z", [0, 8, 9, 11, 12, 13, 14, 18])
def test_any_tile_is_quick(town, z):
    tile = middle_of(town, z)
    began = time.process_time()
    encoded(town, tile)
    assert time.process_time() - began < MOST_S
