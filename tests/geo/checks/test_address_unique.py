"""Live permits at the address."""

import pytest
import shapely
from support.small_scene import answer, answers, at_points, in_shape, judged, small

from data.declarations import Visibility
from data.rulepacks.checks import AddressUnique
from geo.reason import Reason
from geo.scene.sites import Shape

ALONE = AddressUnique(types=("cafe",))
OF_BUSINESS = AddressUnique(of_business=True)


def cafe(at: tuple[float, float], **more: object) -> dict[str, object]:
    return {"type": "internet_cafe", "at": at, **more}


def at_address(text: str | None, at: tuple[float, float] = (0, 0), error_m: float = 0.0) -> object:
    return in_shape(shapely.Point(at), Shape.DOOR, error_m, address=text)


def test_no_permit_near_is_met() -> None:
    assert answer(ALONE, small(permits=[cafe((20.1, 0))])) == "met"


def test_one_within_20_m_and_the_errors_is_looked_at() -> None:
    about = small(error_m=5.0, permits=[cafe((30, 0))])
    sites = at_points((0, 0), (-0.1, 0), error_m=5.0)
    assert answers(ALONE, about, sites) == ["on_site", "met"]
    assert judged(ALONE, about, sites).reason[0] == Reason.MAY_COUNT


def test_one_under_the_same_name_is_a_no_wherever_it_lies() -> None:
    there = small(permits=[cafe((500, 0), address="长青路 １ 号")])
    assert answers(ALONE, there, at_address("长青路1号")) == ["not_met"]


def test_one_under_the_oldest_of_three_names_is_a_no() -> None:
    names = {"address": "长青路1号", "former": "老街8号", "aliases": "长青大楼", "at": (0, 0)}
    there = small(addresses=[names], permits=[cafe((300, 0), address="老街8号")])
    for name in ("长青路1号", "长青大楼", "老街8号"):
        assert answers(ALONE, there, at_address(name)) == ["not_met"]


def test_one_in_the_same_building_is_a_no() -> None:
    house = {"id": "house", "at": shapely.box(-40, -40, 40, 40)}
    there = small(buildings=[house], permits=[cafe((39, 39), building_id="house")])
    assert answer(ALONE, there) == "not_met"


def test_a_miss_in_text_is_no_proof() -> None:
    assert answers(ALONE, small(permits=[cafe((5, 0), address="老街8号")]),
                   at_address("长青路1号")) == ["on_site"]  # fmt: skip
    assert answers(ALONE, small(without=["permits"]), at_address("长青路1号")) == ["unknown"]


def test_a_permit_past_its_date_that_nobody_cancelled_may_stand_in_the_way() -> None:
    there = small(permits=[cafe((0, 0), address="长青路1号", expires="2026-01-01")])
    assert answers(ALONE, there, at_address("长青路1号")) == ["on_site"]


def test_the_business_may_say_which_permits_are_meant() -> None:
    there = small(permits=[cafe((0, 0), address="长青路1号")])
    assert answers(OF_BUSINESS, there, at_address("长青路1号")) == ["not_met"]
    shop = small(permits=[cafe((0, 0), address="长青路1号") | {"type": "shop"}])
    assert answers(OF_BUSINESS, shop, at_address("长青路1号")) == ["met"]


def test_of_hidden_permits_the_cell_is_all_that_is_told() -> None:
    secret = {"permits/internet_cafe": {"visibility": Visibility.RESTRICTED}}
    there = small(declare=secret, permits=[cafe((90, 90))])
    found = answers(ALONE, there, at_points((1, 1), (99, 99), (250, 250)))
    assert found == ["not_met", "not_met", "met"]


@pytest.mark.parametrize(
    ("registered", "asked", "expected"),
    [
        ("长青路1号二栋", "长青路1号2栋", "not_met"),
        ("成都市青羊区长青路1号", "长青路1号", "on_site"),
        ("长青路1号附2号", "长青路1号附3号", "met"),
        ("长青路1号东首", "长青路1号西侧", "on_site"),
    ],
)
def test_a_miss_in_text_alone_never_means_no_permit(
    registered: str, asked: str, expected: str
) -> None:
    there = small(permits=[cafe((500, 0), address=registered)])
    assert answers(ALONE, there, at_address(asked)) == [expected]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        *((word, "met") for word in ("注销", "已注销", "吊销", "撤销", "失效", "过期", "Revoked")),
        *((word, "not_met") for word in (None, "有效", "存续", "在业", "正常", "valid")),
        *((word, "on_site") for word in ("停业整顿", "suspended")),
    ],
)
def test_what_the_register_says_of_a_permit(status: str | None, expected: str) -> None:
    there = small(permits=[cafe((0, 0), address="长青路1号", status=status)])
    assert answers(ALONE, there, at_address("长青路1号")) == [expected]
