"""Which limit holds for whom: the walk in millimetres that is surely, or perhaps, within it.

A metre a second: 5 minutes are 300 m.
"""

from types import MappingProxyType

import numpy as np
import pytest
from support.tiny import district, street

from data.layers import TIERS
from geo.ground import prepare
from geo.question import ask
from geo.services.limits import limits


def bounds_m(tier=None, setting=None, **asked):
    """Least and greatest limit of one station and one resident, in metres."""
    found = limits(
        ask(minutes=15, speed_m_s=1, **asked),
        np.array([tier], dtype=object),
        np.array([setting], dtype=object),
    )
    every = np.arange(0, 3601)
    pair = np.zeros(len(every), dtype=np.int64)
    level = found.levels(every * 1000, pair, pair)
    return int(every[level == 2].max()), int(every[level >= 1].max())


def test_one_for_all():
    assert bounds_m() == bounds_m("post", "rural") == (900, 900)


class TestByTier:
    def test_of_its_own_where_given(self):
        assert bounds_m("post", tier_limits_min={"post": 5}) == (300, 300)
        assert bounds_m("post", tier_limits_min={"post": 30}) == (1800, 1800)

    def test_everyones_where_not(self):
        assert bounds_m("community", tier_limits_min={"post": 5}) == (900, 900)

    def test_not_recorded_it_may_have_one_or_none(self):
        assert bounds_m(tier_limits_min={"post": 5}) == (300, 900)
        assert bounds_m(tier_limits_min={"post": 30}) == (900, 1800)
        assert bounds_m(tier_limits_min={"post": 5, "community": 30}) == (300, 1800)

    def test_not_recorded_where_all_four_have_one_it_has_one_of_these(self):
        every = dict(zip(TIERS, (25, 20, 10, 5), strict=True))
        assert bounds_m(tier_limits_min=every) == (300, 1500)
        longer = dict(zip(TIERS, (25, 20, 30, 35), strict=True))
        assert bounds_m(tier_limits_min=longer) == (1200, 2100)

    def test_not_recorded_where_one_tier_is_asked_for_it_is_that(self):
        asked = {"tier": "post", "tier_limits_min": {"post": 5, "community": 30}}
        assert bounds_m(**asked) == (300, 300)
        assert bounds_m(tier="post", tier_limits_min={"community": 30}) == (900, 900)


class TestRural:
    @pytest.mark.parametrize(
        ("setting", "found"), [("urban", (900, 900)), ("rural", (1800, 1800)), (None, (900, 1800))]
    )
    def test_by_setting(self, setting, found):
        assert bounds_m(setting=setting, rural_minutes=30) == found

    def test_it_may_be_shorter(self):
        assert bounds_m(setting=None, rural_minutes=5) == (300, 900)

    def test_a_tiers_own_stands_before_it(self):
        assert bounds_m("post", None, rural_minutes=30, tier_limits_min={"post": 5}) == (300, 300)

    def test_tier_and_setting_both_not_recorded(self):
        asked = {"rural_minutes": 30, "tier_limits_min": {"post": 5}}
        assert bounds_m(None, None, **asked) == (300, 1800)
        assert bounds_m(None, "urban", **asked) == (300, 900)


def test_a_limit_between_two_millimetres_is_the_lower():
    question = ask(minutes="0.00001", speed_m_s="2.9")  # 1.74 mm
    found = limits(question, np.array([None]), np.array([None]))
    one = np.zeros(2, dtype=np.int64)
    assert found.levels(np.array([1, 2]), one, one).tolist() == [2, 0]


class TestSetting:
    """The finest area that says its setting decides."""

    ALL = MappingProxyType({"grid": "urban", "community": "rural", "subdistrict": "urban",
                            "district": "rural", "park": "rural"})  # fmt: skip

    def of(self, **settings):
        from shapely import box

        areas = [{"id": f"a-{level}", "level": level, "setting": setting, "at": box(0, 0, 9, 9)}
                 for level, setting in settings.items()]  # fmt: skip
        place = district(
            streets=[street(("a", 0, 0), ("b", 9, 0))], stations=[],
            residents=[{"id": "r", "at": (5, 5), "population": 1}], areas=areas,
        )  # fmt: skip
        return prepare(place, ask()).setting[0]

    def test_the_finest(self):
        assert self.of(**self.ALL) == "urban"

    @pytest.mark.parametrize(
        ("silent", "found"),
        [(["grid"], "rural"), (["grid", "community"], "urban"),
         (["grid", "community", "subdistrict"], "rural"),
         (["grid", "community", "subdistrict", "district"], None)],
    )  # fmt: skip
    def test_that_says_any_and_a_park_says_nothing(self, silent, found):
        assert self.of(**{**self.ALL, **dict.fromkeys(silent)}) == found
