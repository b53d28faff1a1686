"""A district from a few hand-written rows."""

import geopandas as gpd
import pandas as pd
import pytest
from pyproj import CRS
from shapely import LineString, Point, box

from data.district import District
from data.layers import LAYER_BY_NAME, Geometry
from data.schema import conform


def table(name, rows):
    layer = LAYER_BY_NAME[name]
    frame = pd.DataFrame(rows, columns=None if rows else ["id", "geometry"])
    if layer.geometry is not Geometry.NONE:
        frame = gpd.GeoDataFrame(frame, geometry="geometry", crs="EPSG:4544")
    conformed = conform(layer, frame)
    assert not conformed.bad_rows, conformed.bad_rows
    return conformed.table.sort_values("id").reset_index(drop=True)


@pytest.fixture
def make_district():
    """Layers as lists of rows; anything else goes to `District` as it is."""

    def make(crs="EPSG:4544", **given):
        layers = {n: table(n, rows) for n, rows in given.items() if n in LAYER_BY_NAME}
        rest = {n: value for n, value in given.items() if n not in LAYER_BY_NAME}
        return District("试验区", "test.gpkg", CRS(crs), layers, **rest)

    return make


@pytest.fixture
def street():
    def make(name, *points, u=None, v=None, **more):
        line = LineString(points)
        ends = {"u": u or str(points[0]), "v": v or str(points[-1])}
        return {"id": name, "length_m": line.length, "geometry": line, **ends, **more}

    return make


@pytest.fixture
def home():
    def make(name, x, y, population=10, **more):
        return {"id": name, "population": population, "geometry": Point(x, y), **more}

    return make


@pytest.fixture
def district_area():
    return {"id": "a-0", "level": "district", "geometry": box(0, 0, 1000, 1000)}
