"""Positions as text: what is read back is what was written, rounded."""

import json

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from api.outputs.fixed_digits import POSITION_WIDTH, positions

DEGREES = st.floats(-180, 180) | st.sampled_from([0.0, -0.5, 9.5, 99.99999999, -1e-8, 180.0])


def test_numbers_stand_right_and_blanks_before_them():
    assert positions(np.array([[104.06, -3.5]])) == b"[ 104.0600000,  -3.5000000],"


@given(st.lists(st.tuples(DEGREES, DEGREES), min_size=1))
def test_what_is_read_back_is_the_number_rounded(pairs):
    xy = np.array(pairs)
    text = positions(xy)
    assert len(text) == POSITION_WIDTH * len(pairs)
    assert np.array_equal(json.loads(f"[{text[:-1].decode()}]"), xy.round(7))
