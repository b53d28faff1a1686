"""Every kind of check says what it found: number, names, shapes, and what would settle it."""

import pytest
import shapely
from support.small_scene import LAND, WORDS_SMALL, at_points, in_shape, small
from support.told import told

from data.rulepacks import checks as of
from data.rulepacks.check_parts import Left
from geo.reason import Reason
from geo.scene.sites import Shape, Source
from geo.survey.reasons import reason_text

SCHOOL = [{"kind": "primary_school", "name": "一小", "at": (150, 0)}]
AWAY = of.LeastDistance(to=("school",), at_least_m=200.0)
HERE = at_points((0, 0))


def roles(finding):
    return [each.role for each in finding.evidence]


def test_a_distance_names_both_ends_and_draws_line_feature_and_ring():
    found = told(AWAY, small(facilities=SCHOOL), HERE)
    assert found.reason.zh == "至一小（school）的直线距离为 150 米，小于规定的 200 米"
    assert (found.measured.value, found.threshold, found.margin) == (150, 200, -50)
    assert roles(found) == ["measured_line", "feature", "threshold"]
    assert found.evidence[2].shape.bounds[0] == pytest.approx(-50)


def test_where_nothing_is_near_the_nearest_known_is_told_as_the_crow_flies():
    far = [{"kind": "primary_school", "name": "一小", "at": (900, 0)}]
    found = told(AWAY, small(facilities=far), HERE)
    assert found.outcome.word == "pass"
    assert found.reason.zh == "200 米范围内没有school；已知最近的是一小（school），直线距离 900 米"
    assert found.margin == 700


def test_a_number_a_hair_off_its_threshold_is_not_rounded_onto_it():
    near = [{"kind": "primary_school", "at": (199.96, 0)}]
    assert "为 199.96 米" in told(AWAY, small(facilities=near), HERE).reason.zh


def test_within_the_error_a_person_measures():
    found = told(
        AWAY, small(facilities=[{"kind": "primary_school", "at": (198, 0)}], error_m=5.0), HERE
    )
    assert found.outcome.word == "on_site"
    assert "位置误差 ±5 米" in found.reason.zh
    assert [need.kind for need in found.needs] == ["look"]


def test_an_error_that_nobody_declared_is_told():
    found = told(
        AWAY, small(facilities=[{"kind": "primary_school", "at": (190, 0)}], error_m=None), HERE
    )
    assert "误差未声明，按 50 米计" in found.reason.zh


def test_a_door_somewhere_on_an_outline_gives_from_and_to():
    house = in_shape(shapely.box(-30, -30, 30, 30), Shape.BUILDING)
    found = told(AWAY, small(facilities=[{"kind": "primary_school", "at": (210, 0)}]), house)
    assert found.measured.value == 180 and found.measured.most > 200
    assert "至" in found.reason.zh and "之间" in found.reason.zh


STREET = [
    {"id": "w1", "at": shapely.LineString([(0, 0), (0, 60)]), "u": 1, "v": 2, "length_m": 60.0},
    {"id": "w2", "at": shapely.LineString([(0, 60), (80, 60)]), "u": 2, "v": 3, "length_m": 80.0},
]
ON_FOOT = of.LeastDistance(to=("school",), at_least_m=200.0, method="walking")


def test_a_walk_is_drawn_along_the_streets_and_as_long_as_it_is_said_to_be():
    near = small(facilities=[{"kind": "primary_school", "at": (80, 60)}], streets=STREET)
    found = told(ON_FOOT, near, HERE)
    line = found.evidence[0].shape
    assert found.measured.method == "walking" and found.measured.value == 140
    assert line.length == pytest.approx(140) and len(line.coords) == 3


def test_a_walk_that_cannot_be_measured_has_no_value():
    near = small(facilities=[{"kind": "primary_school", "at": (80, 60)}], streets_known=None)
    found = told(ON_FOOT, near, HERE)
    assert found.outcome.word == "unknown"
    assert (found.measured.value, found.margin) == (None, None)
    assert "直线距离为 100 米" in found.reason.zh
    assert "streets" in {known.pick.layer for known in found.knowns}


