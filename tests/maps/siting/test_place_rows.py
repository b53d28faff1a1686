"""Buildings and parcels in a list: what people call them, and by what they are ranked."""

import pytest
import shapely

from geo.survey.outcome import Outcome
from maps.siting.place_rows import place_row, place_title
from maps.siting.view import PlaceView

THERE = shapely.Point(0, 0)


def place(name="锦绣楼", addresses=("临江路 8 号",), **more):
    return PlaceView("b-1", name, addresses, "buildings", THERE, Outcome.ON_SITE, **more)


@pytest.mark.parametrize(
    ("given", "zh"),
    [
        (place(), "临江路 8 号（锦绣楼）"),
        (place(addresses=()), "锦绣楼"),
        (place(name=None), "临江路 8 号"),
        (place(name=None, addresses=()), "b-1"),
        (place(name=None, addresses=("甲", "乙")), "甲 等 2 个地址"),
    ],
)
def test_a_place_is_called_by_address_and_name_or_else_by_its_id(given, zh):
    assert place_title(given).zh == zh


@pytest.mark.parametrize(
    ("given", "zh"),
    [
        (place(), "各条均符合"),
        (place(on_site=2, conditional=1), "待核实 2 条、有条件 1 条"),
        (place(distance_m=1234.4), "直线 1,234 米"),
    ],
)
def test_beside_it_stands_by_what_it_is_ranked(given, zh):
    assert place_row(given).measure.zh == zh
