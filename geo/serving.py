"""Which station serves each place: the nearest that covers it, else the nearest that counts."""

import numpy as np
from numpy.typing import NDArray

from geo.ground import Ground
from geo.levels import YES
from geo.nearest import Nearest, nearest, nearest_of
from geo.slices import SERVES, Slice


def serving(ground: Ground, part: Slice) -> Nearest:
    """For each place the nearest station that covers it; where none does, the nearest, however far.

    Stations and doors that only may serve are passed over. Of equals the smaller id.
    """
    covering = _covering(ground, part)
    farther = _however_far(ground, part)
    found = covering.station >= 0
    return Nearest(
        np.where(found, covering.cost_mm, farther.cost_mm),
        np.where(found, covering.station, farther.station),
        np.where(found, covering.way, farther.way),
    )


def _covering(ground: Ground, part: Slice) -> Nearest:
    reach = ground.reach.of(part.walks(ground, ground.reach) == SERVES)
    places = len(ground.residents.row)
    return nearest_of(places, reach.place, reach.way, reach.cost_mm, reach.station)


def _however_far(ground: Ground, part: Slice) -> Nearest:
    """One sweep from all stations; one for each home where the scope of a matter binds people."""
    ways, homes = ground.station_access, ground.resident_access
    used = (part.stations[ways.place] == YES) & (part.station_doors[ways.door] == YES)
    usable = part.doors[homes.door] == YES
    if not len(part.scope.stations):
        return nearest(ground.network, ways, used, homes, usable)
    of_row = np.unique(part.scope.residents, axis=1, return_inverse=True)[1]
    of_place = of_row[ground.residents.row]
    return _joined(
        ground,
        of_place,
        [
            nearest(
                ground.network,
                ways,
                used & _allowed(part, int(np.argmax(of_row == home)))[ways.place],
                homes,
                usable & (of_place[homes.place] == home),
            )
            for home in range(int(of_row.max(initial=-1)) + 1)
        ],
    )


def _allowed(part: Slice, row: int) -> NDArray[np.bool_]:
    """(S,) which stations surely may serve the people of one resident row."""
    every = np.arange(len(part.stations))
    levels = part.scope.levels(every, np.full(len(every), row))
    return np.asarray(levels == YES)


def _joined(ground: Ground, of_place: NDArray[np.int64], parts: list[Nearest]) -> Nearest:
    """Each place from the part of its own home."""
    every = np.arange(len(of_place))
    return Nearest(
        np.array([p.cost_mm for p in parts])[of_place, every],
        np.array([p.station for p in parts])[of_place, every],
        np.array([p.way for p in parts])[of_place, every],
    )
