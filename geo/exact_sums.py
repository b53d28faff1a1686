"""Exact sums of many overlapping parts of one column of numbers.

A float is a whole number over a power of two. Over a common power all of a column are whole, sums
and differences of these are exact in any order, and one division at the end rounds once: the same
float as `math.fsum` over the part itself.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class ExactColumn:
    """N numbers, as whole ones.

    Attributes:
        units: (N,) whole numbers, as Python's own.
        one: How many units are 1.
    """

    units: NDArray[np.object_]
    one: int

    def sums(self, owner: NDArray[np.int64], index: NDArray[np.int64], owners: int) -> list[int]:
        """For each owner the units of the (M,) entries `index` that are its own."""
        found = [0] * owners
        for at, unit in zip(owner.tolist(), self.units[index].tolist(), strict=True):
            found[at] += unit
        return found

    def number(self, units: int) -> float:
        """Units as a float, rounded once."""
        return units / self.one


def exact(values: NDArray[np.float64]) -> ExactColumn:
    """A column of (N,) finite numbers."""
    ratios = [value.as_integer_ratio() for value in values.tolist()]
    one = max((below for _, below in ratios), default=1)  # all are powers of two
    units = np.empty(len(ratios), dtype=object)
    units[:] = [above * (one // below) for above, below in ratios]
    return ExactColumn(units, one)
