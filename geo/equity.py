"""Whether the walk is fair: covered share and walking time of each group against everyone's."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.answers import Tally
from geo.tally import People

PERCENTILES = (25, 50, 75, 90, 95)


@dataclass(frozen=True)
class Equity:
    """The walk of one group.

    Attributes:
        tally: Who of it is covered.
        difference: Its covered share less that of all residents; None where either has nobody.
        mean_min: Mean minutes on foot to the station that serves, or the nearest that counts, of
            those who reach any; None where nobody does.
        left_out: People whom the mean leaves out: none of their walks leads to a station.
        percentiles_min: Minutes within which so many percent of the group reach a station;
            None where so many do not: they count as beyond any limit.
    """

    tally: Tally
    difference: float | None
    mean_min: float | None
    left_out: float
    percentiles_min: Mapping[int, float | None]


def equity(
    people: People, tally: Tally, whole: Tally | None, minutes: NDArray[np.float64]
) -> Equity:
    """Measure one group.

    Args:
        people: The group, one entry a resident row.
        tally: Its tally.
        whole: The tally of all residents; None where nobody counted them.
        minutes: (R,) minutes on foot of each row; NaN where no station can be reached.
    """
    reached = ~np.isnan(minutes)
    count, walk = people.count[reached], minutes[reached]
    there = math.fsum(count.tolist())
    mean = math.fsum((count * walk).tolist()) / there if there else None
    difference = None
    if tally.share_min is not None and whole is not None and whole.share_min is not None:
        difference = tally.share_min - whole.share_min
    return Equity(
        tally=tally,
        difference=difference,
        mean_min=mean,
        left_out=math.fsum(people.count[~reached].tolist()),
        percentiles_min=_percentiles(count, walk, tally.total),
    )


def _percentiles(
    count: NDArray[np.float64], minutes: NDArray[np.float64], total: float
) -> dict[int, float | None]:
    """The least minutes within which `p` percent of all `total` people arrive."""
    order = np.argsort(minutes, kind="stable")
    arrived = np.cumsum(count[order])
    found: dict[int, float | None] = {}
    for p in PERCENTILES:
        at = int(np.searchsorted(arrived, total * p / 100 * (1 - 1e-12)))
        found[p] = float(minutes[order[at]]) if total and at < len(order) else None
    return found
