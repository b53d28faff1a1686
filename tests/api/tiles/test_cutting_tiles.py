"""What of a layer lies on a tile, beside the formulas of the grid and a slow reference."""

import math

import mapbox_vector_tile
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Transformer
from support.layer_places import declared, shown, spot, view
from support.tiny import METRES

from api.tiles.cut import EXTENT, TOLERANCE, cut
from api.tiles.encoding import encoded
from api.tiles.grid import TileAddress, mercator
from api.tiles.tiled_layer import tiled
from data.declarations import Visibility

TO_DEGREES = Transformer.from_crs(METRES, 4326, always_xy=True)
SIDE_M = 1000


def layer_of(name: str, **layers):
    return tiled(view(shown(**layers), name))


def zones(*shapes):
    rows = [{"id": f"z-{i}", "kind": "park", "at": shape} for i, shape in enumerate(shapes)]
    return layer_of("control_zones", control_zones=rows)


def square(x: float, y: float, side: float = SIDE_M) -> shapely.Polygon:
    corner = spot(x, y)
    return shapely.box(corner.x, corner.y, corner.x + side, corner.y + side)


def tile_at(z: int, x: float = 0, y: float = 0) -> TileAddress:
    """The tile over a spot of the tiny district, by the formula of OpenStreetMap's wiki."""
    lon, lat = TO_DEGREES.transform(spot(x, y).x, spot(x, y).y)
    n, phi = 2**z, math.radians(lat)
    row = (1 - math.log(math.tan(phi) + 1 / math.cos(phi)) / math.pi) / 2 * n
    return TileAddress(z, int((lon + 180) / 360 * n), int(row))


def decoded(layer, tile: TileAddress) -> list[dict]:
    """The features, y to the south as they are stored."""
    content = encoded(layer, tile).content
    return mapbox_vector_tile.decode(content, default_options={"y_coord_down": True})[
        layer.view.seen.layer.name
    ]["features"]


def test_mercator_is_that_of_proj():
    places = np.array([[104.0, 30.0], [-180.0, -85.0], [179.9, 85.0]])
    to_mercator = Transformer.from_crs(4326, 3857, always_xy=True)
    expected = np.column_stack(to_mercator.transform(places[:, 0], places[:, 1]))
    assert mercator(places) == pytest.approx(expected, abs=1e-6)


def test_tiles_of_a_zoom_lie_side_by_side_from_the_north_west():
    first, right, below = TileAddress(3, 0, 0), TileAddress(3, 1, 0), TileAddress(3, 0, 1)
    assert (first.west_m, first.north_m) == pytest.approx((-20037508.342789244, 20037508.342789244))
    assert right.west_m - first.west_m == pytest.approx(first.size_m)
    assert first.north_m - below.north_m == pytest.approx(first.size_m)


@pytest.mark.parametrize(
    ("z", "x", "y"), [(-1, 0, 0), (19, 0, 0), (2, 4, 0), (2, 0, 4), (2, -1, 0), (0, 0, 1)]
)
def test_beyond_the_grid_there_is_no_tile(z, x, y):
    assert not TileAddress(z, x, y).exists


def test_a_point_lies_where_it_should_on_its_tile():
    layer = layer_of("stations", stations=[{"id": "s-1", "at": spot(0, 0)}])
    tile = tile_at(12)
    (feature,) = decoded(layer, tile)
    lon, lat = TO_DEGREES.transform(spot(0, 0).x, spot(0, 0).y)
    world = 2**12 * EXTENT
    across = (lon + 180) / 360 * world - tile.x * EXTENT
    phi = math.radians(lat)
    down = (1 - math.asinh(math.tan(phi)) / math.pi) / 2 * world - tile.y * EXTENT
    assert feature["geometry"]["coordinates"] == pytest.approx([across, down], abs=0.51)


def test_properties_have_their_types_and_null_is_left_out():
    row = {"id": "s-1", "step_free": False, "windows": 3, "at": spot(0, 0)}
    (feature,) = decoded(layer_of("stations", stations=[row]), tile_at(14))
    assert feature["properties"] == {"id": "s-1", "step_free": False, "windows": 3}


def test_outer_rings_are_clockwise_on_the_screen_and_holes_are_not():
    ring = square(0, 0).difference(square(300, 300, 300))
    (feature,) = decoded(zones(ring), tile_at(12))
    outer, inner = feature["geometry"]["coordinates"]
    # With y to the south, clockwise to the eye is against the clock in numbers.
    assert shapely.LinearRing(outer).is_ccw
    assert not shapely.LinearRing(inner).is_ccw


def test_a_polygon_across_tiles_is_on_each_of_them_and_ends_at_the_buffer():
    layer, tile = zones(square(-50_000, -50_000, 100_000)), tile_at(14)
    for x in (tile.x, tile.x + 1):
        found = cut(layer, TileAddress(14, x, tile.y))
        assert found.shapes[0].bounds == (-64, -64, EXTENT + 64, EXTENT + 64)


def test_what_touches_no_tile_is_not_there_and_not_counted():
    found = cut(zones(square(0, 0)), TileAddress(14, 0, 0))
    assert (len(found.rows), found.dropped) == (0, 0)


def test_what_is_smaller_than_the_grid_is_dropped_and_counted():
    found = cut(zones(square(0, 0)), tile_at(0))
    assert (len(found.rows), found.dropped) == (0, 1)


def test_points_are_never_too_small():
    layer = layer_of("stations", stations=[{"id": "s-1", "at": spot(0, 0)}])
    assert len(cut(layer, TileAddress(0, 0, 0)).rows) == 1


def test_where_they_are_too_many_the_smallest_go_first():
    layer = zones(square(0, 0, 300), square(1000, 0, 900), square(2000, 0, 600))
    found = cut(layer, tile_at(10), most=2)
    assert (list(found.rows), found.dropped) == ([1, 2], 1)


def test_a_tile_says_how_many_it_has():
    tile = encoded(zones(square(0, 0), square(3000, 0)), tile_at(10))
    assert (tile.features, tile.dropped) == (2, 0)
    assert encoded(zones(), tile_at(10)).content == b""


def test_a_hidden_row_is_on_no_tile():
    rows = [{"id": "z-1", "kind": "redline", "at": square(0, 0)}]
    hidden = declared("control_zones", Visibility.RESTRICTED, "redline")
    layer = tiled(
        view(shown(declared("control_zones"), hidden, control_zones=rows), "control_zones")
    )
    assert len(cut(layer, tile_at(12)).rows) == 0


def ragged(heights: list[int]) -> shapely.Geometry:
    """A strip with a saw-toothed edge; slivers of it fold when they are rounded."""
    top = [(i * 3, height) for i, height in enumerate(heights)]
    return shapely.make_valid(shapely.Polygon([(0, -1), *top, (len(heights) * 3, -1)]))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 400), min_size=2, max_size=30), st.integers(6, 18))
def test_polygons_on_tiles_are_valid_and_near_what_they_were(heights, z):
    corner = spot(0, 0)
    shape = shapely.transform(ragged(heights), lambda xy: xy + np.array([corner.x, corner.y]))
    layer, tile = zones(shape), tile_at(z)
    found = cut(layer, tile)
    unit_m = tile.size_m / EXTENT
    for piece in found.shapes:
        assert piece.is_valid
        on_earth = shapely.transform(
            piece, lambda xy: [tile.west_m, tile.north_m] + xy * [unit_m, -unit_m]
        )
        # Simplified by so many units, rounded by half of one in each axis.
        assert on_earth.within(layer.shapes[0].buffer((TOLERANCE + 1) * unit_m))
