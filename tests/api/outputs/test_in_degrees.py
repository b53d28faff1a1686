"""Shapes as GeoJSON geometries."""

import json

import pytest
import shapely
from pyproj import CRS

from api.outputs.in_degrees import geojson_geometry

CRS_OF_DISTRICT = CRS.from_epsg(4544)
SQUARE = shapely.box(400_000, 3_390_000, 401_000, 3_391_000)
RING = SQUARE.difference(shapely.box(400_200, 3_390_200, 400_300, 3_390_300))
FAR = shapely.box(405_000, 3_390_000, 406_000, 3_391_000)


@pytest.mark.parametrize(
    "shape",
    [
        shapely.MultiPolygon(),
        shapely.MultiPolygon([SQUARE]),
        shapely.MultiPolygon([RING, FAR]),
        shapely.MultiPolygon([FAR, RING]),
    ],
)
def test_several_polygons_are_the_polygons_one_by_one(shape):
    found = geojson_geometry(shape, CRS_OF_DISTRICT)
    each = [geojson_geometry(part, CRS_OF_DISTRICT)["coordinates"] for part in shape.geoms]
    assert found["type"] == "MultiPolygon"
    assert json.dumps(found["coordinates"]) == json.dumps(each)


def test_shells_turn_left_and_holes_right():
    (polygon,) = geojson_geometry(shapely.MultiPolygon([RING]), CRS_OF_DISTRICT)["coordinates"]
    shell, hole = (shapely.LinearRing(ring) for ring in polygon)
    assert shell.is_ccw and not hole.is_ccw
