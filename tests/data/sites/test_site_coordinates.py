"""Bare coordinates: one place in four datums, and what is refused instead of being guessed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import CRS

from data.coordinates.shifted_datums import gcj02_to_bd09, wgs84_to_gcj02
from data.errors import SiteError
from data.sites.coordinates import is_coordinates, points_at, read_clicked, site_datum
from data.text import Language

CHENGDU = CRS.from_epsg(4544)
LON, LAT = 104.06, 30.67
# That place in CGCS2000, 105 E (by PROJ's cs2cs).
PLACE = (409916.3807, 3394765.2934)


def place(text, datum="wgs84"):
    point = read_clicked(text, datum, CHENGDU).point
    return point.x, point.y


def refusal(text, datum="wgs84"):
    with pytest.raises(SiteError) as caught:
        read_clicked(text, datum, CHENGDU)
    return caught.value


@pytest.mark.parametrize("text", ["104.06,30.67", " 104.06 , 30.67 ", "１０４．０６，３０．６７"])
@pytest.mark.parametrize("datum", ["wgs84", "WGS-84", "cgcs2000", "EPSG:4490"])
def test_a_pair_of_degrees(text, datum):
    assert place(text, datum) == pytest.approx(PLACE, abs=0.001)


def test_metres_with_their_code():
    assert place("409916.3807,3394765.2934", "EPSG:4544") == pytest.approx(PLACE)
    assert place("35409916.3807,3394765.2934", "EPSG:4523") == pytest.approx(PLACE)


@settings(max_examples=25)
@given(st.floats(103.5, 104.5), st.floats(30.2, 31.0))
def test_the_same_place_as_any_map_shows_it(lon, lat):
    gcj = wgs84_to_gcj02(lon, lat)
    plain = place(f"{lon:.9f},{lat:.9f}")
    for datum, (x, y) in (("gcj02", gcj), ("bd09", gcj02_to_bd09(*gcj))):
        assert place(f"{x:.9f},{y:.9f}", datum) == pytest.approx(plain, abs=0.001)


@pytest.mark.parametrize("datum", [None, "", " "])
def test_without_a_datum_two_sentences_tell_which_map_gives_which(datum):
    message = refusal("104.06,30.67", datum).text(Language.ZH)
    for word in ("腾讯", "高德", "gcj02", "百度", "bd09", "GPS", "wgs84", "天地图", "cgcs2000"):
        assert word in message


@pytest.mark.parametrize("datum", ["mars", "file:/etc/passwd", "+proj=longlat", "EPSG:999999"])
def test_other_datums_are_unknown(datum):
    with pytest.raises(SiteError):
        site_datum(datum)


@pytest.mark.parametrize(
    "text", ["", "104.06", "104.06,30.67,5", "1e2,30", "nan,30", "104°3′,30°40′", "1" * 200 + ",2"]
)
def test_what_is_no_pair_of_numbers(text):
    assert "104.0612,30.6701" in str(refusal(text))


@pytest.mark.parametrize("datum", ["wgs84", "cgcs2000", "gcj02", "bd09"])
def test_swapped_axes_are_said_not_mended(datum):
    assert "swapped" in str(refusal("30.67,104.06", datum))


def test_degrees_out_of_range():
    assert "far outside" in str(refusal("204.06,30.67"))


def test_metres_for_degrees_name_the_code_they_may_be_in():
    assert "EPSG:4523" in str(refusal("35409916.38,3394765.29"))
    assert "EPSG:4544" in str(refusal("409916.38,3394765.29", "gcj02"))


def test_degrees_for_metres():
    assert "degrees" in str(refusal("104.06,30.67", "EPSG:4544"))


def test_each_of_many_is_judged_alone():
    lon, lat = np.array([LON, LAT, np.nan, LON]), np.array([LAT, LON, LAT, LAT])
    points, wrong = points_at(lon, lat, site_datum("wgs84"), CHENGDU)
    assert [point is None for point in points] == [False, True, True, False]
    assert [misfit.index for misfit in wrong] == [1, 2]


def test_what_is_meant_as_coordinates():
    assert is_coordinates("nan,30.6") and is_coordinates("104.06,-inf")
    assert is_coordinates("１０４．０６，３０．６７")
    assert not is_coordinates("长青路1号")
