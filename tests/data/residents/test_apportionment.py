"""Dividing a count among parts: exact, fair, and with ties settled by order."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.residents.apportionment import apportion

WEIGHTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=30).filter(any)
TOTALS = st.floats(0, 1e8, allow_subnormal=False)


def test_a_whole_count_is_divided_into_whole_numbers_by_largest_remainder():
    assert apportion(10, [1, 1, 1]) == [4, 3, 3]  # all remainders equal: the first gets it
    assert apportion(7, [1, 2, 2]) == [1, 3, 3]  # quotas 1.4, 2.8, 2.8


def test_a_fraction_is_divided_to_its_last_binary_place():
    parts = apportion(0.1, [1, 1, 1])
    assert math.fsum(parts) == 0.1
    assert parts == pytest.approx([0.1 / 3] * 3)


@given(TOTALS, WEIGHTS)
def test_the_parts_sum_up_exactly(total, weights):
    assert math.fsum(apportion(total, weights)) == total


@given(st.integers(0, 10**7), WEIGHTS)
def test_no_part_is_a_whole_person_off_its_fair_share(total, weights):
    for part, weight in zip(apportion(total, weights), weights, strict=True):
        assert part == int(part)
        assert abs(part * sum(weights) - total * weight) < sum(weights)


@given(TOTALS, WEIGHTS)
def test_who_weighs_nothing_gets_nothing(total, weights):
    parts = apportion(total, weights)
    assert all(part == 0 for part, weight in zip(parts, weights, strict=True) if weight == 0)


@pytest.mark.parametrize(
    ("total", "weights"), [(-1, [1]), (math.nan, [1]), (1, []), (1, [0, 0]), (1, [2, -1])]
)
def test_what_cannot_be_divided_is_refused(total, weights):
    with pytest.raises(ValueError, match="expected"):
        apportion(total, weights)
