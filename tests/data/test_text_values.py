"""Values as people write them, one by one."""

import math

import numpy as np
import pandas as pd
import pytest

from data.text_values import as_key_text


def text(*values, dtype=object):
    return [None if pd.isna(v) else v for v in as_key_text(pd.Series(list(values), dtype=dtype))]


@pytest.mark.parametrize("dtype", [object, "float64", "Float64"])
def test_a_whole_float_is_its_digits_whatever_stands_beside_it(dtype):
    assert text(510106.0, 1.5, -0.0, dtype=dtype) == ["510106", "1.5", "0"]
    assert text(510106.0, None, dtype=dtype) == ["510106", None]


def test_what_cannot_be_written_out_stays_as_python_writes_it():
    assert text(1e300, math.inf, -math.inf, dtype="float64") == ["1e+300", "inf", "-inf"]
    assert text(1e300, math.inf, 10**400) == ["1e+300", "inf", str(10**400)]


def test_text_stays_as_typed_without_blanks_around_it():
    assert text(" 0501 ", "1.0", "-0", "", "  ", None) == ["0501", "1.0", "-0", None, None, None]
    assert text(" 0501 ", "1.0", pd.NA, dtype="string") == ["0501", "1.0", None]


def test_kinds_may_be_mixed_in_one_column():
    assert text("A1", 7, 7.0, np.float32(0.1), True) == ["A1", "7", "7", "0.1", "True"]
    assert text(7, 8, dtype="int64") == ["7", "8"]


def test_index_and_dtype():
    result = as_key_text(pd.Series([1.0], index=[9]))
    assert result.index.tolist() == [9] and result.dtype == "string"
    assert as_key_text(pd.Series([], dtype=object)).dtype == "string"


@pytest.mark.parametrize("n", [1, 2, 3])
def test_a_part_of_the_column_gives_a_part_of_the_answer(n):
    values = pd.Series([510106.0, 2.5, math.nan])
    assert as_key_text(values[:n]).equals(as_key_text(values)[:n])


def test_midnight_is_a_date_and_the_rest_of_the_column_does_not_matter():
    moments = pd.Series(pd.to_datetime(["2026-05-01 00:00", "2026-05-01 08:30"]))
    assert as_key_text(moments).tolist() == ["2026-05-01", "2026-05-01 08:30:00"]
    assert as_key_text(moments[1:]).tolist() == ["2026-05-01 08:30:00"]