def test_a_corridor_is_held_against_the_width_of_its_class():
    road = [
        {
            "kind": "road",
            "class": "一级",
            "name": "国道",
            "at": shapely.LineString([(15, -99), (15, 99)]),
        }
    ]
    check = of.CorridorWidth(corridors=("road",), widths_m={"一级": 20.0, "二级": 10.0})
    found = told(check, small(corridors=road), HERE)
    assert (found.threshold, found.margin) == (20, -5)


ZONE = [{"kind": "ecological_redline", "name": "红线", "at": shapely.box(0, -50, 100, 50)}]
PARCEL = in_shape(shapely.box(-30, -10, 10, 10), Shape.PARCEL)


def test_an_overlap_tells_area_share_and_depth_and_is_drawn():
    found = told(of.OutsideZone(zones=("redline",)), small(control_zones=ZONE), PARCEL)
    shared = found.measured.overlap
    assert (shared.area_m2, shared.share) == (200, 0.25)
    assert shared.depth_m == pytest.approx(10, abs=0.02)
    assert found.reason.zh.startswith("场址与红线（redline）重叠 200 平方米，占场址面积 25.0%")
    assert found.evidence[1].role == "overlap" and found.evidence[1].shape.area == 200


def test_outside_a_zone_the_nearest_is_told():
    found = told(of.OutsideZone(zones=("redline",)), small(control_zones=ZONE), at_points((-40, 0)))
    assert (found.outcome.word, found.measured.value) == ("pass", 40)


def test_what_of_a_site_lies_outside_its_zone_is_told():
    found = told(of.InsideZone(zones=("redline",)), small(control_zones=ZONE), PARCEL)
    assert "有 600 平方米（75.0%）在redline之外" in found.reason.zh


def test_a_share_is_held_against_what_is_allowed():
    check = of.OverlapShare(zones=("redline",), at_most=0.1)
    found = told(check, small(control_zones=ZONE), PARCEL)
    assert (found.measured.value, found.measured.unit) == (0.25, "share")
    assert found.margin == pytest.approx(-0.15)


def test_land_use_tells_the_code_found_and_what_was_asked():
    land = [{"code": "0701", "at": shapely.box(-50, -50, 50, 50)}]
    found = told(of.LandUse(one_of=("09",)), small(land_use=land), HERE)
    assert found.reason.zh == "规划用地代码：0701；不属于要求的 09"
    assert found.measured.value == "0701" and roles(found) == ["feature"]


HOUSE = [{"name": "1栋", "use": "mixed", "floors": 18, "lowest_dwelling_floor": 6,
          "at": shapely.box(-9, -9, 9, 9)}]  # fmt: skip


def test_the_building_is_told_with_its_use_and_floors():
    found = told(of.HostBuilding(none_of=("mixed",)), small(buildings=HOUSE), HERE)
    assert "1栋" in found.reason.zh and "共 18 层，最低居住层为 6 层" in found.reason.zh


def test_floors_below_dwellings_are_counted():
    floor = at_points((0, 0), facts={"floor": (5.0, Source.DECLARED)})
    found = told(of.BelowDwellings(gap_floors=2.0), small(buildings=HOUSE), floor)
    assert (found.measured.value, found.threshold, found.margin) == (1, 2, -1)
    assert "拟设在 5 层（申请人自述）" in found.reason.zh


def test_a_missing_layer_is_named_for_buildings_and_land_use_too():
    for check, layer in (
        (of.HostBuilding(none_of=("mixed",)), "buildings"),
        (of.LandUse(one_of=("09",)), "land_use"),
    ):
        found = told(check, small(without=[layer]), HERE)
        assert found.outcome.word == "unknown" and layer in found.reason.zh
        assert [(need.kind, need.layer) for need in found.needs] == [("layer", layer)]


