"""The ways of places onto the streets: straight to a door, straight to the street, then on."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.places.doors import Doors
from geo.streets.snapping import StreetIndex, snap


@dataclass(frozen=True)
class Access:
    """Ways of P places onto the streets, sorted by place. A entries.

    Attributes:
        place: (A,) index of the place; one that cannot be joined to any street has no entry.
        door: (A,) index of the door it goes through.
        edge: (A,) edge on which it arrives.
        offset_mm: (A,) where on that edge, from its first vertex.
        cost_mm: (A,) walk from the place to there: to the door, then to the street.
        joins: (A,) points where the streets are reached.
        joined: (P,) whether the place has any way onto the streets.
    """

    place: NDArray[np.int64]
    door: NDArray[np.int64]
    edge: NDArray[np.int64]
    offset_mm: NDArray[np.int64]
    cost_mm: NDArray[np.int64]
    joins: NDArray[np.object_]
    joined: NDArray[np.bool_]

    def of(self, chosen: NDArray[np.bool_] | NDArray[np.int64]) -> "Access":
        """Some of the (A,) ways, by mask or by index; what `joined` says of places stays."""
        return Access(
            self.place[chosen],
            self.door[chosen],
            self.edge[chosen],
            self.offset_mm[chosen],
            self.cost_mm[chosen],
            self.joins[chosen],
            self.joined,
        )


def access(streets: StreetIndex, doors: Doors, max_snap_mm: int) -> Access:
    """Join every door to its nearest streets, `max_snap_mm` counted from the door."""
    snaps = snap(streets, doors.points, max_snap_mm)
    place = doors.place[snaps.point]
    joined = np.zeros(len(doors.gated), dtype=bool)
    joined[place] = True
    return Access(
        place=place,
        door=snaps.point,
        edge=snaps.edge,
        offset_mm=snaps.offset_mm,
        cost_mm=doors.approach_mm[snaps.point] + snaps.access_mm,
        joins=snaps.joins,
        joined=joined,
    )
