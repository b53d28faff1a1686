"""Statuses of many residents under many slices in few characters: two bits each.

`static/statuses.js` reads them back. Most hours are like another and many matters are handled
alike, so equal rows are said once.
"""

import base64
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

_PER_BYTE = 4
_SHIFTS = np.arange(0, 2 * _PER_BYTE, 2, dtype=np.uint8)


class StatusBook:
    """Distinct rows of status codes, numbered in the order in which they were first added."""

    def __init__(self) -> None:
        self._number: dict[str, int] = {}

    def add(self, codes: NDArray[np.uint8]) -> int:
        """Number of the (R,) `codes`, each 0 to 3."""
        return self._number.setdefault(packed(codes), len(self._number))

    def add_all(self, rows: Iterable[NDArray[np.uint8]]) -> list[int]:
        """Numbers of several rows."""
        return [self.add(codes) for codes in rows]

    @property
    def pages(self) -> list[str]:
        """The distinct rows, packed, by number."""
        return list(self._number)


def packed(codes: NDArray[np.uint8]) -> str:
    """(R,) codes of 0 to 3 as base64, four a byte, the first in the lowest bits."""
    padded = np.zeros(-(-len(codes) // _PER_BYTE) * _PER_BYTE, dtype=np.uint8)
    padded[: len(codes)] = codes
    quads = padded.reshape(-1, _PER_BYTE) << _SHIFTS
    return base64.b64encode(np.bitwise_or.reduce(quads, axis=1).tobytes()).decode("ascii")
