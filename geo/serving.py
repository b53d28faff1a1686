"""Which station serves each place: the nearest that covers it, else the nearest that counts."""

import numpy as np
from numpy.typing import NDArray

from geo.ground import Ground
from geo.levels import MAY, YES
from geo.nearest import Nearest, nearest, nearest_of, out_of_reach
from geo.slices import SERVES, Slice


def serving(ground: Ground, part: Slice) -> Nearest:
    """For each place the nearest station that covers it; where none does, the nearest, however far.

    Stations and doors that only may serve are passed over. Of equals the smaller id.
    """
    covering = _covering(ground, part)
    found = covering.station >= 0
    farther = _however_far(ground, part, found, YES)
    path = found | farther.path
    if (part.stations == MAY).any() or (part.station_doors == MAY).any() or _unsure(part):
        path |= _however_far(ground, part, path, MAY).path
    return Nearest(
        np.where(found, covering.cost_mm, farther.cost_mm),
        np.where(found, covering.station, farther.station),
        np.where(found, covering.way, farther.way),
        path,
    )


def _unsure(part: Slice) -> bool:
    """Whether a home's own gates, or its scope, leave in doubt which stations it may go to."""
    matrix = part.scope.matrix
    return bool((part.doors == MAY).any() or (matrix is not None and (matrix == MAY).any()))


def _covering(ground: Ground, part: Slice) -> Nearest:
    reach = ground.reach.of(part.walks(ground, ground.reach) == SERVES)
    places = len(ground.residents.row)
    return nearest_of(places, reach.place, reach.way, reach.cost_mm, reach.station)


def _however_far(
    ground: Ground, part: Slice, served: NDArray[np.bool_], least: np.uint8
) -> Nearest:
    """One sweep from all stations; where a scope binds people, one for each neighbourhood.

    Neighbourhoods of which everybody is served (P,) already, or whom no station may serve, are
    passed over. Stations, doors and scopes count that are at `least` so sure.
    """
    ways, homes = ground.station_access, ground.resident_access
    used = part.ways_in(ways, least)
    usable = part.doors[homes.door] >= least
    if part.scope.matrix is None:
        return nearest(ground.network, ways, used, homes, usable)
    found = out_of_reach(len(served))
    of_place = part.scope.of[ground.residents.row]
    for group in np.unique(of_place[~served]).tolist():
        allowed = used & (part.scope.matrix[ways.place, group] >= least)
        mine = of_place == group
        if not allowed.any():
            continue
        part_found = nearest(ground.network, ways, allowed, homes, usable & mine[homes.place])
        found.cost_mm[mine] = part_found.cost_mm[mine]
        found.station[mine] = part_found.station[mine]
        found.way[mine] = part_found.way[mine]
        found.path[mine] = part_found.path[mine]
    return found
