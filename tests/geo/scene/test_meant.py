"""What a layer writes and what a rule asks for: uses of buildings in all their words."""

import pytest
import shapely
from support.small_scene import answer, small

from data.declarations import Visibility
from data.rulepacks.checks import LeastDistance
from geo.levels import MAY, NO, YES
from geo.scene.building_uses import bits
from geo.scene.meant import kind_meant, use_meant

FROM_HOMES = LeastDistance(to=("dwellings",), at_least_m=20)


@pytest.mark.parametrize(
    ("uses", "asked", "expected"),
    [
        (("residential",), ("residential", "mixed"), YES),
        (("residential", "mixed"), ("residential", "mixed"), YES),
        (("residential", "mixed"), ("residential",), MAY),
        (("office",), ("residential", "mixed"), NO),
        ((), ("residential",), MAY),
    ],
)
def test_a_building_is_surely_meant_where_all_it_may_be_is_asked_for(uses, asked, expected):
    assert use_meant(bits(uses), asked) == expected


def test_a_kind_is_one_of_those_or_is_not():
    assert kind_meant("clinic", ("clinic", "hospital")) == YES
    assert kind_meant("", ("clinic",)) == NO


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"use": "residential"}, "not_met"),
        ({"use": "apartments"}, "not_met"),
        ({"use": "居民楼"}, "not_met"),
        ({"use": "yes"}, "on_site"),
        ({"use": None}, "on_site"),
        ({"use": "甲乙丙"}, "on_site"),
        ({"use": "dormitory"}, "on_site"),
        ({"use": "office"}, "met"),
        ({"use": None, "uses_by_floor": "1-6:住宅"}, "not_met"),
    ],
)
def test_dwellings_are_found_by_whatever_word_they_go(row, expected):
    house = {"at": shapely.box(15, 0, 25, 10), **row}
    assert answer(FROM_HOMES, small(buildings=[house])) == expected


@pytest.mark.parametrize(
    ("check", "layer", "column", "row"),
    [
        (FROM_HOMES, "buildings", "use", {"use": "residential", "at": shapely.box(70, 0, 75, 5)}),
        (
            LeastDistance(to=("road",), at_least_m=20),
            "corridors/road",
            "kind",
            {"kind": "road", "at": [(70, 0), (70, 5)]},
        ),
    ],
)
def test_who_may_not_see_what_a_thing_is_hears_the_worst_of_the_cell(check, layer, column, row):
    closed = {layer: {"column_visibility": {column: Visibility.RESTRICTED}}}
    place = small(**{layer.partition("/")[0]: [row]}, declare=closed)
    assert answer(check, place, (10, 1)) == "not_met"
    assert answer(check, place, (10, 1), level=Visibility.RESTRICTED) == "met"
