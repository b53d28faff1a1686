"""Spacing from others of the kind."""

import shapely
from support.small_scene import answer, answers, at_points, in_shape, small

from data.rulepacks.checks import Left, Spacing
from geo.scene.sites import Shape

APART = Spacing(of=("cafe",), at_least_m=100.0)
HOUSE = shapely.box(-10, -10, 10, 10)


def cafe(at: tuple[float, float], **more: object) -> dict[str, object]:
    return {"type": "internet_cafe", "at": at, **more}


def test_another_one_keeps_its_distance() -> None:
    others = small(permits=[cafe((0, 0))])
    assert answers(APART, others, at_points((99, 0), (100, 0))) == ["not_met", "met"]


def test_one_of_another_kind_does_not_count() -> None:
    assert answer(APART, small(permits=[cafe((50, 0)) | {"type": "shop"}])) == "met"


def test_one_under_the_same_address_is_no_other() -> None:
    own = small(permits=[cafe((60, 0), address="长青路１号")])
    site = in_shape(shapely.Point(0, 0), Shape.DOOR, address="长青路1号")
    assert answers(APART, own, site) == ["met"]
    assert answer(APART, own) == "not_met"


def test_one_in_the_same_building_is_no_other() -> None:
    house = {"id": "house", "at": HOUSE}
    own = small(buildings=[house], permits=[cafe((60, 0), building_id="house")])
    assert answer(APART, own) == "met"


def test_one_within_the_errors_of_position_may_be_another() -> None:
    about = small(error_m=5.0, permits=[cafe((9, 0))])
    assert answers(APART, about, at_points((0, 0), error_m=5.0)) == ["on_site"]


def test_behind_the_own_one_the_next_still_counts() -> None:
    house = {"id": "house", "at": HOUSE}
    two = [cafe((0, 0), building_id="house"), cafe((50, 0))]
    assert answer(APART, small(buildings=[house], permits=two)) == "not_met"


def test_a_permit_past_its_date_may_count() -> None:
    assert answer(APART, small(permits=[cafe((50, 0), expires="2026-01-01")])) == "on_site"
    assert answer(APART, small(permits=[cafe((50, 0), status="cancelled")])) == "met"


def test_without_permits_or_a_number_it_is_unknown() -> None:
    assert answer(APART, small(without=["permits"])) == "unknown"
    assert answer(APART.model_copy(update={"at_least_m": Left(left="m")}), small()) == "unknown"
