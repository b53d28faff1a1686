"""The nearest station of each place, however far: one sweep from all stations at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.places.access import Access
from geo.streets.network import WalkNetwork
from geo.streets.search import UNREACHED
from geo.streets.search import nearest as nearest_source
from geo.streets.seeds import Seeds

_NO_WAY = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Nearest:
    """The nearest station of each of P places.

    Attributes:
        cost_mm: (P,) the walk to it; `UNREACHED` where none can be reached.
        station: (P,) its index; -1 where none.
        way: (P,) index of the way onto the streets, in the places' `Access`, that the walk
            takes; -1 where none.
        path: (P,) whether there is a walk to any station that counts, or may.
    """

    cost_mm: NDArray[np.int64]
    station: NDArray[np.int64]
    way: NDArray[np.int64]
    path: NDArray[np.bool_]


def nearest(
    network: WalkNetwork,
    stations: Access,
    used: NDArray[np.bool_],
    homes: Access,
    usable: NDArray[np.bool_],
) -> Nearest:
    """The nearest station of each place; of equals the smaller id.

    Args:
        network: The streets.
        stations: The ways of stations onto them.
        used: Which of those ways may be taken.
        homes: The ways of places.
        usable: Which of those may be taken.
    """
    seeds = Seeds(
        stations.edge[used],
        stations.offset_mm[used],
        stations.cost_mm[used],
        stations.place[used],
        max(len(stations.joined), 1),
    )
    way = np.flatnonzero(usable)
    if not len(seeds.edge):
        return out_of_reach(len(homes.joined))
    there = nearest_source(network, seeds, homes.edge[way], homes.offset_mm[way], None)
    found = np.flatnonzero(there.rank >= 0)
    way = way[found]
    cost_mm = there.cost_mm[found] + homes.cost_mm[way]
    return nearest_of(len(homes.joined), homes.place[way], way, cost_mm, there.rank[found])


def out_of_reach(places: int) -> Nearest:
    """Places from which no station can be reached."""
    return Nearest(
        np.full(places, UNREACHED, dtype=np.int64),
        np.full(places, -1, dtype=np.int64),
        np.full(places, -1, dtype=np.int64),
        np.zeros(places, dtype=bool),
    )


def nearest_of(
    places: int,
    place: NDArray[np.int64],
    way: NDArray[np.int64],
    cost_mm: NDArray[np.int64],
    station: NDArray[np.int64],
) -> Nearest:
    """The best walk of each place among (M,) walks: least cost, then station, then way."""
    stations = int(station.max(initial=0)) + 1
    # Cost and station as one whole number: costs are below 2**40, stations below 2**20.
    key = cost_mm * stations + station
    best = np.full(places, UNREACHED, dtype=np.int64)
    np.minimum.at(best, place, key)
    chosen = np.flatnonzero(key == best[place])
    taken = np.full(places, _NO_WAY, dtype=np.int64)
    np.minimum.at(taken, place[chosen], way[chosen])
    out = best >= UNREACHED
    cost, nearest_station = np.divmod(best, stations)
    return Nearest(
        np.where(out, UNREACHED, cost),
        np.where(out, -1, nearest_station),
        np.where(out, -1, taken),
        ~out,
    )
