"""How sure it is that something serves somebody: yes, perhaps, or no.

A chain is as sure as its least sure link, and of several chains the surest speaks: levels are
combined by minimum along a chain and by maximum over chains. So nothing that is not known ever
counts as yes (law 2), and whatever is found out can only turn a perhaps into a yes or a no.
"""

import numpy as np
from numpy.typing import NDArray

Levels = NDArray[np.uint8]

NO, MAY, YES = np.uint8(0), np.uint8(1), np.uint8(2)


def level_of(sure: NDArray[np.bool_], possible: NDArray[np.bool_]) -> Levels:
    """`YES` where `sure`, else `MAY` where `possible`, else `NO`. Arrays of one shape."""
    return np.where(sure, YES, np.where(possible, MAY, NO)).astype(np.uint8)


def best_of(levels: Levels, owner: NDArray[np.int64], owners: int) -> Levels:
    """(owners,) the best of the levels that belong to each owner; `NO` where it has none."""
    best = np.zeros(owners, dtype=np.uint8)
    np.maximum.at(best, owner, levels)
    return best
