"""A site outside the district: how far, and what may have gone wrong; nothing is ever mended."""

import numpy as np
import pytest
from pyproj import CRS
from support.few_sites import CRS_OF_IT, degrees, ground_of, here

from data.coordinates.shifted_datums import gcj02_to_bd09, wgs84_to_gcj02
from data.errors import SiteError
from data.sites.coordinates import clicked, site_datum
from data.sites.drawn import Drawn
from geo.errors import SiteOutsideError
from geo.site.grounds import grounds
from geo.site.inside import outside
from geo.site.places import clicked_place, drawn_place
from geo.site.premises import one_site

GROUND = grounds(ground_of())


def click(x, y, datum="cgcs2000", **more):
    given = clicked(x, y, site_datum(datum), CRS_OF_IT)
    return one_site(GROUND, clicked_place(given, **more), clicked=given)


def refusal(*given, **more):
    with pytest.raises(SiteOutsideError) as caught:
        click(*given, **more)
    return str(caught.value)


def test_how_far_outside():
    assert "lies 30 m outside" in refusal(*degrees(2030, 1000))
    assert "lies 300.0 km outside" in refusal(*degrees(302_000, 1000))


def test_within_its_error_of_the_border_it_may_be_inside():
    assert click(*degrees(2004, 1000)).sites.count == 1
    assert "lies 4 m outside" in refusal(*degrees(2004, 1000), error_m=3)
    assert click(*degrees(2030, 1000), error_m=40).sites.count == 1


def test_outside_comes_before_no_building():
    assert "outside" in refusal(*degrees(3000, 1000), site_is="building")


def test_a_parcel_across_the_border_is_a_site_and_one_beyond_is_none():
    assert one_site(GROUND, drawn_place(Drawn("p", here(1900, 0, 2100, 50), 1))).sites.count == 1
    with pytest.raises(SiteOutsideError, match="100 m"):
        one_site(GROUND, drawn_place(Drawn("p", here(2100, 0, 2200, 50), 1)))


@pytest.mark.parametrize(
    ("x", "y", "datum", "shift"),
    [(1900, 100, "gcj02", wgs84_to_gcj02),
     (1900, 100, "bd09", lambda lon, lat: gcj02_to_bd09(*wgs84_to_gcj02(lon, lat)))],
)  # fmt: skip
def test_the_datum_that_would_lie_inside_is_a_hint(x, y, datum, shift):
    assert datum in refusal(*shift(*degrees(x, y)), "wgs84")


def test_swapped_axes_are_a_hint_where_both_orders_are_degrees():
    crs = CRS("EPSG:4534")
    kashgar = clicked(76.0, 39.5, site_datum("wgs84"), crs)
    swapped = clicked(39.5, 76.0, site_datum("wgs84"), crs)
    own, shapes = kashgar.point.buffer(1000), np.array([swapped.point], dtype=object)
    ((_, error),) = outside(own, shapes, np.array([5.0]), swapped)
    assert "with its axes swapped it would lie inside" in str(error)


def test_far_off_there_is_no_hint():
    assert refusal(*degrees(90_000, 1000)).endswith("a site within the district.")


def test_a_district_that_nobody_has_drawn_cannot_tell():
    ground = grounds(ground_of(without=("areas",)))
    given = clicked(*degrees(90_000, 0), site_datum("cgcs2000"), CRS_OF_IT)
    assert one_site(ground, clicked_place(given)).sites.count == 1


def test_a_parcel_of_which_most_lies_beyond_the_border_is_none():
    with pytest.raises(SiteOutsideError, match="only 33% of its area"):
        one_site(GROUND, drawn_place(Drawn("p", here(1900, 0, 2200, 50), 1)))
    assert one_site(GROUND, drawn_place(Drawn("p", here(1900, 0, 2200, 50), 50))).sites.count == 1


def test_a_site_is_no_wider_than_a_kilometre():
    assert one_site(GROUND, drawn_place(Drawn("p", here(0, 0, 1000, 50), 1))).sites.count == 1
    with pytest.raises(SiteError, match=r"is 1,001 m across.*at most 1000 m"):
        one_site(GROUND, drawn_place(Drawn("p", here(0, 0, 50, 1001), 1)))


def test_the_parcel_around_a_point_is_no_wider_either():
    wide = ground_of()
    wide.layers["land_use"].loc[0, "geometry"] = here(0, 0, 1500, 50)
    given = clicked(*degrees(20, 20), site_datum("cgcs2000"), CRS_OF_IT)
    with pytest.raises(SiteError, match="1,500 m across"):
        one_site(grounds(wide), clicked_place(given, "parcel"), clicked=given)
