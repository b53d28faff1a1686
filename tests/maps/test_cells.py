import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maps.cells import neutral, neutral_table


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_could_run_gets_an_apostrophe(start):
    assert neutral(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("cell", [-1.5, 0, None, "一号院", "a=b", "", True])
def test_numbers_and_plain_text_are_left_alone(cell):
    assert neutral(cell) is cell


@given(st.text())
def test_what_was_written_can_always_be_read_back(text):
    assert neutral(text).removeprefix("'") == text.removeprefix("'")


def test_a_table_is_copied_with_names_and_cells_neutral():
    table = pd.DataFrame({"=name": ["@x", "y"], "minutes": [-1.0, 2.0]})
    safe = neutral_table(table)
    assert safe.to_dict("list") == {"'=name": ["'@x", "y"], "minutes": [-1.0, 2.0]}
    assert table["=name"][0] == "@x"


def test_nulls_stay_nulls():
    table = pd.DataFrame({"name": pd.array(["=1", None], dtype="string")})
    assert neutral_table(table)["name"].isna().tolist() == [False, True]
