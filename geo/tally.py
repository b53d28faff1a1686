"""Counting people: exact sums over sorted ids, shares as an interval."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.answers import Tally
from geo.judge import COVERED, UNCOVERED, UNKNOWN
from geo.places.homes import Homes


@dataclass(frozen=True)
class People:
    """The people of one group: one entry a resident row, in order of id.

    Attributes:
        count: (R,) how many they are; 0 where nobody recorded it.
        modelled: (R,) whether that number is modelled.
        total: All of them.
        total_modelled: Those of rows that are modelled.
    """

    count: NDArray[np.float64]
    modelled: NDArray[np.bool_]
    total: float
    total_modelled: float

    def of(self, members: NDArray[np.bool_] | NDArray[np.int64]) -> "People":
        """The people of some rows only, by mask or by index."""
        return people(self.count[members], self.modelled[members])


def people(count: NDArray[np.float64], modelled: NDArray[np.bool_]) -> People:
    """Add up (R,) rows of people once, for all the slices that they are counted in."""
    return People(count, modelled, math.fsum(count.tolist()), _sum(count, modelled))


def tally(people: People, status: NDArray[np.uint8]) -> Tally:
    """Count people by (R,) status codes."""
    count, total = people.count, people.total
    covered = _sum(count, status == COVERED)
    # Summed anew, so that it is exactly 1 where nobody is uncovered.
    at_most = _sum(count, status != UNCOVERED)
    return Tally(
        total=total,
        covered=covered,
        uncovered=_sum(count, status == UNCOVERED),
        unknown=_sum(count, status == UNKNOWN),
        modelled=people.total_modelled,
        share_min=covered / total if total else None,
        share_max=at_most / total if total else None,
    )


def people_in(people: People, members: NDArray[np.bool_]) -> float:
    """How many people the (R,) `members` are."""
    return _sum(people.count, members)


def by_area(people: People, status: NDArray[np.uint8], homes: Homes) -> Mapping[str, Tally]:
    """Area id to the people living in it, every level of area."""
    counted: dict[str, Tally] = {}
    for level, ids in homes.ids.items():
        home = homes.of[level]
        order = np.argsort(home, kind="stable")
        bounds = np.searchsorted(home[order], np.arange(len(ids) + 1))
        for area, name in enumerate(ids):
            rows = order[bounds[area] : bounds[area + 1]]
            counted[str(name)] = tally(people.of(rows), status[rows])
    return counted


def in_no_area(homes: Homes) -> NDArray[np.bool_]:
    """(R,) who lives in no area of any level."""
    nowhere = np.ones(homes.count, dtype=bool)
    for home in homes.of.values():
        nowhere &= home < 0
    return nowhere


def _sum(count: NDArray[np.float64], members: NDArray[np.bool_]) -> float:
    # Most of the time nobody is unknown, or uncovered.
    return math.fsum(count[members].tolist()) if members.any() else 0.0