def test_a_fact_tells_its_value_its_source_and_what_is_wanted():
    given = at_points((0, 0), facts={"area_m2": (15.0, Source.DECLARED)})
    found = told(of.FloorArea(at_least_m2=20.0), small(), given)
    assert found.reason.zh == "area_m2：15（申请人自述）；规定不少于 20 平方米"
    assert found.margin == -5


def test_a_floor_that_no_buildings_can_be_held_against_is_to_be_looked_at():
    given = at_points((0, 0), facts={"floor": (3.0, Source.DECLARED)})
    found = told(of.Floor(lowest=1.0), small(without=["buildings"]), given)
    assert found.outcome.word == "on_site"
    assert "没有可与之核对的建筑数据" in found.reason.zh
    assert [(need.kind, need.fact) for need in found.needs] == [("look", "floor")]


def test_the_layers_that_tell_where_permits_stand_are_named():
    found = told(of.AddressUnique(types=("cafe",)), small(without=["addresses", "buildings"]), HERE)
    assert found.outcome.word == "unknown"
    assert [need.layer for need in found.needs] == ["addresses", "buildings"]


def test_a_missing_fact_is_asked_of_the_applicant():
    found = told(of.FloorArea(at_least_m2=20.0), small(), HERE)
    assert [(need.kind, need.fact) for need in found.needs] == [("fact", "area_m2")]


def test_a_number_that_nobody_has_set_is_asked_of_the_locality():
    found = told(of.LeastDistance(to=("school",), at_least_m=Left(left="around_m")), small(), HERE)
    assert [need.kind for need in found.needs] == ["number"]


def test_a_quota_tells_how_many_of_how_many_and_where():
    cafes = [{"type": "internet_cafe", "at": (x, 0)} for x in (100, 200)]
    areas = [{"id": "a", "level": "community", "name": "东社区", "at": LAND}]
    check = of.Count(of=("cafe",), within="community", at_most=2.0)
    found = told(check, small(permits=cafes, areas=areas), HERE)
    assert found.reason.zh == "东社区现有cafe 2 处，连本项目共 3 处；限额 2 处；超出 1 处"
    assert (found.measured.value, found.threshold, found.margin) == (3, 2, -1)
    assert "areas" in {known.pick.layer for known in found.knowns}


def test_the_own_licence_is_not_the_nearest_other_one():
    near = [{"type": "internet_cafe", "name": name, "address": name, "at": at}
            for name, at in (("甲路1号", (0, 0)), ("乙路1号", (500, 0)))]  # fmt: skip
    site = in_shape(shapely.Point(0, 0), Shape.DOOR, address="甲路1号")
    found = told(of.Spacing(of=("cafe",), at_least_m=100.0), small(permits=near), site)
    assert (found.outcome.word, found.measured.value) == ("pass", 500)


def test_a_rule_of_several_checks_shows_every_branch_the_deciding_first():
    both = of.AllOf(of=(of.Document(fact="owners_consent"), AWAY))
    given = at_points((0, 0), facts={"owners_consent": (1.0, Source.DOCUMENT)})
    found = told(both, small(facilities=SCHOOL), given)
    assert [(part.check, part.answer, part.decides) for part in found.parts] == [
        ("least_distance", "not_met", True),
        ("document", "met", False),
    ]


def test_what_is_turned_counts_the_other_way_round():
    found = told(of.Not(of=AWAY), small(facilities=SCHOOL), HERE)
    assert (found.answer, found.margin) == ("met", 50)


def test_where_no_branch_is_met_all_of_them_are_told():
    either = of.AnyOf(of=(of.Document(fact="owners_consent"), AWAY))
    found = told(either, small(facilities=SCHOOL), HERE)
    assert "owners_consent" in found.reason.zh and "150 米" in found.reason.zh


def test_a_rule_from_memory_is_to_be_confirmed():
    found = told(AWAY, small(), HERE, confidence="memory_high")
    assert found.outcome.word == "on_site"
    assert [need.kind for need in found.needs] == ["confirm"]


def test_no_reason_is_ever_an_empty_sentence():
    for reason in Reason:
        said = reason_text(reason, WORDS_SMALL)
        assert said.zh and said.en
