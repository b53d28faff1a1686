"""Addresses that are only written differently are the same text; nothing else is."""

import time

import pytest

from geo.scene.address_text import house_of, plain_address, several


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("甲路 10 號", "甲路10号"),
        ("甲路１０号（３幢）", "甲路10号3栋"),
        ("甲路10#3号楼", "甲路10号3栋"),
        ("甲路10号A座", "甲路10号a栋"),
        ("甲路10号12—3", "甲路10号12-3"),
        ("甲路十号", "甲路十号"),
    ],
)
def test_writing_is_made_alike_and_nothing_guessed(written, plain):
    assert plain_address(written) == plain


@pytest.mark.parametrize(
    "unit", ["", "附3号", "3栋", "3栋1单元", "a栋", "2楼", "301室", "附3号2楼", "12-3", "b区101铺"]
)
def test_a_unit_stands_behind_the_house_number(unit):
    assert house_of(f"甲路10号{unit}") == "甲路10号"


def test_what_is_no_unit_stays():
    assert house_of("甲路10号背后") == "甲路10号背后"
    assert house_of("十字口大楼") == "十字口大楼"


def test_a_column_may_hold_several_names():
    assert several("甲大楼；乙大楼、丙大楼, ") == ["甲大楼", "乙大楼", "丙大楼"]


def test_no_text_takes_long():
    begun = time.perf_counter()
    house_of(plain_address("号" * 140 + "1" * 150 + "!"))
    assert time.perf_counter() - begun < 0.5
