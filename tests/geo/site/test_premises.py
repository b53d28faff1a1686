"""From a place to a site: outline, doors and position error, or why it is none."""

import pytest
import shapely
from support.few_sites import CRS_OF_IT, degrees, ground_of, here

from data.declarations import Declaration, Visibility
from data.errors import SiteError
from data.sites.coordinates import clicked, site_datum
from data.sites.drawn import Drawn
from geo.scene.sites import Shape
from geo.site.directory import directory
from geo.site.grounds import grounds
from geo.site.lookup import one_match
from geo.site.places import clicked_place, drawn_place, matched_place
from geo.site.premises import one_site

DISTRICT = ground_of()
GROUND = grounds(DISTRICT)


def told(found):
    return found.sites, found.outline[0]


def click(x, y, ground=GROUND, **more):
    given = clicked(*degrees(x, y), site_datum("cgcs2000"), CRS_OF_IT)
    return told(one_site(ground, clicked_place(given, **more), clicked=given))


def draw(shape, error_m=None, **more):
    return told(one_site(GROUND, drawn_place(Drawn("parcel", shape, error_m), **more)))


def match(words, district=DISTRICT, **more):
    found = one_match(directory(district), words)
    return told(one_site(grounds(district), matched_place(grounds(district), found, **more)))


def test_a_clicked_point_is_a_door_good_to_5_m():
    site, outline = click(120, 110)
    assert (site.what[0], site.error_m[0], outline) == (Shape.DOOR, 5, None)
    assert site.shapes[0].distance(here(120, 110)) < 0.001


def test_a_stated_error_stands():
    assert click(120, 110, error_m=2)[0].error_m[0] == 2
    assert click(120, 110, site_is="building", error_m=2)[0].error_m[0] == 2
    with pytest.raises(SiteError, match="0 to 1000"):
        click(120, 110, error_m=float("nan"))


def test_the_building_around_a_point_with_its_gates_as_doors():
    site, outline = click(120, 110, site_is="building")
    assert outline == "b1"
    assert site.shapes[0].equals(here(100, 100, 140, 120))
    assert site.doors[0].equals(here(100, 110))
    assert (site.what[0], site.error_m[0]) == (Shape.BUILDING, 1)


def test_the_parcel_around_a_point():
    site, outline = click(120, 110, site_is="地块")
    assert (outline, site.what[0], site.error_m[0], site.doors[0]) == ("l1", Shape.PARCEL, 2, None)


def test_a_point_in_no_building_is_told_the_nearest():
    with pytest.raises(SiteError, match=r"the nearest is b1, 3\.0 m away"):
        click(143, 110, site_is="building")


def test_a_point_in_two_buildings_is_told_both():
    double = ground_of()
    double.layers["buildings"].loc[1, "geometry"] = here(100, 100, 140, 120)
    with pytest.raises(SiteError, match="b1, b2"):
        click(120, 110, ground=grounds(double), site_is="building")


def test_without_the_layer_there_is_nothing_to_find():
    bare = grounds(ground_of(without=("buildings",)))
    with pytest.raises(SiteError, match="no layer buildings"):
        click(120, 110, ground=bare, site_is="building")


def test_a_drawn_parcel():
    site, _ = draw(here(0, 0, 50, 50))
    assert (site.what[0], site.error_m[0]) == (Shape.PARCEL, 50)
    assert draw(here(0, 0, 50, 50), 0.1)[0].error_m[0] == 0.1
    assert draw(here(0, 0, 50, 50), site_is="building")[0].what[0] == Shape.BUILDING
    assert draw(here(5, 5), 0.1)[0].what[0] == Shape.DOOR


def test_a_polygon_is_no_door_and_a_door_is_no_word():
    with pytest.raises(SiteError, match="said to be a door"):
        draw(here(0, 0, 50, 50), site_is="door")
    with pytest.raises(SiteError, match="door, building or parcel"):
        draw(here(0, 0, 50, 50), site_is="window")


def test_an_address_is_its_building():
    site, outline = match("老街8号")
    assert (outline, site.what[0], site.error_m[0]) == ("b1", Shape.BUILDING, 1)
    assert site.address[0] == "老街8号"


