"""Documents are the very text that the standard library would write."""

import json
from enum import StrEnum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.outputs.indented import indented

TEXT = st.text(max_size=8)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | TEXT
    | st.floats(allow_nan=False, allow_infinity=False)
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=2).map(tuple)
        | st.dictionaries(TEXT, inner, max_size=3)
    ),
    max_leaves=12,
)


class Word(StrEnum):
    MET = "符合"


def standard(value):
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)


@given(VALUES)
@settings(max_examples=60, deadline=None)
def test_it_is_what_the_standard_library_writes(value):
    assert indented(value) == standard(value)


@pytest.mark.parametrize(
    "value",
    [
        {},
        [],
        (),
        {"a": []},
        [{}],
        '\x00\x1f"\\\u2028😀',
        Word.MET,
        {"a": [[1, 2.50], [-0.0, 1e22]]},
    ],
)
def test_so_it_is_at_the_edges(value):
    assert indented(value) == standard(value)


@pytest.mark.parametrize("value", [float("nan"), [float("inf")], {"a": -float("inf")}])
def test_numbers_that_are_not_finite_are_refused(value):
    with pytest.raises(ValueError, match="no JSON"):
        indented(value)


@pytest.mark.parametrize("value", [{1: 2}, {"a": object()}, [{1, 2}], b"x"])
def test_what_is_no_json_is_refused(value):
    with pytest.raises(TypeError):
        indented(value)
