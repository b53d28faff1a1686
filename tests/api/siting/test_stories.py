"""Stories that officers tell, under the rules that really stand in the demo district."""

from datetime import date

import pytest
from support.story import NOON, drawn, square, survey

from data.rulepacks.vocabulary_file import read_vocabulary
from geo.cases.toy_site import toy_site
from geo.scene.permit_register import register
from geo.survey.same_address import Blocked, same_address

PODIUM = {"buildings/mixed": [{"at": square(0, 0, 15), "floors": 18, "lowest_dwelling_floor": 6}]}


def noodles(floor, fume="yes", **facts):
    """A noodle shop in the podium under flats from the sixth floor."""
    usual = {"premises_use": "commercial", "area_m2": "120"}
    given = {**usual, "floor": str(floor), "produces_fume": fume, **facts}
    return survey("food_service", map=PODIUM, facts=given)


def test_noodles_right_below_the_flats_fail():
    told = noodles(5, dedicated_flue="yes@document")
    assert told.verdict == "fail" and told.worst() == {"CAT-03"}
    assert "与居住层相差 1 层，规定至少相差 2 层" in told.by_rule["CAT-03"].reason.zh


def test_noodles_on_the_second_floor_with_a_documented_flue_are_conditional():
    told = noodles(2, dedicated_flue="yes@document")
    assert told.verdict == "conditional" and told.worst() == {"FIRE-01"}  # the flue itself is met
    assert [told.outcome(f"CAT-0{n}") for n in (1, 2, 3)] == ["pass", "pass", "pass"]


def test_a_flue_that_is_only_declared_must_be_seen():
    told = noodles(2, dedicated_flue="yes")
    assert told.verdict == "on_site" and told.worst() == {"CAT-02"}
    assert [need.kind for need in told.by_rule["CAT-02"].needs] == ["proof"]


def test_without_a_flue_noodles_fail():
    told = noodles(2)
    assert told.verdict == "fail" and told.worst() == {"CAT-02"}
    reason = told.by_rule["CAT-02"].reason.zh
    assert "商住综合" in reason and "未提供“配套设立专用烟道”的证明材料" in reason


def test_a_tea_shop_without_fumes_is_not_concerned():
    told = noodles(5, fume="no")
    assert {"CAT-01", "CAT-02", "CAT-03"} <= told.not_concerned


def test_on_another_floor_the_noodles_would_be_conditional():
    told = noodles(5, dedicated_flue="yes@document")
    better = {
        c.value for c in told.changes if c.fact == "floor" and c.verdict.word == "conditional"
    }
    assert {1.0, 2.0} <= better and 5.0 not in better


def test_nobody_is_told_that_another_use_of_the_building_would_do():
    told = noodles(5, dedicated_flue="yes@document")
    assert told.changes and not {"building_use", "high_rise"} & {c.fact for c in told.changes}


def test_nobody_is_told_to_have_other_neighbours():
    changes = cafe([{"at": [[140, 0]], "name": "邻区小学"}]).changes
    assert "inside_homes_estate" not in {change.fact for change in changes}


CAFE = {
    "floor": "1",
    "premises_use": "commercial",
    "business_area_m2": "300",
    "computers": "60",
    "inside_homes_estate": "no",
}
ROAD = {"streets": [{"at": [[-500, 0], [0, 0], [140, 0], [500, 0]]}]}
NEAR_BORDER = [[-5000, -5000], [90, -5000], [90, 5000], [-5000, 5000]]


def cafe(schools, on=NOON, **drawn_too):
    """A café on a road, 90 m inside the border."""
    house = {"buildings/commercial": [{"at": square(0, 0, 12), "floors": 5}]}
    drawn_map = {"facilities/primary_school": schools, **house, **ROAD}
    return survey("internet_cafe", on=on, facts=CAFE, map=drawn_map, **drawn_too)


def test_a_neighbour_whose_schools_nobody_knows_leaves_the_cafe_unknown():
    ours = dict.fromkeys(("facilities/primary_school", "facilities/middle_school"), NEAR_BORDER)
    told = cafe([], known_in=ours)
    assert told.verdict == "unknown" and "NET-01" in told.worst()
    finding = told.by_rule["NET-01"]
    assert "只到场址周围 90 米" in finding.reason.zh
    (need,) = finding.needs
    assert (need.kind, need.layer) == ("layer", "facilities") and need.within_m >= 200


