"""All is said only where it is all, and nothing only where it is nothing."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.percent import percent


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.0, "0.0%"), (1.0, "100.0%"), (0.125, "12.5%"), (0.9996, ">99.9%"), (0.0004, "<0.1%"),
     (None, "—")],
)  # fmt: skip
def test_a_share_has_one_decimal(share, text):
    assert percent(share) == text


def test_a_sum_in_floating_point_is_still_all():
    assert percent(math.nextafter(1.0, 0.0)) == "100.0%"


@given(st.floats(1e-12, 1 - 1e-8))
def test_a_part_is_neither_all_nor_nothing(share):
    assert percent(share) not in ("0.0%", "100.0%")
