"""Floors as people count them: there is no floor 0 between the first and the basement."""

import numpy as np
from numpy.typing import NDArray


def steps_up(floor: NDArray[np.float64]) -> NDArray[np.float64]:
    """Floors counted from the first one upwards, the basement being -1; NaN for a floor 0."""
    return np.where(floor > 0, floor - 1, np.where(floor < 0, floor, np.nan))
