"""Outside a zone: touching is no part, a sliver is none, and errors of position are heard."""

import pytest
import shapely
from support.small_scene import answer, answers, at_points, in_shape, judged, small

from data.declarations import Visibility
from data.rulepacks.checks import OutsideZone
from geo.reason import Reason
from geo.scene.sites import Shape

ZONE = shapely.box(0, 0, 100, 100)
CHECK = OutsideZone(zones=("redline",))


def redline(*shapes, **more):
    """A district with a red line of some shapes."""
    rows = [{"kind": "ecological_redline", "at": shape} for shape in shapes]
    return small(control_zones=rows, **more)


def test_a_point_inside_is_not_met_and_one_outside_is():
    assert answer(CHECK, redline(ZONE), (50, 50)) == "not_met"
    assert answer(CHECK, redline(ZONE), (150, 50)) == "met"


def test_a_point_on_the_border_touches_and_touching_is_no_part():
    assert answer(CHECK, redline(ZONE), (100, 50)) == "met"


def test_within_the_sum_of_both_errors_of_the_border_a_person_must_look():
    points = at_points((88, 50), (92, 50), (108, 50), (112, 50), error_m=5)
    found = answers(CHECK, redline(ZONE, error_m=5), points)
    assert found == ["not_met", "on_site", "on_site", "met"]


def test_an_error_that_nobody_declared_is_fifty_metres():
    found = answers(CHECK, redline(ZONE, error_m=None), at_points((140, 50), (160, 50)))
    assert found == ["on_site", "met"]


@pytest.mark.parametrize(("width", "expected"), [(0.02, "met"), (0.2, "not_met")])
def test_a_parcel_that_overlaps_by_a_sliver_only_touches(width, expected):
    parcel = in_shape(shapely.box(100 - width, 0, 120, 20), Shape.PARCEL)
    assert answers(CHECK, redline(ZONE), parcel) == [expected]


def test_a_small_zone_deep_inside_a_large_parcel_is_surely_in_it():
    island = shapely.box(40, 40, 43, 43)
    parcel = in_shape(ZONE, Shape.PARCEL, error_m=5)
    assert answers(CHECK, redline(island), parcel) == ["not_met"]


def test_a_building_somewhere_in_a_parcel_surely_meets_only_what_holds_the_whole_parcel():
    check = OutsideZone(zones=("redline",), on="building")
    partly, wholly = shapely.box(90, 0, 120, 20), shapely.box(10, 10, 30, 30)
    assert answers(check, redline(ZONE), in_shape(partly, Shape.PARCEL)) == ["on_site"]
    assert answers(check, redline(ZONE), in_shape(wholly, Shape.PARCEL)) == ["not_met"]


def test_any_of_several_doors_counts():
    check = OutsideZone(zones=("redline",), on="door")
    shop = in_shape(shapely.box(90, 0, 120, 20), Shape.BUILDING, doors=[(119, 10), (95, 10)])
    assert answers(check, redline(ZONE), shop) == ["not_met"]


def test_a_zone_that_only_has_a_point_has_no_inside():
    place = redline(error_m=5)
    assert answer(CHECK, place) == "met"
    clinic = small(facilities=[{"kind": "clinic", "at": (0, 0)}], error_m=5)
    assert answer(OutsideZone(zones=("clinic",)), clinic, (3, 0)) == "on_site"


def test_a_missing_kind_is_unknown_but_what_is_known_still_forbids():
    check = OutsideZone(zones=("redline", "farmland"))
    place = redline(ZONE, without=["control_zones/permanent_basic_farmland"])
    assert answer(check, place, (150, 50)) == "unknown"
    assert answer(check, place, (50, 50)) == "not_met"


def test_hidden_zones_answer_for_the_whole_cell_however_little_of_it_they_take():
    hidden = {"control_zones/ecological_redline": {"visibility": Visibility.RESTRICTED}}
    place = redline(shapely.box(0, 0, 0.5, 0.5), declare=hidden)
    sites = at_points((99, 99), (101, 99))
    assert answers(CHECK, place, sites) == ["not_met", "met"]
    assert answers(CHECK, place, sites, level=Visibility.RESTRICTED) == ["met", "met"]


def test_the_zone_that_decides_is_named():
    found = judged(CHECK, redline(shapely.box(-50, 0, -10, 10), ZONE), at_points((50, 50)))
    assert (found.feature[0], found.reason[0]) == (1, Reason.MEASURED)
