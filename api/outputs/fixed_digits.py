"""Many positions as text at once: a fixed number of characters each, padded with blanks.

Python takes a microsecond to print one number; a district's circles have a million of them.
"""

import numpy as np
from numpy.typing import NDArray

DECIMALS = 7
# A sign, three digits, the point and the decimals: longitudes and latitudes in degrees.
_WIDTH = 5 + DECIMALS
_POINT_AT = _WIDTH - DECIMALS - 1
_ZERO, _BLANK, _POINT, _MINUS = (ord(letter) for letter in "0 .-")
# "[" longitude "," latitude "]," is one position.
POSITION_WIDTH = 2 * _WIDTH + 4


def positions(degrees: NDArray[np.float64]) -> bytes:
    """(N, 2) longitudes and latitudes as `[x,y],[x,y],`, `POSITION_WIDTH` bytes each.

    Numbers are rounded to `DECIMALS`; blanks stand before those with fewer digits.
    """
    text = np.empty((len(degrees), POSITION_WIDTH), dtype=np.uint8)
    text[:, 0] = ord("[")
    text[:, 1 : _WIDTH + 1] = _numbers(degrees[:, 0])
    text[:, _WIDTH + 1] = ord(",")
    text[:, _WIDTH + 2 : 2 * _WIDTH + 2] = _numbers(degrees[:, 1])
    text[:, 2 * _WIDTH + 2] = ord("]")
    text[:, 2 * _WIDTH + 3] = ord(",")
    return text.tobytes()


def _numbers(degrees: NDArray[np.float64]) -> NDArray[np.uint8]:
    """(N, _WIDTH) letters of numbers between -1000 and 1000."""
    units = np.rint(degrees * 10**DECIMALS).astype(np.int64)
    left = np.abs(units)
    letters = np.full((len(degrees), _WIDTH), _BLANK, dtype=np.uint8)
    letters[:, _POINT_AT] = _POINT
    for column in range(_WIDTH - 1, 0, -1):
        if column == _POINT_AT:
            continue
        # Before the digit of the ones, zeros are blanks; the first of these may be a sign.
        printed = (left > 0) | (column >= _POINT_AT - 1)
        left, digit = np.divmod(left, 10)
        letters[printed, column] = (digit[printed] + _ZERO).astype(np.uint8)
    first = np.argmax(letters != _BLANK, axis=1)
    below = np.flatnonzero(units < 0)
    letters[below, first[below] - 1] = _MINUS
    return letters
