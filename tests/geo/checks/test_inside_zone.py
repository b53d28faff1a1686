"""Inside zones: all of the site, zones taken together."""

import shapely
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
