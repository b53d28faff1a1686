"""A share of the site in zones, and overlaps as people read them."""

import pytest
import shapely
from support.small_scene import answers, at_points, in_shape, judged, small

from data.declarations import Visibility
from data.rulepacks.checks import Left, OverlapShare
from geo.checks.overlap import overlap
from geo.reason import Reason
from geo.scene.sites import Shape

ZONE = shapely.box(0, 0, 100, 100)
PARCEL = shapely.box(80, 0, 180, 100)  # a fifth of it in the zone


def asked(at_most, shape=PARCEL, error_m=0.0, **more):
    """What a parcel beside farmland answers."""
    place = small(control_zones=[{"kind": "permanent_basic_farmland", "at": ZONE}], **more)
    check = OverlapShare(zones=("farmland",), at_most=at_most)
    return judged(check, place, in_shape(shape, Shape.PARCEL, error_m))


@pytest.mark.parametrize(("at_most", "expected"), [(0.2, 3), (0.19, 0)])
def test_the_share_is_held_against_the_bound_which_is_included(at_most, expected):
    found = asked(at_most)
    assert found.answer[0] == expected
    assert found.value[0] == pytest.approx(0.2)


def test_a_share_that_is_within_its_error_of_the_bound_is_for_a_person():
    found = asked(0.2, error_m=5)
    assert found.answer[0] == 2
    assert found.error[0] == pytest.approx(0.065)  # at least 15 m by 90 m of 10,000 m²


def test_zones_are_taken_together():
    twice = [{"kind": "permanent_basic_farmland", "at": ZONE}] * 2
    check = OverlapShare(zones=("farmland",), at_most=0.3)
    assert answers(check, small(control_zones=twice), in_shape(PARCEL, Shape.PARCEL)) == ["met"]


def test_a_sliver_is_no_share():
    assert asked(0.0, shapely.box(99.999, 0, 180, 100)).answer[0] == 3


def test_a_point_has_no_share_to_measure():
    place = small(control_zones=[{"kind": "permanent_basic_farmland", "at": ZONE}])
    check = OverlapShare(zones=("farmland",), at_most=0.1)
    found = judged(check, place, at_points((50, 50), (150, 50)))
    assert found.answer.tolist() == [2, 3]
    assert found.reason[0] == Reason.NEEDS_PARCEL


def test_a_share_that_nobody_set_is_unknown():
    assert asked(Left(left="share")).reason[0] == Reason.NUMBER_MISSING


@pytest.mark.parametrize(
    ("west", "error_m", "expected"),
    [
        (100, 0, "met"),  # it only touches the cell
        (99.995, 0, "on_site"),  # of a point in a sliver somebody must see the parcel
        (99.9, 0, "not_met"),  # a parcel may lie wholly in 10 m² of it
        (105.1, 5, "met"),
        (100, 5, "on_site"),
        (95.1, 5, "on_site"),
        (94.9, 5, "not_met"),
    ],
)
def test_of_a_hidden_zone_the_worst_that_the_cell_holds_is_told(west, error_m, expected):
    hidden = {"visibility": Visibility.RESTRICTED, "position_error_m": float(error_m)}
    zone = {"kind": "permanent_basic_farmland", "at": shapely.box(west, 0, 300, 100)}
    place = small(control_zones=[zone], declare={"control_zones/permanent_basic_farmland": hidden})
    check = OverlapShare(zones=("farmland",), at_most=0.9)
    parcel = in_shape(shapely.box(10, 10, 40, 40), Shape.PARCEL)
    assert [answers(check, place, here) for here in (parcel, at_points((5, 50)))] == [
        [expected]
    ] * 2


def test_a_hidden_zone_leaves_a_share_of_all_of_the_land_to_be_seen():
    hidden = {"control_zones/permanent_basic_farmland": {"visibility": Visibility.RESTRICTED}}
    assert asked(0.9, declare=hidden).answer[0] == 0
    assert asked(1.0, declare=hidden).answer[0] == 2


def test_an_overlap_has_area_share_and_depth():
    found = overlap(PARCEL, ZONE)
    assert (found.area_m2, found.share) == (2000, 0.2)
    assert found.depth_m == pytest.approx(20, abs=0.02)


def test_the_depth_is_the_largest_error_with_which_the_overlap_would_be_certain():
    small_zone = shapely.box(100, 40, 110, 50)
    assert overlap(PARCEL, small_zone).depth_m == pytest.approx(30, abs=0.02)


def test_a_point_lies_in_a_zone_wholly_or_not():
    inside, outside = overlap(shapely.Point(30, 50), ZONE), overlap(shapely.Point(-3, 5), ZONE)
    assert (inside.share, inside.depth_m) == (1, 30)
    assert (outside.share, outside.depth_m) == (0, 0)
    assert overlap(shapely.box(100, 0, 110, 10), ZONE).depth_m == 0
