"""Which permits stand at a site: three buildings in a street, and what the registers call them."""

from datetime import date

import numpy as np
import pytest
import shapely
from support.tiny import district

from geo.levels import MAY, YES
from geo.scene.permit_register import register
from geo.scene.same_place import How, same_place
from geo.scene.sites import point_sites

ON = date(2026, 11, 22)
# Three buildings of 30 m by 20 m, 70 m apart.
BUILDINGS = [{"id": f"b{n}", "at": shapely.box(100 * n, 0, 100 * n + 30, 20)} for n in (1, 2, 3)]
CORNER = {
    "id": "a1", "address": "甲路10号", "former": "老街3号", "aliases": "乙路2号；十字口大楼",
    "building_id": "b1", "at": (115, 10),
}  # fmt: skip
HERE, FAR = (115, 10), (115, 900)


def permit(at=FAR, **more):
    return {"id": "p1", "type": "food_service", "status": "valid", "at": at, **more}


def found(permits, address=None, at=HERE, addresses=(CORNER,), buildings=BUILDINGS, error_m=5.0):
    place = district(permits=permits, addresses=addresses, buildings=buildings)
    sites = point_sites(np.array([at], dtype=float), error_m=error_m)
    sites.address[0] = address
    known = register(place, ON)
    pairs = same_place(known, sites)
    ids = place.table("permits")["id"].to_numpy()[known.rows[pairs.permit]]
    return {
        name: (How(int(how)), level)
        for name, how, level in zip(ids, pairs.how, pairs.level, strict=True)
    }


@pytest.mark.parametrize("name", ["甲路10号", "老街3号", "乙路2号", "十字口大楼", " 甲路１０號 "])
def test_every_name_of_the_address_is_its_name(name):
    assert found([permit(address=name)]) == {"p1": (How.NAME, YES)}


def test_an_address_that_is_given_has_the_other_names_of_its_row():
    assert found([permit(address="老街3号")], address="乙路2号", at=(500, 500)) == {
        "p1": (How.NAME, YES)
    }


def test_a_permit_of_the_same_building_without_an_address_is_here():
    assert found([permit(building_id="b1")]) == {"p1": (How.BUILDING, YES)}


def test_another_door_of_the_same_building_may_be_here():
    assert found([permit(building_id="b1", address="甲路10号附7号")]) == {
        "p1": (How.BUILDING | How.HOUSE_NUMBER, MAY)
    }
    assert found([permit(building_id="b1", address="丙路1号")]) == {"p1": (How.BUILDING, MAY)}


def test_two_units_of_one_house_are_not_one():
    permits = [permit(address="甲路10号附7号")]
    assert found(permits, address="甲路10号附8号", at=(500, 500)) == {}


def test_what_stands_within_20_m_and_both_errors_may_be_here():
    # 5 m of the site, 50 m of a register of which nobody declared how good it is.
    assert found([permit(at=(115, 84))]) == {"p1": (How.NEAR, MAY)}
    assert found([permit(at=(115, 86))]) == {}


def test_an_address_near_by_may_be_its_own_unless_it_belongs_to_another_building():
    near = {"id": "a1", "address": "甲路10号", "at": (115, 30)}
    permits = [permit(address="甲路10号")]
    assert found(permits, addresses=[near]) == {"p1": (How.NAME, MAY)}
    assert found(permits, addresses=[{**near, "building_id": "b2"}]) == {}


def test_a_point_between_two_buildings_is_surely_in_neither():
    twins = [
        {"id": "b1", "at": shapely.box(100, 0, 116, 20)},
        {"id": "b2", "at": shapely.box(116, 0, 130, 20)},
    ]
    found_there = found([permit(building_id="b1")], buildings=twins, error_m=2.0)
    assert found_there == {"p1": (How.BUILDING, MAY)}


def test_a_name_that_two_houses_have_had_is_not_sure():
    other = {"id": "a2", "address": "丁路1号", "former": "老街3号", "building_id": "b3",
             "at": (315, 10)}  # fmt: skip
    found_there = found([permit(address="丁路1号")], "老街3号", FAR, [CORNER, other])
    assert found_there["p1"][1] == MAY


def test_what_was_cancelled_stands_nowhere():
    assert found([permit(building_id="b1", status="cancelled")]) == {}


def test_without_addresses_or_buildings_only_what_is_near_is_found():
    place = district(permits=[permit(at=HERE, building_id="b1", address="甲路10号")])
    pairs = same_place(register(place, ON), point_sites(np.array([HERE], dtype=float)))
    assert (pairs.how.tolist(), pairs.level.tolist()) == ([How.NEAR], [MAY])


def test_without_permits_nothing_is_found():
    place = district(buildings=BUILDINGS, addresses=[CORNER])
    assert len(same_place(register(place, ON), point_sites(np.array([HERE]))).site) == 0


def test_a_parcel_may_hold_any_permit_of_its_buildings():
    place = district(permits=[permit(building_id="b2")], buildings=BUILDINGS)
    sites = point_sites(np.zeros((2, 2)))
    sites.shapes[0] = shapely.box(90, -10, 240, 30)  # two buildings
    sites.shapes[1] = shapely.box(190, -10, 240, 30)  # one
    pairs = same_place(register(place, ON), sites)
    assert list(zip(pairs.site, pairs.level, strict=True)) == [(0, MAY), (1, YES)]


def test_many_sites_at_once_are_as_one_by_one():
    permits = [permit(at=(x, 5), id=f"p{x}", building_id=f"b{1 + x % 3}") for x in range(0, 400, 7)]
    place = district(permits=permits, addresses=[CORNER], buildings=BUILDINGS)
    known, xy = register(place, ON), np.array([[x, 9.0] for x in range(0, 400, 13)])
    every = same_place(known, point_sites(xy))
    for at in range(len(xy)):
        alone, mine = same_place(known, point_sites(xy[[at]])), every.site == at
        for part in ("permit", "how", "level"):
            assert (getattr(alone, part) == getattr(every, part)[mine]).all()
