"""Coordinates in the order that the authority of a reference system defines."""

import json

import numpy as np
import pytest
import shapely
from pyproj import CRS, Transformer
from support.layer_places import shown, spot, view

from api.ogc.crs import CRS84, geometry_texts, named_crs, offered_crs
from api.ogc.errors import ParameterError

EPSG = "http://www.opengis.net/def/crs/EPSG/0/"
# In Chengdu: northing 3,394,000, easting 438,000 in EPSG:4544.
EAST_M, NORTH_M = 438_000.125, 3_394_000.25


def by_uri(crs: int) -> dict:
    return {offered.uri: offered for offered in offered_crs(CRS(crs))}


def written(shape, crs) -> list:
    (text,) = geometry_texts(np.array([shape], dtype=object), crs)
    return json.loads(text)["coordinates"]


def test_the_systems_of_a_chinese_district():
    assert list(by_uri(4544)) == [CRS84, f"{EPSG}4326", f"{EPSG}4490", f"{EPSG}4544"]


def test_the_districts_own_zone_is_northing_then_easting():
    own = by_uri(4544)[f"{EPSG}4544"]
    assert written(shapely.Point(EAST_M, NORTH_M), own) == [NORTH_M, EAST_M]


def test_degrees_are_latitude_first_but_in_crs84():
    systems = by_uri(4544)
    point = shapely.Point(104.35, 30.66)
    assert written(point, systems[CRS84]) == [104.35, 30.66]
    assert written(point, systems[f"{EPSG}4490"]) == [30.66, 104.35]
    assert written(point, systems[f"{EPSG}4326"]) == [30.66, 104.35]


def test_a_zone_whose_authority_puts_easting_first_keeps_it():
    utm = by_uri(32648)[f"{EPSG}32648"]
    assert written(shapely.Point(EAST_M, NORTH_M), utm) == [EAST_M, NORTH_M]


def test_the_axes_come_from_the_registry_and_not_from_how_a_file_wrote_them():
    own = offered_crs(CRS.from_wkt(CRS(4544).to_wkt("WKT1_GDAL")))
    assert own[-1].north_first


def test_a_private_system_is_not_offered():
    private = CRS.from_proj4(
        "+proj=tmerc +lat_0=0 +lon_0=104.1 +k=1 +x_0=5000 +y_0=-3e6 +ellps=GRS80"
    )
    assert len(offered_crs(private)) == 3


def test_millimetres_and_hundred_millionths_of_a_degree_survive():
    systems = by_uri(4544)
    assert written(shapely.Point(0.00049, 1e-9), systems[CRS84]) == [0.00049, 1e-9]
    assert written(shapely.Point(1.0004, 2.0), systems[f"{EPSG}4544"]) == [2.0, 1.0004]


def test_outer_rings_run_against_the_clock_on_the_map():
    clockwise = shapely.Polygon([(0, 0), (0, 1), (1, 1), (1, 0)])
    (ring,) = written(clockwise, by_uri(4544)[CRS84])
    assert shapely.LinearRing(ring).is_ccw


def test_degrees_are_those_of_pyproj():
    place = view(shown(stations=[{"id": "s-1", "at": spot(400, 0)}]), "stations")
    to_degrees = Transformer.from_crs(place.seen.crs, 4326, always_xy=True)
    expected = to_degrees.transform(place.metric[0].x, place.metric[0].y)
    assert place.degrees[0].coords[0] == pytest.approx(expected, abs=1e-12)


def test_a_system_that_is_not_offered_is_refused():
    with pytest.raises(ParameterError) as refused:
        named_crs(offered_crs(CRS(4544)), "EPSG:4544", "crs")
    assert refused.value.at == "crs"
