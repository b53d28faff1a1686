"""Distances on foot, in a little town of one block.

(0, 200)--------(300, 200)
   |                |
   |   no street    |
   |                |
(0, 0)           (300, 0)
"""

import shapely
from support.small_scene import answer, answers, at_points, in_shape, judged, small
from support.tiny import street

from data.rulepacks.checks import LeastDistance, Spacing
from geo.reason import Reason
from geo.scene.sites import Shape

A, B, C, D = ("a", 0, 0), ("b", 0, 200), ("c", 300, 200), ("d", 300, 0)
BLOCK = [street(A, B), street(B, C), street(C, D)]
# From (0, 0) round the block to a gate at (290, 0): 200 + 300 + 200 + 10.
SCHOOL = {"id": "school", "kind": "primary_school", "at": (290, 0)}


def far(at_least_m: float, to: str = "gate") -> LeastDistance:
    return LeastDistance(
        to=("school",), at_least_m=at_least_m, method="walking", measured_to=to
    )  # fmt: skip


def town(**layers: object) -> object:
    return small(**{"streets": BLOCK, "facilities": [SCHOOL], **layers})


def test_who_has_to_walk_round_the_block_is_far_enough() -> None:
    straight = LeastDistance(to=("school",), at_least_m=400.0)
    assert answer(straight, town()) == "not_met"
    assert answer(far(400.0), town()) == "met"


def test_the_walk_and_the_ways_to_the_street_are_measured_to_the_millimetre() -> None:
    assert [answer(far(m), town(), (0, 0)) for m in (709.9, 710, 710.001)] == [
        "met", "met", "not_met"
    ]  # fmt: skip
    found = judged(far(800.0), town(), at_points((-7, 50)))
    assert found.value[0] == 7 + 150 + 300 + 200 + 10


def test_both_position_errors_count() -> None:
    vague = town(error_m=5.0)
    found = [answers(far(m), vague, at_points((0, 0), error_m=5.0))[0] for m in (700, 701, 720.1)]
    assert found == ["met", "on_site", "not_met"]


def test_the_nearest_of_several_gates_counts_and_the_place_itself_no_more() -> None:
    gates = [{"of": "school", "at": (250, 210)}, {"of": "school", "at": (290, 0)}]
    found = judged(far(800.0), town(gates=gates), at_points((0, 0)))
    assert found.value[0] == 200 + 250 + 10


def test_the_nearest_of_several_doors_counts() -> None:
    house = in_shape(shapely.box(-10, 0, 0, 200), Shape.BUILDING, doors=[(0, 50), (0, 190)])
    assert judged(far(800.0), town(), house).value[0] == 10 + 300 + 200 + 10


def test_where_an_end_is_somewhere_on_an_outline_somebody_must_look() -> None:
    house = in_shape(shapely.box(-10, 0, 0, 190), Shape.BUILDING)
    yard = town(facilities=[SCHOOL | {"at": shapely.box(280, 0, 290, 20)}])
    assert answers(far(400.0), town(), house) == ["on_site"]
    assert answer(far(400.0), yard) == "on_site"
    assert answer(far(200.0), yard) == "met"


def test_far_enough_in_a_straight_line_needs_no_streets() -> None:
    assert answer(far(290.0), small(without=["streets"], facilities=[SCHOOL])) == "met"
    assert answer(far(291.0), small(without=["streets"], facilities=[SCHOOL])) == "unknown"


def test_streets_must_be_known_as_far_as_one_may_walk() -> None:
    for west, expected in ((-400, "met"), (-399, "unknown")):
        half = town(streets_known=shapely.box(west, -3000, 3000, 3000))
        assert answer(far(400.0), half) == expected
    nowhere = judged(far(400.0), town(streets_known=None), at_points((0, 0)))
    assert nowhere.reason[0] == Reason.STREETS_INCOMPLETE


def test_a_no_found_on_known_streets_stays_a_no() -> None:
    assert answer(far(800.0), town(streets_known=shapely.box(-1, -1, 301, 201))) == "not_met"


def test_where_a_way_goes_on_beyond_the_data_nothing_is_certain() -> None:
    cut = [street(A, B), street(B, C), street(C, D), street(D, ("e", 150, 0), v_cut=True)]
    assert answer(far(400.0), town(streets=cut)) == "unknown"
    assert answer(far(900.0), town(streets=cut)) == "not_met"


def test_what_is_not_joined_to_any_street_is_unknown() -> None:
    away = judged(far(400.0), town(), at_points((0, -251), (0, -250)))
    assert away.reason[0] == Reason.NOT_JOINED
    assert list(away.answer) == [1, 3]
    lost = town(gates=[{"of": "school", "at": (290, 0)}, {"of": "school", "at": (290, -251)}])
    assert [answer(far(m), lost) for m in (500.0, 800.0)] == ["unknown", "not_met"]


def test_one_planned_may_count_and_the_worst_of_several_stands() -> None:
    planned = SCHOOL | {"id": "planned", "at": (0, 150), "status": "planned"}
    assert answer(far(400.0), town(facilities=[planned])) == "on_site"
    assert answer(far(720.0), town(facilities=[planned, SCHOOL])) == "not_met"


def test_spacing_on_foot_leaves_out_what_stands_at_the_own_address() -> None:
    apart = Spacing(of=("cafe",), at_least_m=400.0, method="walking")
    cafe = {"type": "internet_cafe", "at": (0, 100), "address": "长青路1号"}
    here = in_shape(shapely.Point(0, 0), Shape.DOOR, address="长青路1号")
    assert answers(apart, town(permits=[cafe]), here) == ["met"]
    assert answer(apart, town(permits=[cafe])) == "not_met"
    assert answer(apart, town(permits=[cafe | {"at": (290, 0)}])) == "met"
