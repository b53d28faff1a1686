"""Why a resident is covered or not: the walk to the nearest station, leg by leg."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.answers import Coverage, Status
from geo.considered import row_of
from geo.ground import Ground
from geo.levels import YES
from geo.places.access import Access
from geo.places.doors import Gates
from geo.places.places import Places
from geo.resident_answers import speakers
from geo.serving import serving
from geo.slices import Slice, cut
from geo.streets.path import Goals, Piece, shortest_path
from geo.streets.tree import steps


class LegKind(StrEnum):
    """One piece of a walk."""

    TO_GATE = "to_gate"  # 至出入口
    TO_STREET = "to_street"  # 至道路
    STREET = "street"  # 沿道路
    FROM_STREET = "from_street"  # 离开道路
    FROM_GATE = "from_gate"  # 由出入口至站点


@dataclass(frozen=True)
class Leg:
    """One leg of a walk.

    Attributes:
        kind: Which piece of the walk it is.
        name: Street name or gate id; empty where there is none.
        length_mm: Walking length.
        shape: The line walked, in the district's CRS.
    """

    kind: LegKind
    name: str
    length_mm: int
    shape: BaseGeometry


@dataclass(frozen=True)
class Walk:
    """The answer for one resident, explained.

    Attributes:
        resident: Its id.
        status: Covered, uncovered or unknown.
        reason: Value of `Reason`; empty when covered.
        station: Id of the station that serves; where none covers, of the nearest that counts;
            empty when none can be reached.
        legs: From the place to that station; their lengths add up to the walk exactly.
    """

    resident: str
    status: Status
    reason: str
    station: str
    legs: tuple[Leg, ...]

    @property
    def length_mm(self) -> int:
        """Length of the whole walk."""
        return sum(leg.length_mm for leg in self.legs)


def walk_of(ground: Ground, answer: Coverage, resident: str) -> Walk:
    """Explain one resident of an answer given on `ground`.

    Raises:
        UnknownPlaceError: There is no resident of that id.
    """
    row = row_of(ground, resident)
    status = Status(answer.residents.status[row])
    reason, station = str(answer.residents.reason[row]), str(answer.residents.station[row])
    legs = _legs(ground, cut(ground, answer.question), row) if station else ()
    return Walk(resident, status, reason, station, legs)


def _legs(ground: Ground, part: Slice, row: int) -> tuple[Leg, ...]:
    network, home, office = ground.network, ground.resident_access, ground.station_access
    closest = serving(ground, part)
    place = int(speakers(ground, closest)[row])
    way, station = int(closest.way[place]), int(closest.station[place])
    arrivals = np.flatnonzero((office.place == station) & (part.station_doors[office.door] == YES))
    goals = Goals(office.edge[arrivals], office.offset_mm[arrivals], office.cost_mm[arrivals])
    found = shortest_path(steps(network), int(home.edge[way]), int(home.offset_mm[way]), goals)
    if found is None:
        return ()
    goal, pieces = found
    out = _way_out(ground.gates, ground.residents, home, way)
    back = _way_out(ground.gates, ground.stations, office, int(arrivals[goal]))
    inward = {LegKind.TO_GATE: LegKind.FROM_GATE, LegKind.TO_STREET: LegKind.FROM_STREET}
    arriving = [
        Leg(inward[leg.kind], leg.name, leg.length_mm, leg.shape.reverse())
        for leg in reversed(back)
    ]
    return (*out, *_by_street(ground, pieces), *arriving)


def _way_out(gates: Gates, places: Places, ways: Access, way: int) -> list[Leg]:
    """The legs from a place to its street: by its gate, where it has one."""
    door = int(ways.door[way])
    point, at = places.points[ways.place[way]], places.doors.points[door]
    approach_mm = int(places.doors.approach_mm[door])
    legs = []
    if places.doors.gate[door] >= 0:
        gate = str(gates.ids[places.doors.gate[door]])
        legs.append(Leg(LegKind.TO_GATE, gate, approach_mm, shapely.LineString([point, at])))
    access_mm = int(ways.cost_mm[way]) - approach_mm
    legs.append(Leg(LegKind.TO_STREET, "", access_mm, shapely.LineString([at, ways.joins[way]])))
    return legs


def _by_street(ground: Ground, pieces: tuple[Piece, ...]) -> list[Leg]:
    """Pieces of one street name in a row make one leg."""
    legs = []
    names, row = ground.street_names, ground.network.row
    for name, run in groupby(pieces, key=lambda piece: str(names[row[piece.edge]])):
        walked = [piece for piece in run if piece.length_mm]
        if walked:
            shape = shapely.union_all([piece.shape for piece in walked])
            length_mm = sum(piece.length_mm for piece in walked)
            legs.append(Leg(LegKind.STREET, name, length_mm, shape))
    return legs
