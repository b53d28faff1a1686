"""Columns of every type come back; arrays that do not fit together are refused."""

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from data.layers import ColumnType
from data.schema import PANDAS_TYPE
from data.sidecar.columns import (
    DamagedError,
    column_from,
    geometry_from,
    packed_column,
    packed_geometry,
)

VALUES = {
    ColumnType.TEXT: st.text(st.characters(exclude_categories=["Cs"])),
    ColumnType.DATE: st.dates().map(str),
    ColumnType.INTEGER: st.integers(-(2**53), 2**53),
    ColumnType.REAL: st.floats(allow_nan=False, allow_infinity=False),
    ColumnType.BOOLEAN: st.booleans(),
}


@settings(max_examples=20, deadline=None)
@given(st.data())
@pytest.mark.parametrize("kind", ColumnType)
def test_any_column_comes_back(kind, data):
    values = data.draw(st.lists(st.none() | VALUES[kind], max_size=8))
    column = pd.Series(pd.array(values, PANDAS_TYPE[kind]))
    pd.testing.assert_series_equal(column_from(kind, packed_column(kind, column)), column)


def test_missing_and_empty_shapes_come_back():
    shapes = np.array([None, shapely.Point(), shapely.LineString([(0, 0, 1), (1, 1, 2)])])
    found = geometry_from(packed_geometry(shapes))
    assert found[0] is None
    assert found[1].is_empty
    assert shapely.equals_identical(found[2], shapes[2])


@pytest.mark.parametrize(
    "wrong",
    [
        {"codes": np.array([2], np.int32)},
        {"codes": np.array([-2], np.int32)},
        {"codes": np.array([0], np.int64)},
        {"ends": np.array([2, 9])},
        {"ends": np.array([3, 2])},
        {"ends": np.array([-1, 2])},
        {"ends": np.array([[1, 2]])},
        {"bytes": np.zeros(2)},
    ],
    ids=str,
)
def test_arrays_that_do_not_fit_are_refused(wrong):
    packed = packed_column(ColumnType.TEXT, pd.Series(["a", "b"], dtype="string"))
    with pytest.raises(DamagedError):
        column_from(ColumnType.TEXT, {**packed, **wrong})


def test_text_that_is_none_is_refused():
    packed = {"codes": np.zeros(1, np.int32), "ends": np.array([1])}
    with pytest.raises(DamagedError):
        column_from(ColumnType.TEXT, {**packed, "bytes": np.array([0xFF], np.uint8)})


def test_shapes_that_are_none_are_refused():
    with pytest.raises(DamagedError):
        geometry_from({"ends": np.array([2]), "bytes": np.array([1, 9], np.uint8)})
