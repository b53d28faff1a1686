"""Dividing a count among parts so that nobody is lost and nobody is invented.

The method of largest remainders (Hare, 1857), in whole numbers throughout.
"""

import math
from collections.abc import Sequence


def apportion(total: float, weights: Sequence[int]) -> list[float]:
    """Divide `total` in proportion to `weights`; the parts sum up to exactly `total`.

    A whole total is divided into whole numbers, any other into multiples of its last binary place,
    so that the parts add up without rounding in whatever order. Equal remainders go to the earlier
    part: sort by id first.

    Args:
        total: What is divided; finite, at least 0.
        weights: One whole number a part, at least 0, not all 0.

    Returns:
        One share a part, in the order of `weights`.

    Raises:
        ValueError: The total is negative or not finite, or no weight is above 0.
    """
    all_weights = sum(weights)
    if not math.isfinite(total) or total < 0 or min(weights, default=0) < 0 or all_weights == 0:
        raise ValueError("a total from 0 up and weights from 0 up, not all 0, are expected")
    unit = math.ulp(total) if total % 1 else max(1.0, math.ulp(total))
    quotas = [divmod(int(total / unit) * weight, all_weights) for weight in weights]
    units = [whole for whole, _ in quotas]
    left = int(total / unit) - sum(units)
    by_remainder = sorted(range(len(quotas)), key=lambda i: (-quotas[i][1], i))
    for i in by_remainder[:left]:
        units[i] += 1
    return [count * unit for count in units]
