"""Values of a column as people write them, so that codes and keys from different files compare."""

from datetime import datetime

import numpy as np
import pandas as pd

_MIDNIGHT = " 00:00:00"


def as_key_text(values: pd.Series) -> pd.Series:
    """Each value as text without blanks around it, judged alone: its neighbours do not matter.

    A code that a spreadsheet, or a null in its column, turned into a float is its digits again:
    510106.0 is `510106`, -0.0 is `0`. What is text stays as typed: `0501`, `1.0`. Floats that are
    not whole, or too large to be written out (1e300, inf), stay as Python writes them. A moment at
    midnight is its date: spreadsheets know no other dates.

    Args:
        values: (N,) of any dtype.

    Returns:
        (N,) dtype `string` on the same index; missing where there was nothing but blanks.
    """
    if pd.api.types.is_float_dtype(values.dtype):
        text = values.astype("string").str.removesuffix(".0")
        text = text.mask(_equals(text, "-0"), "0")
    elif values.dtype == object or pd.api.types.is_datetime64_any_dtype(values.dtype):
        # pandas would write dates with or without the time depending on the whole column.
        text = values.astype(object).map(_written, na_action="ignore").astype("string")
    else:
        text = values.astype("string")
    text = text.str.strip()
    return text.mask(_equals(text, ""))


def _written(value: object) -> str:
    if isinstance(value, float | np.floating):
        digits = str(value).removesuffix(".0")
        return "0" if digits == "-0" else digits
    return str(value).removesuffix(_MIDNIGHT) if isinstance(value, datetime) else str(value)


def _equals(text: pd.Series, value: str) -> pd.Series:
    return (text == value).fillna(False).astype(bool)