def test_the_neighbours_school_140_m_away_fails_the_cafe():
    told = cafe([{"at": [[140, 0]], "name": "邻区小学"}])
    assert told.verdict == "fail"
    finding = told.by_rule["NET-01"]
    assert finding.reason.zh == "至邻区小学（小学）的步行距离为 140 米，小于规定的 200 米"
    assert finding.margin == pytest.approx(-60)


def test_the_yard_of_an_estate_is_part_of_the_question():
    reason = cafe([]).by_rule["NET-02"].reason.zh
    assert "位于居民住宅楼（院）内：否" in reason


MOVED = [
    {"at": [[140, 0]], "name": "实验小学", "valid_to": "2026-05-01"},
    {"at": [[1500, 0]], "name": "实验小学新校区", "valid_from": "2026-05-01"},
]


@pytest.mark.parametrize(
    ("day", "outcome"), [(date(2026, 4, 30), "fail"), (date(2026, 5, 1), "pass")]
)
def test_a_school_that_moved_counts_where_it_was_on_the_day(day, outcome):
    assert cafe(MOVED, on=day).outcome("NET-01") == outcome


TEA = {"floor": "1", "premises_use": "commercial", "produces_fume": "no", "area_m2": "120"}
THREE_NUMBERS = {
    "at": [[0, 0]],
    "address": "新华路8号",
    "former": "解放路12号",
    "aliases": "红旗街3号",
}


def at_address(address_row, permit):
    return {
        "buildings/commercial": [{"at": square(0, 0, 12), "floors": 5}],
        "addresses": [address_row],
        "permits/food_service": [permit],
    }


def shop(address_row, permit):
    """A tea shop that asks for a licence at 新华路8号."""
    drawn_map = at_address(address_row, permit)
    return survey("food_service", address="新华路8号", facts=TEA, map=drawn_map)


def test_a_licence_under_the_oldest_of_three_door_numbers_is_found():
    told = shop(THREE_NUMBERS, {"at": [[60, 0]], "address": "红旗街3号", "name": "老号茶社"})
    assert told.outcome("ADR-04") == "conditional"
    assert "老号茶社" in told.by_rule["ADR-04"].reason.zh
    assert "地址相符" in told.by_rule["ADR-04"].reason.zh


LEFT = {"at": [[0, 0]], "address": "新华路8号", "name": "老陈面馆"}


def test_a_tenant_who_left_without_cancelling_stands_in_the_way():
    told = shop({"at": [[0, 0]], "address": "新华路8号"}, LEFT)
    assert told.outcome("ADR-04") == "conditional"


def test_whether_a_lapsed_licence_still_stands_a_person_must_find_out():
    told = shop({"at": [[0, 0]], "address": "新华路8号"}, {**LEFT, "expires": "2026-03-01"})
    assert told.outcome("ADR-04") == "on_site"
    assert "已过有效期而未注销" in told.by_rule["ADR-04"].reason.zh


def test_a_cancelled_licence_stands_in_nobodys_way():
    told = shop({"at": [[0, 0]], "address": "新华路8号"}, {**LEFT, "status": "cancelled"})
    assert told.outcome("ADR-04") == "pass"


def test_the_steps_round_the_tenant_who_left_end_his_licence_before_the_new_one():
    words = read_vocabulary()
    drawn_map = at_address({"at": [[0, 0]], "address": "新华路8号"}, LEFT)
    case, district = drawn(address="新华路8号", map=drawn_map)
    sites, kind = toy_site(case, words), words.types["food_service"]
    found = same_address(district, register(district, NOON), words, kind, sites, NOON)
    keys = [step.key for step in found.steps]
    assert found.blocked is Blocked.YES
    assert keys.index("cancel") < keys.index("issue")


def test_before_the_text_that_is_known_no_rule_is_silent():
    dwelling = {"buildings/residential": [{"at": square(0, 0, 12), "floors": 5}]}
    told = survey("internet_cafe", on=date(2020, 1, 1), facts=CAFE, map={**dwelling, **ROAD})
    assert told.verdict == "unknown" and {"NET-01", "NET-02"} <= told.worst()
    assert "2020-01-01 的条文未收录" in told.by_rule["NET-02"].reason.zh
    assert [need.kind for need in told.by_rule["NET-02"].needs] == ["confirm"]


def test_a_day_before_all_that_is_known_is_unknown_with_its_reasons():
    told = survey("internet_cafe", on=date(1900, 1, 1), facts=CAFE, map=ROAD)
    assert told.verdict == "unknown" and told.worst()
