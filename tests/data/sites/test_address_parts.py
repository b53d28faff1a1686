"""What of an address may differ although one place is meant."""

import time

import pytest

from data.sites.address_text import address_text, parted, several


@pytest.mark.parametrize(
    "unit", ["", "附3号", "3栋", "3栋1单元", "a栋", "2楼", "301室", "附3号2楼", "12-3", "b区101铺"]
)
def test_a_unit_stands_behind_the_house_number(unit):
    found = parted(f"甲路10号{unit}")
    assert (found.house, found.unit, found.clear) == ("甲路10号", unit, True)


def test_what_is_no_unit_says_so():
    behind = parted("甲路10号背后")
    assert (behind.house, behind.clear) == ("甲路10号", False)
    assert parted("十字口大楼").house == "十字口大楼"


@pytest.mark.parametrize("written", ["成都市青羊区甲路10号", "青羊区甲路10号", "四川省甲路10号"])
def test_divisions_in_front_are_left_out(written):
    assert parted(written).house == parted("甲路10号").house
    assert parted("市北路10号").house == "市北路10号"


def test_a_column_may_hold_several_names():
    assert several("甲大楼；乙大楼、丙大楼, ") == ["甲大楼", "乙大楼", "丙大楼"]


def test_no_text_takes_long():
    begun = time.perf_counter()
    parted(address_text("市区" * 70 + "号" * 140 + "1" * 150 + "!"))
    assert time.perf_counter() - begun < 10  # one that tries every way to read it takes hours
