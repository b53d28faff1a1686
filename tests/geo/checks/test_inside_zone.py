"""Inside zones: all of the site, zones taken together."""

import pytest
import shapely
from shapely import affinity
from support.small_scene import answer, answers, at_points, in_shape, small

from data.rulepacks.checks import InsideZone
from geo.scene.sites import Shape

LEFT, RIGHT = shapely.box(0, 0, 100, 100), shapely.box(100, 0, 200, 100)
CHECK = InsideZone(zones=("park",))


def parks(*shapes, kind="park", **more):
    """A district with parks."""
    return small(control_zones=[{"kind": kind, "at": shape} for shape in shapes], **more)


def test_inside_is_met_and_outside_is_not():
    assert answer(CHECK, parks(LEFT), (50, 50)) == "met"
    assert answer(CHECK, parks(LEFT), (150, 50)) == "not_met"


def test_within_the_errors_of_the_border_a_person_must_look():
    points = at_points((88, 50), (92, 50), (108, 50), (112, 50), error_m=5)
    assert answers(CHECK, parks(LEFT, error_m=5), points) == [
        "met",
        "on_site",
        "on_site",
        "not_met",
    ]


def test_the_border_between_two_zones_is_none():
    points = at_points((100, 50), error_m=5)
    assert answers(CHECK, parks(LEFT, RIGHT), points) == ["met"]
    across = in_shape(shapely.box(80, 20, 120, 60), Shape.PARCEL, error_m=5)
    assert answers(CHECK, parks(LEFT, RIGHT), across) == ["met"]


def test_a_parcel_partly_outside_is_not_inside():
    parcel = in_shape(shapely.box(80, 20, 120, 60), Shape.PARCEL, error_m=5)
    assert answers(CHECK, parks(LEFT), parcel) == ["not_met"]
    assert answers(CHECK, parks(LEFT), in_shape(shapely.box(80, 20, 103, 60), Shape.PARCEL, 5)) == [
        "on_site"
    ]


def test_what_a_layer_lacks_cannot_undo_that_the_site_is_inside_what_it_has():
    half = shapely.box(-3000, -3000, 50, 3000)
    place = parks(LEFT, extent=half)
    assert answers(CHECK, place, at_points((80, 50), (150, 50))) == ["met", "unknown"]


def test_what_is_out_of_date_is_no_proof():
    place = parks(LEFT, declare={"control_zones/park": {"never_stale": False}})
    assert answer(CHECK, place, (50, 50)) == "unknown"


def test_no_kind_of_zone_declared_is_unknown():
    place = parks(without=["control_zones/park", "control_zones/forest_park"])
    assert answer(CHECK, place) == "unknown"


def test_a_parcel_that_surely_leaves_the_zones_within_known_land_fails_whatever_lies_beyond():
    half = shapely.box(-3000, -3000, 150, 3000)
    leaving = in_shape(shapely.box(80, 20, 180, 60), Shape.PARCEL, error_m=5)
    hardly = in_shape(shapely.box(110, 20, 180, 60), Shape.PARCEL, error_m=60)
    assert answers(CHECK, parks(LEFT, extent=half), leaving) == ["not_met"]
    assert answers(CHECK, parks(LEFT, extent=half), hardly) == ["unknown"]


def test_without_any_zone_every_known_place_is_outside():
    assert answer(CHECK, parks()) == "not_met"


@pytest.mark.parametrize("angle", range(0, 180, 9))
def test_a_parcel_across_the_border_of_two_rotated_zones_is_inside(angle):
    """Rounded to a millimetre, as layers are; one zone has corners where the other has none."""
    east = shapely.Polygon([(0, -99), (99, -99), (99, 99), (0, 99), (0, 37.3), (0, -11.7)])
    drawn = (shapely.box(-99, -99, 0, 99), east, shapely.box(-20, -15.3, 20, 15.7))
    turned = [shapely.set_precision(affinity.rotate(each, angle, (0, 0)), 0.001) for each in drawn]
    parcel = in_shape(turned[2], Shape.PARCEL)
    assert answers(CHECK, parks(*turned[:2]), parcel) == ["met"]
    centre = at_points((0, 0), error_m=20)
    assert answers(CHECK, parks(*turned[:2]), centre) == ["met"]


@pytest.mark.parametrize("angle", range(0, 180, 9))
def test_a_parcel_along_the_border_of_its_zone_is_inside(angle):
    drawn = shapely.box(-100, -100, 100, 100), shapely.box(-100, -20, 33.3, 21)
    zone, parcel = (
        shapely.set_precision(affinity.rotate(each, angle, (0, 0)), 0.001) for each in drawn
    )
    assert answers(CHECK, parks(zone), in_shape(parcel, Shape.PARCEL)) == ["met"]


def test_what_lies_a_centimetre_outside_does_not():
    leaving = in_shape(shapely.box(80, 20, 100.01, 60), Shape.PARCEL)
    assert answers(CHECK, parks(LEFT), leaving) == ["not_met"]


class TestErrorsOfTheirOwn:
    """A redline nobody knows well, beside a park that is known exactly."""

    EITHER = InsideZone(zones=("park", "redline"))

    def place(self, redline):
        vague = {"control_zones/ecological_redline": {"position_error_m": 100.0}}
        rows = [("park", LEFT), ("ecological_redline", redline)]
        zones = [{"kind": kind, "at": shape} for kind, shape in rows]
        return small(control_zones=zones, declare=vague)

    def test_a_zone_far_away_settles_nothing_and_unsettles_nothing(self):
        place = self.place(shapely.box(2000, 2000, 2100, 2100))
        assert answers(self.EITHER, place, at_points((50, 50), (-50, 50))) == ["met", "not_met"]

    def test_each_zone_may_reach_as_far_as_its_own_error(self):
        place = self.place(shapely.box(200, 0, 300, 100))
        points = at_points((101, 50), (-1, 50), (150, 50), (99, 50))
        assert answers(self.EITHER, place, points) == ["on_site", "not_met", "on_site", "met"]
