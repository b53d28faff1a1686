"""Counts of residents too small to be told: whoever is one of few is soon known by name."""

import math

import pandas as pd

from data.layers import GROUPS

SMALLEST_TOLD = 10
# A number that is there and may not be told; none of the counts is NaN otherwise.
NOT_TOLD = math.nan
# A sum of modelled fractions is off by less.
_ROUNDING = 1e-6


def small(count: float) -> bool:
    """Whether a sum of residents is too small to be told; that there are none names nobody."""
    return _ROUNDING < count < SMALLEST_TOLD - _ROUNDING


def told(count: float) -> bool:
    """Whether a number is told."""
    return not math.isnan(count)


def without_small_counts(residents: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Rows of the layer `residents` with numbers below ten made null, and how many those were.

    Of a row zeros are null, too: a row is somebody's home.
    """
    below = _below(residents)
    kept = residents.assign(**{name: residents[name].mask(at) for name, at in below.items()})
    return kept, int(sum(at.sum() for at in below.values()))


def only_small_counts(residents: pd.DataFrame) -> pd.DataFrame:
    """The other part: of each row the numbers below ten, and 0 for those that are told."""
    return residents.assign(
        **{
            name: residents[name].mask((~at & residents[name].notna()).astype(bool), 0)
            for name, at in _below(residents).items()
        }
    )


def _below(residents: pd.DataFrame) -> dict[str, pd.Series]:
    """Group to whether the number of each row is below ten."""
    return {
        name: (residents[name] < SMALLEST_TOLD).fillna(False).astype(bool)
        for name in GROUPS
        if name in residents
    }
