"""Whole millimetres: the one unit in which costs are added and compared."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def to_mm(metres: ArrayLike) -> NDArray[np.int64]:
    """Metres to the nearest whole millimetre, halves up."""
    return np.floor(np.asarray(metres, dtype=float) * 1000 + 0.5).astype(np.int64)
