"""What hangs on each station: who is served by it alone, and what is lost while it is closed."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.ground import Ground
from geo.judge import judge
from geo.matter_slices import MatterSlice
from geo.slices import Slice
from geo.sole import Sole, sole, sole_of_all
from geo.tally import People
from geo.week import HourStatus


@dataclass(frozen=True)
class Soles:
    """Who cannot do without which station, for everything that was asked.

    Attributes:
        anywhere: For the question itself.
        day: For a whole day: whoever it serves at some full hour of it would be served at none;
            None where no day was asked.
        unsure: (S,) stations of which it is not known whether they serve at some hour of it.
        matters: Matter by matter; empty where they were not asked one by one.
    """

    anywhere: Sole
    day: Sole | None
    unsure: NDArray[np.bool_]
    matters: tuple[Sole, ...]


@dataclass(frozen=True)
class Dependence:
    """What hangs on one station, in people of one group.

    Attributes:
        alone: People whom this station alone covers.
        day: People who would be served at no hour of the day if it stayed closed; None where no
            day was asked, or nobody knows when the station is open.
        matters: Matters that somebody could have done nowhere else; None where matters were not
            asked one by one.
        matter_people: Those people, summed over these matters; None likewise.
    """

    alone: float
    day: float | None
    matters: int | None
    matter_people: float | None


def soles(
    ground: Ground,
    part: Slice,
    *,
    day: Sequence[HourStatus] = (),
    matters: Sequence[MatterSlice] = (),
) -> Soles:
    """Find who cannot do without which station.

    Args:
        ground: The prepared district.
        part: The slice asked.
        day: The hours of one day.
        matters: Every matter, where they were asked.
    """
    by_hour = [(hour.sole, hour.status) for hour in day]
    rows, stations = len(ground.residents.ids), len(ground.stations.ids)
    return Soles(
        anywhere=sole(ground, part, judge(ground, part).status),
        day=sole_of_all(by_hour, rows, stations) if day else None,
        unsure=np.any([hour.unsure for hour in day], axis=0) if day else np.zeros(stations, bool),
        matters=tuple(matter.sole for matter in matters),
    )


def dependence(ground: Ground, found: Soles, people: People) -> Mapping[str, Dependence]:
    """Station id to what hangs on it; stations on which nothing hangs are left out."""
    alone = _people(found.anywhere, people)
    day = None if found.day is None else _people(found.day, people)
    by_matter = [_people(matter, people) for matter in found.matters]
    named = set(alone).union(day or (), *by_matter)
    return {
        str(ground.stations.ids[station]): Dependence(
            alone=alone.get(station, 0.0),
            day=None if day is None or found.unsure[station] else day.get(station, 0.0),
            matters=_count(by_matter, station) if by_matter else None,
            matter_people=_sum(by_matter, station) if by_matter else None,
        )
        for station in sorted(named)
    }


def _count(by_matter: Sequence[Mapping[int, float]], station: int) -> int:
    return sum(station in lost for lost in by_matter)


def _sum(by_matter: Sequence[Mapping[int, float]], station: int) -> float:
    return math.fsum(lost.get(station, 0.0) for lost in by_matter)


def _people(found: Sole, people: People) -> dict[int, float]:
    """Station to the people who cannot do without it; those without any people are left out."""
    order = np.lexsort((found.row, found.station))
    names, first = np.unique(found.station[order], return_index=True)
    counts = np.split(people.count[found.row[order]], first[1:])
    sums = (
        (int(name), math.fsum(part.tolist())) for name, part in zip(names, counts, strict=False)
    )
    return {name: total for name, total in sums if total}
