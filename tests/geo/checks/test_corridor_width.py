"""Corridors whose width hangs on their class."""

from support.small_scene import answer, answers, at_points, judged, small

from data.rulepacks.checks import CorridorWidth, Left
from geo.reason import Reason

CLEAR = CorridorWidth(corridors=("road",), widths_m={"national": 20.0, "county": 10.0})


def road(class_: str | None, x: float = 0.0) -> dict[str, object]:
    return {"kind": "road", "class": class_, "at": [(x, -500), (x, 500)]}


def test_each_class_has_its_own_width() -> None:
    roads = small(corridors=[road("national"), road("county", 500)])
    sites = at_points((19, 0), (20, 0), (491, 0), (490, 0))
    assert answers(CLEAR, roads, sites) == ["not_met", "met", "not_met", "met"]


def test_a_class_without_a_width_counts_with_the_widest_and_is_not_certain() -> None:
    for name in (None, "village"):
        roads = small(corridors=[road(name)])
        assert answers(CLEAR, roads, at_points((5, 0), (20, 0))) == ["on_site", "met"]
        assert judged(CLEAR, roads, at_points((5, 0))).reason[0] == Reason.ATTRIBUTE_MISSING


def test_a_wide_corridor_farther_away_may_be_the_one_that_forbids() -> None:
    roads = small(corridors=[road("county"), road("national", 30)])
    assert answer(CLEAR, roads, (12, 0)) == "not_met"


def test_a_width_without_a_number_leaves_only_a_no_certain() -> None:
    check = CLEAR.model_copy(update={"widths_m": {"national": 20.0, "county": Left(left="c_m")}})
    roads = small(corridors=[road("national"), road("county", 500)])
    assert answers(check, roads, at_points((19, 0), (300, 0))) == ["not_met", "unknown"]
    nothing = CLEAR.model_copy(update={"widths_m": {"county": Left(left="c_m")}})
    assert answer(nothing, roads, (0, 0)) == "unknown"


def test_the_edge_lies_beside_the_line() -> None:
    wide = CLEAR.model_copy(update={"line_to_edge_m": (5.0, 5.0)})
    roads = small(corridors=[road("county")])
    assert answers(wide, roads, at_points((14.9, 0), (15, 0))) == ["not_met", "met"]
