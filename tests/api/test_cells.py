import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.outputs.cells import neutral


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_could_run_gets_an_apostrophe(start):
    assert neutral(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("cell", [-1.5, 0, None, "一号院", "a=b", "", True])
def test_numbers_and_plain_text_are_left_alone(cell):
    assert neutral(cell) is cell


@given(st.text())
def test_what_was_written_can_always_be_read_back(text):
    assert neutral(text).removeprefix("'") == text.removeprefix("'")
