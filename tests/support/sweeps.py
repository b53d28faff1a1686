"""How many random districts a law is tried on: a few in every run, many in a sweep.

`QUANKAN_SWEEP=50` tries fifty times as many, and others each time.
"""

import os
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, settings

TIMES = int(os.environ.get("QUANKAN_SWEEP", "1"))


def examples(count: int) -> Callable[[Any], Any]:
    """Settings of a law: so many examples, the same in every run unless it is a sweep."""
    return settings(
        max_examples=count * TIMES,
        deadline=None,
        derandomize=TIMES == 1,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
