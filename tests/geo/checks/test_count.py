"""How many of a kind there may be."""

from datetime import date

import pytest
import shapely
from support.small_scene import LAND, answer, answers, at_points, judged, small

from data.rulepacks.checks import Count, Left
from geo.reason import Reason

WEST = {"id": "west", "level": "community", "at": shapely.box(-1000, -1000, 0, 1000)}
EAST = {"id": "east", "level": "community", "at": shapely.box(0, -1000, 1000, 1000)}
THREE = Count(of=("cafe",), within="community", at_most=3.0)
PER_1000 = Count(of=("cafe",), within="community", for_each=1000.0)


def cafes(*points: tuple[float, float]) -> list[dict[str, object]]:
    return [{"type": "internet_cafe", "at": at} for at in points]


def homes(*households: float | None) -> list[dict[str, object]]:
    return [
        {"population": 1, "households": n, "at": (-500 + i, 0)} for i, n in enumerate(households)
    ]


@pytest.mark.parametrize("there, expected", [(2, "met"), (3, "not_met")])
def test_the_new_one_is_included(there: int, expected: str) -> None:
    around = small(areas=[WEST], permits=cafes(*((-500, y) for y in range(there))))
    assert answer(THREE, around, (-200, 0)) == expected
    assert judged(THREE, around, at_points((-200, 0))).value[0] == there + 1


def test_only_those_of_the_same_area_count() -> None:
    around = small(areas=[WEST, EAST], permits=cafes((10, 0), (20, 0), (30, 0), (-10, 0)))
    assert answers(THREE, around, at_points((-500, 0), (500, 0))) == ["met", "not_met"]


def test_one_on_the_border_may_lie_on_either_side() -> None:
    around = small(areas=[WEST, EAST], permits=cafes((0, 0), (20, 0), (30, 0)))
    assert answer(THREE, around, (500, 0)) == "on_site"


def test_a_site_near_the_border_is_judged_by_both_areas() -> None:
    around = small(areas=[WEST, EAST], permits=cafes((500, 0), (600, 0), (700, 0)))
    sites = at_points((4, 0), (6, 0), (-4, 0), (-6, 0), error_m=5.0)
    assert answers(THREE, around, sites) == ["on_site", "not_met", "on_site", "met"]


def test_a_planned_one_may_count() -> None:
    around = small(areas=[WEST], permits=[
        *cafes((-500, 0), (-500, 1)), {"type": "internet_cafe", "at": (-9, 9),
                                       "expires": "2026-01-01"}])  # fmt: skip
    assert answer(THREE, around, (-200, 0)) == "on_site"


@pytest.mark.parametrize(
    "households, expected",
    [((1000, 1000), "met"), ((1000, 999.5), "not_met"), ((), "not_met"), ((1000, None), "unknown")],
)
def test_one_for_each_thousand_households(
    households: tuple[float | None, ...], expected: str
) -> None:
    around = small(areas=[WEST], permits=cafes((-9, 9)), residents=homes(*households))
    assert answer(PER_1000, around, (-200, 0)) == expected


def test_unless_all_households_are_known_there_may_be_more() -> None:
    half = {"residents": {"extent": shapely.box(-1000, -1000, -500, 1000)}}
    around = small(areas=[WEST], declare=half, residents=homes(10))
    found = judged(PER_1000, around, at_points((-200, 0)))
    assert (found.answer[0], found.reason[0]) == (1, Reason.NOT_COMPLETE_HERE)


def test_the_whole_area_must_be_known_unless_there_are_too_many_already() -> None:
    some = LAND & shapely.box(-800, -3000, 3000, 3000)
    few = small(extent=some, areas=[WEST], permits=cafes((-500, 0)))
    many = small(extent=some, areas=[WEST], permits=cafes((-500, 0), (-500, 1), (-500, 2)))
    assert (answer(THREE, few, (-200, 0)), answer(THREE, many, (-200, 0))) == ("unknown", "not_met")


def test_where_no_area_is_known_or_no_number_set_it_is_unknown() -> None:
    assert answer(THREE, small()) == "unknown"
    assert answer(THREE, small(areas=[WEST]), (500, 0)) == "unknown"
    assert answer(THREE.model_copy(update={"at_most": Left(left="n")}), small()) == "unknown"


def test_a_site_that_may_lie_in_no_area_is_looked_at() -> None:
    around = small(areas=[WEST])
    assert answers(THREE, around, at_points((-3, 0), (3, 0), error_m=5.0)) == ["on_site"] * 2


@pytest.mark.parametrize(
    "lacking",
    [
        {"never_stale": False, "stale_after": date(2020, 1, 1)},
        {"rows_lost": 4},
        {"extent": None},
        {"extent": shapely.box(-1000, -1000, -202, 1000)},
    ],
)
def test_the_areas_themselves_must_be_known(lacking: dict[str, object]) -> None:
    cafes_there = cafes((-500, 0), (-500, 1), (-500, 2))
    few, many = (
        small(areas=[WEST], permits=there, declare={"areas": lacking})
        for there in ([], cafes_there)
    )
    assert (answer(THREE, few, (-200, 0)), answer(THREE, many, (-200, 0))) == ("unknown", "not_met")


def test_one_more_settles_nothing_for_a_site_that_may_lie_elsewhere() -> None:
    some = LAND & shapely.box(-800, -3000, 3000, 3000)
    for there in (cafes((-500, 0)), cafes((-500, 0), (-500, 1), (-500, 2))):
        around = small(areas=[WEST, EAST], permits=there, declare={"permits": {"extent": some}})
        assert answer(THREE, around, (0, 0)) == "unknown"
