"""What a check answers, worst first, so that `any` is the largest and `all` the least.

An unknown is worse than what a person could find out on site, and better than a certain no
(law 2): so the least of several answers is the one that stands.
"""

import numpy as np
from numpy.typing import NDArray

Answers = NDArray[np.uint8]

NOT_MET, UNKNOWN, ON_SITE, MET = np.uint8(0), np.uint8(1), np.uint8(2), np.uint8(3)
WORDS = ("not_met", "unknown", "on_site", "met")
# Sums of tenths are not exact in binary numbers.
_EQUAL_M = 1e-7


def swapped(answers: Answers) -> Answers:
    """`not`: met and not met change places, the others stay."""
    table = np.array([MET, UNKNOWN, ON_SITE, NOT_MET], dtype=np.uint8)
    return table[answers]


def measured(
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    error: NDArray[np.float64],
    least: float,
    *,
    at_threshold_met: bool,
) -> Answers:
    """Whether distances are at least `least`, each known to lie from `low` to `high`.

    Args:
        low: (M,) the least the distance can be, before errors of position.
        high: (M,) the most it can be.
        error: (M,) sum of the position errors of both ends.
        least: The distance asked for, in the same unit.
        at_threshold_met: Whether exactly `least` is enough.

    Returns:
        (M,) not met or met where that is certain, on site where it is not (law 3). What differs by
        no more than a ten-millionth of a metre is equal: 200.1 - 0.1 is 200.
    """
    if at_threshold_met:
        bad, good = high + error < least - _EQUAL_M, low - error >= least - _EQUAL_M
    else:
        bad, good = high + error <= least + _EQUAL_M, low - error > least + _EQUAL_M
    return np.where(bad, NOT_MET, np.where(good, MET, ON_SITE)).astype(np.uint8)
