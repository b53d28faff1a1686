"""Who is served by one station alone."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.ground import Ground
from geo.judge import COVERED
from geo.slices import SERVES, Slice


@dataclass(frozen=True)
class Sole:
    """Pairs of a covered row and a station without which it would not be covered; M, sorted.

    A large place asked at several points may need several stations.

    Attributes:
        row: (M,) index of the resident row.
        station: (M,) index of the station.
    """

    row: NDArray[np.int64]
    station: NDArray[np.int64]


def sole(ground: Ground, part: Slice, status: NDArray[np.uint8]) -> Sole:
    """The stations that somebody cannot do without.

    Args:
        ground: The prepared district.
        part: The slice asked.
        status: (R,) status codes of the rows under it.
    """
    places, stations = ground.residents, max(len(ground.stations.ids), 1)
    serves = part.walks(ground, ground.reach) == SERVES
    pair = np.unique(ground.reach.place[serves] * stations + ground.reach.station[serves])
    place, station = np.divmod(pair, stations)
    alone = np.bincount(place, minlength=len(places.row))[place] == 1
    row, station = np.divmod(
        np.unique(places.row[place[alone]] * stations + station[alone]), stations
    )
    covered = status[row] == COVERED
    return Sole(row[covered], station[covered])


def sole_of_all(parts: Iterable[tuple[Sole, NDArray[np.uint8]]], rows: int, stations: int) -> Sole:
    """The stations without which a row would be covered under none of several slices.

    Args:
        parts: Of each slice the pairs, and (R,) status codes of the rows.
        rows: R.
        stations: S.
    """
    many = max(stations, 1)
    times, pairs = np.zeros(rows, dtype=np.int64), [np.empty(0, dtype=np.int64)]
    for found, status in parts:
        times += status == COVERED
        pairs.append(found.row * many + found.station)
    pair, often = np.unique(np.concatenate(pairs), return_counts=True)
    row, station = np.divmod(pair, many)
    always = often == times[row]
    return Sole(row[always], station[always])