def test_an_address_as_a_door_keeps_its_own_point_and_error():
    site, outline = match("老街8号", site_is="door")
    assert (outline, site.what[0], site.error_m[0]) == (None, Shape.DOOR, 3)
    assert site.shapes[0].equals(here(120, 110))


@pytest.mark.parametrize("words", ["老街8号", "b1"])
def test_an_address_or_building_as_a_parcel_is_the_land_it_stands_on(words):
    site, outline = match(words, site_is="parcel")
    assert (outline, site.what[0], site.error_m[0]) == ("l1", Shape.PARCEL, 2)


def test_an_address_of_a_building_nobody_has_drawn():
    site, outline = match("长青路12号")
    assert (outline, site.what[0], site.error_m[0]) == (None, Shape.DOOR, 3)


def test_a_school_is_its_ground_and_undeclared_errors_are_50_m():
    site, _ = match("长青小学")
    assert site.address[0] is None
    assert (site.what[0], site.error_m[0]) == (Shape.PARCEL, 50)
    kind = Declaration("facilities", kind="primary_school", position_error_m=7.0)
    assert match("长青小学", ground_of([kind]))[0].error_m[0] == 7


def test_that_nobody_declares_an_error_is_said():
    drawn = Drawn("parcel", here(0, 0, 50, 50), None)
    assert one_site(GROUND, drawn_place(drawn)).undeclared[0]
    assert not one_site(GROUND, drawn_place(drawn, error_m=50)).undeclared[0]


def test_the_gates_of_a_school_are_its_doors():
    gated = ground_of()
    gated.layers["gates"].loc[0, "of"] = "f1"
    site, outline = match("长青小学", gated)
    assert outline == "f1"
    assert site.doors[0].equals(here(100, 110))


@pytest.mark.parametrize(("declared", "error_m"), [(0.5, 0.5), (30.0, 30.0), (None, 50.0)])
def test_gates_are_as_exact_as_gates_are_and_not_as_their_building(declared, error_m):
    houses = Declaration("buildings", position_error_m=1.0)
    known = ground_of([houses, Declaration("gates", position_error_m=declared)])
    site, _ = click(120, 110, ground=grounds(known), site_is="building")
    assert (site.error_m[0], site.doors_error_m[0]) == (1, error_m)


def test_gates_that_the_asker_may_not_see_are_nobodys_doors():
    secret = ground_of([Declaration("gates", visibility=Visibility.RESTRICTED)])
    site, _ = click(120, 110, ground=grounds(secret), site_is="building")
    assert site.doors[0] is None
    whole = grounds(secret, level=Visibility.RESTRICTED)
    assert click(120, 110, ground=whole, site_is="building")[0].doors[0] is not None


def with_doors(*doors, place=(120, 110), site_is="building", **more):
    """The building around a point, with doors that somebody gives."""
    given, *own = (
        clicked(*degrees(*at), site_datum("cgcs2000"), CRS_OF_IT) for at in (place, *doors)
    )
    return one_site(GROUND, clicked_place(given, site_is, **more), doors=own).sites


def test_known_doors_come_before_gates():
    doors = with_doors((140, 105), (140, 115)).doors[0]
    assert doors.hausdorff_distance(shapely.union_all([here(140, 105), here(140, 115)])) < 0.001


def test_a_clicked_door_makes_no_site_more_exact_than_a_click():
    assert with_doors((140, 105)).at_doors_m[0] == 5
    assert with_doors((140, 105), error_m=2).error_m[0] == 2


def test_the_door_of_a_shop_may_lie_deep_in_its_building():
    assert with_doors((120, 110)).doors[0] is not None


def test_a_door_11_m_off_the_wall_may_be_meant_and_one_12_m_off_is_another_houses():
    assert with_doors((150.9, 110)).doors[0] is not None
    with pytest.raises(SiteError, match=r"--door \[104.*lies 12\.0 m off the site's outline"):
        with_doors((140, 105), (152, 110))


def test_a_point_is_a_door_and_has_none():
    with pytest.raises(SiteError, match="a point, a door itself"):
        with_doors((120, 111), site_is="door")
