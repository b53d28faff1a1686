"""Counts of residents too small to be told: whoever is one of few is soon known by name."""

import math
from collections.abc import Mapping

import pandas as pd

from data.layers import GROUPS

SMALLEST_TOLD = 10
# A number that is there and may not be told; none of the counts is NaN otherwise.
NOT_TOLD = math.nan
# Of whom a group is a part: the others are a count of residents as well.
PART_OF: Mapping[str, str] = {"age_60_plus": "population", "age_80_plus": "age_60_plus"}
# A sum of modelled fractions is off by less.
_ROUNDING = 1e-6


def small(count: float) -> bool:
    """Whether a sum of residents is too small to be told; that there are none names nobody."""
    return _ROUNDING < count < SMALLEST_TOLD - _ROUNDING


def told(count: float) -> bool:
    """Whether a number is told."""
    return not math.isnan(count)


def without_small_counts(residents: pd.DataFrame, whole: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Rows of the layer `residents` with numbers below ten made null, and how many those were.

    Of a row zeros are null, too: a row is somebody's home.

    Args:
        residents: Rows of the layer, maybe without some columns.
        whole: The whole layer, by the same index: what may be told of a row does not hang on
            which of its columns are seen.
    """
    below = {name: at.loc[residents.index] for name, at in not_told(whole).items()}
    below = {name: at & residents[name].notna() for name, at in below.items() if name in residents}
    kept = residents.assign(**{name: residents[name].mask(at) for name, at in below.items()})
    return kept, int(sum(at.sum() for at in below.values()))


def not_told(residents: pd.DataFrame) -> dict[str, pd.Series]:
    """Group to whether the number of each row may not be told.

    It is below ten, or leaves fewer than ten of the group that it is a part of.
    """
    found = {}
    for name in GROUPS:
        if name in residents:
            found[name] = _below(residents[name])
            if PART_OF.get(name) in residents:
                others = residents[PART_OF[name]] - residents[name]
                found[name] |= _below(others) & (others > 0).fillna(False).astype(bool)
    return found


def _below(numbers: pd.Series) -> pd.Series:
    return (numbers < SMALLEST_TOLD).fillna(False).astype(bool)
