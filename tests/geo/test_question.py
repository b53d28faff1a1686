"""A question is refused when it makes no sense, and the limit is an exact length."""

from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction

import pytest

from geo.errors import QuestionError
from geo.question import ask


def test_fifteen_minutes_at_four_kilometres_an_hour_are_a_kilometre():
    assert ask().limit_mm == 1_000_000


@pytest.mark.parametrize(
    ("profile", "limit_m"), [("adult", 1080), ("elderly", 810), ("wheelchair", 720)]
)
def test_profiles_walk_as_their_table_says(profile, limit_m):
    assert ask(profile=profile).limit_mm == limit_m * 1000


def test_a_speed_overrides_the_profile_but_keeps_its_steps():
    asked = ask(profile="wheelchair", speed_m_s="1.1")
    assert asked.limit_mm == 990_000
    assert not asked.takes_steps


@pytest.mark.parametrize(
    "wrong",
    [
        {"minutes": 0},
        {"minutes": -5},
        {"minutes": 241},
        {"minutes": "soon"},
        {"minutes": "nan"},
        {"minutes": "1/0"},
        {"minutes": "1e3000000"},
        {"minutes": "9" * 5000},
        {"speed_m_s": 0},
        {"speed_m_s": -1},
        {"speed_m_s": 30},
        {"max_snap_m": -1},
        {"tier": "village"},
        {"profile": "dog"},
        {"group": "cats"},
    ],
)
def test_what_makes_no_sense_is_refused_by_name(wrong):
    option = {"speed_m_s": "--speed", "max_snap_m": "--max-snap"}
    (name,) = wrong
    with pytest.raises(QuestionError) as refused:
        ask(**wrong)
    assert refused.value.file == option.get(name, f"--{name}")


def test_the_message_says_what_was_found_and_what_is_expected():
    with pytest.raises(QuestionError, match=r"--minutes: is 0\. Expected: a number above 0 and"):
        ask(minutes=0)


def test_bands_lie_below_the_limit_and_end_with_it():
    assert ask(minutes=12).bands_min == (5, 10, 12)
    assert ask(minutes=15).bands_min == (5, 10, 15)
    assert ask(minutes="2.5").bands_min == (Fraction(5, 2),)


def test_a_moment_is_what_a_clock_in_china_shows():
    assert ask(at="2026-11-21T10:00").moment == datetime(2026, 11, 21, 10)
    assert ask(at=datetime(2026, 11, 21, 10)) == ask(at="2026-11-21T10:00")
    assert ask().moment is None


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 11, 21, 2, tzinfo=UTC),
        datetime(2026, 11, 21, 10, tzinfo=timezone(timedelta(hours=8))),
        datetime(2026, 11, 21, 10, 0, 1),
        datetime(2026, 11, 21, 10, 0, 0, 1),
        "2026-11-21T10:00:00",
        "2026-11-21T10:00+08:00",
        "2026-11-21T24:00",
    ],
)
def test_other_clocks_and_seconds_are_refused(at):
    with pytest.raises(QuestionError, match=r"--at: .*Expected: local time in China"):
        ask(at=at)
