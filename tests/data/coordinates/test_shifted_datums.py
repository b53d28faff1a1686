import csv

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from data.coordinates.shifted_datums import (
    CHINA,
    bd09_to_gcj02,
    bd09_to_wgs84,
    gcj02_to_bd09,
    gcj02_to_wgs84,
    in_china,
    wgs84_to_bd09,
    wgs84_to_gcj02,
)

GEOD = Geod(ellps="WGS84")
WEST, SOUTH, EAST, NORTH = CHINA
IN_CHINA = st.tuples(st.floats(WEST, EAST), st.floats(SOUTH, NORTH))
ON_EARTH = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
PAIRS = [
    (wgs84_to_gcj02, gcj02_to_wgs84),
    (gcj02_to_bd09, bd09_to_gcj02),
    (wgs84_to_bd09, bd09_to_wgs84),
]


def metres(a, b):
    return GEOD.inv(*a, *b)[2]


# From the tests of eviltransform and coordtransform, two independent public implementations.
PUBLISHED = [
    (wgs84_to_gcj02, (121.4737, 31.2304), (121.4782231, 31.2284577)),
    (wgs84_to_gcj02, (116.404, 39.915), (116.41024449916938, 39.91640428150164)),
    (gcj02_to_bd09, (116.404, 39.915), (116.41036949371029, 39.92133699351021)),
]


@pytest.mark.parametrize(("convert", "given_point", "published"), PUBLISHED)
def test_published_vectors(convert, given_point, published):
    assert convert(*given_point) == pytest.approx(published, abs=1e-7)


@pytest.mark.parametrize(("there", "back"), PAIRS)
@given(point=IN_CHINA)
def test_there_and_back_is_less_than_a_millimetre(there, back, point):
    if there is wgs84_to_bd09 and not in_china(*wgs84_to_gcj02(*point)):
        return  # the first half has left the rectangle, so the second does not move it
    shifted = there(*point)
    assert metres(back(*shifted), point) < 0.001


@pytest.mark.parametrize(("there", "back"), PAIRS)
@given(point=ON_EARTH)
def test_nothing_moves_far_outside_china(there, back, point):
    if in_china(*point, margin_deg=0.1):
        return
    assert there(*point) == point
    assert back(*point) == point


@pytest.mark.parametrize(("there", "back"), PAIRS[:2])
@pytest.mark.parametrize("x", [WEST, EAST])
@pytest.mark.parametrize("y", [SOUTH, NORTH, 30.0])
def test_the_very_edge_of_the_rectangle_comes_back(there, back, x, y):
    assert metres(back(*there(x, y)), (x, y)) < 0.001


@pytest.mark.parametrize(("there", "back"), PAIRS[:2])
@given(point=st.tuples(st.floats(WEST - 0.02, WEST + 0.02), st.floats(20, 50)))
def test_at_the_border_the_inverse_of_an_image_maps_to_that_image_again(there, back, point):
    image = there(*point)
    assert metres(there(*back(*image)), image) < 0.001


def test_arrays_keep_their_shape_and_nan_stays_nan():
    lon = np.array([[104.0, np.nan], [9.5, 121.0]])
    lat = np.array([[30.6, 30.6], [47.1, np.nan]])
    x, y = gcj02_to_wgs84(lon, lat)
    assert x.shape == y.shape == (2, 2)
    assert np.isnan(x[0, 1])
    assert np.isnan(y[1, 1])
    assert (x[1, 0], y[1, 0]) == (9.5, 47.1)


def test_one_answer_alone_or_among_a_million():
    lon, lat = np.full(1000, 104.05), np.linspace(20, 50, 1000)
    together = gcj02_to_wgs84(lon, lat)[1]
    alone = [float(gcj02_to_wgs84(104.05, y)[1]) for y in lat[::100]]
    assert together[::100] == pytest.approx(alone, abs=1e-13)


def test_the_shift_over_chengdu_is_some_hundred_metres():
    assert 300 < metres(wgs84_to_gcj02(104.06, 30.67), (104.06, 30.67)) < 400


@pytest.mark.real_data
def test_six_parks_known_in_both_datums(real_data):
    path = real_data / "coord_control_points" / "chengdu_parks_gcj02_wgs84.csv"
    with path.open(encoding="utf-8") as file:
        parks = list(csv.DictReader(file))
    assert len(parks) == 6
    for park in parks:
        shifted = float(park["lon_gcj02"]), float(park["lat_gcj02"])
        known = float(park["lon_wgs84"]), float(park["lat_wgs84"])
        assert metres(shifted, known) > 250
        assert metres(gcj02_to_wgs84(*shifted), known) < 50
