"""Sums of overlapping parts: the same floats as adding each part up exactly."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geo.exact_sums import exact

NUMBERS = st.lists(st.floats(0, 1e9) | st.sampled_from([0.1, 0.2, 12.53, 3.0]), max_size=20)


@given(NUMBERS, st.data())
def test_a_part_and_the_rest_are_summed_exactly(numbers, data):
    values = np.array(numbers, dtype=float)
    inside = np.array([data.draw(st.booleans()) for _ in numbers], dtype=bool)
    column, rows = exact(values), np.flatnonzero(inside)
    (part,) = column.sums(np.zeros(len(rows), dtype=np.int64), rows, 1)
    rest = sum(column.units.tolist()) - part
    assert column.number(part) == math.fsum(values[inside])
    assert column.number(rest) == math.fsum(values[~inside])


def test_each_owner_has_its_own_sum():
    column = exact(np.array([0.5, 1.0, 2.25]))
    sums = column.sums(np.array([0, 2, 2]), np.array([0, 1, 2]), 3)
    assert [column.number(units) for units in sums] == [0.5, 0.0, 3.25]
