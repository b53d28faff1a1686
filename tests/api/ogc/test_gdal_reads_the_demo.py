"""GDAL's own client for OGC API - Features reads every public collection of the demo back."""

import re
from pathlib import Path

import httpx
import numpy as np
import pandas as pd
import pytest
import shapely
from support.gdal_client import features, gdal_process, layers_of, subtypes
from support.layer_service import layer_service, serving

from api.districts.layer_view import LayerView
from api.districts.seen import Sight, seen_layer
from data.declarations import Visibility
from data.demo import demo_district
from data.layers import ColumnType

PUBLIC = (
    "addresses",
    "areas",
    "streets",
    "street_extent",
    "stations",
    "facilities",
    "land_use",
    "control_zones",
)
EPSG_4544 = "http://www.opengis.net/def/crs/EPSG/0/4544"
EPSG_4490 = "http://www.opengis.net/def/crs/EPSG/0/4490"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
PAGE = (Path(__file__).parents[3] / "docs" / "gis.md").read_text("utf-8")
EXAMPLES = re.findall(r"^    http://127\.0\.0\.1:8000(/.*)$", PAGE, re.MULTILINE)
DIGITS = {EPSG_4544: 1e-3, EPSG_4490: 1e-8, CRS84: 1e-8}


@pytest.fixture(scope="module")
def demo():
    return demo_district()


@pytest.fixture(scope="module")
def address(demo, tmp_path_factory):
    made = layer_service(tmp_path_factory.mktemp("home"), {"demo": demo})
    with serving(made.app) as address:
        yield address


def expected(demo, name: str) -> LayerView:
    return LayerView(seen_layer(demo, name, Sight(Visibility.PUBLIC)))


@pytest.fixture(scope="module")
def gdal(address):
    """Run a function of `support.gdal_client` on the service."""
    with gdal_process() as pool:
        yield lambda ask, *more, **options: pool.submit(
            ask, f"OAPIF:{address}/ogc", *more, **options
        ).result(60)


def read(gdal, name: str, crs: str, page: int = 700):
    size = {"PAGE_SIZE": str(page), "INITIAL_REQUEST_PAGE_SIZE": "1"}
    return gdal(features, f"demo:{name}", CRS=crs, **size)


def plain(value: object, type_: ColumnType) -> object:
    if value is None or value is pd.NaT or value != value:
        return None
    if type_ is ColumnType.DATE:
        return str(np.datetime64(value, "D"))
    return {ColumnType.BOOLEAN: bool, ColumnType.INTEGER: int}.get(type_, lambda v: v)(value)


def test_gdal_lists_the_collections_that_are_public(gdal):
    assert gdal(layers_of) == sorted(f"demo:{name}" for name in PUBLIC)


@pytest.mark.parametrize("name", PUBLIC)
def test_every_value_comes_back(gdal, demo, name):
    view, got = expected(demo, name), read(gdal, name, CRS84)
    assert list(got["id"]) == list(view.ids)
    for column in view.seen.columns:
        if column.name != "id":
            values = [plain(value, column.type) for value in got[column.name]]
            assert values == view.values[column.name], column.name


def test_booleans_come_back_as_booleans_and_not_as_text(gdal):
    assert gdal(subtypes, "demo:stations")["step_free"] == "OFSTBoolean"


@pytest.mark.parametrize("crs", [EPSG_4544, EPSG_4490, CRS84], ids=["4544", "4490", "CRS84"])
@pytest.mark.parametrize("name", PUBLIC)
def test_every_coordinate_comes_back(gdal, demo, name, crs):
    view, got = expected(demo, name), read(gdal, name, crs, page=10_000)
    wanted = shapely.orient_polygons(view.metric if crs == EPSG_4544 else view.degrees)
    there, here = (shapely.get_coordinates(s) for s in (got["geometry"].to_numpy(), wanted))
    assert np.abs(there - here).max() <= DIGITS[crs]


def test_a_box_is_asked_of_the_server_in_the_axis_order_of_the_system(gdal, demo):
    view = expected(demo, "stations")
    spot = view.metric[0]
    box = (spot.x - 1, spot.y - 1, spot.x + 1, spot.y + 1)
    got = gdal(features, "demo:stations", CRS=EPSG_4544, bbox=box)
    assert list(got["id"]) == [view.ids[0]]


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_of_the_page_answers(address, example):
    path = example.format(z=8, x=201, y=104)
    assert httpx.get(address + path).status_code in (200, 204)
