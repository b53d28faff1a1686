"""Why a resident is covered or not: the walk to the nearest station, leg by leg."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from data.text import Text
from geo.answers import Coverage, Status
from geo.errors import UnknownPlaceError
from geo.ground import Ground
from geo.places.access import Access
from geo.places.places import Places
from geo.reach import nearest
from geo.streets.network import WalkNetwork
from geo.streets.path import Goals, Piece, shortest_path


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
        station: Id of the nearest station that counts; empty when none can be reached.
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
    found = np.flatnonzero(answer.residents.ids == resident)
    if not len(found):
        raise UnknownPlaceError(
            "RESIDENT_ID",
            Text(f"没有编号为 {resident} 的常住人口记录", f"there is no resident {resident}"),
            Text("图层 residents 中的编号", "an id of the layer residents"),
        )
    row = int(found[0])
    status = Status(answer.residents.status[row])
    reason, station = str(answer.residents.reason[row]), str(answer.residents.station[row])
    legs = _legs(ground, row) if station else ()
    return Walk(resident, status, reason, station, legs)


def _legs(ground: Ground, row: int) -> tuple[Leg, ...]:
    network, home, office = ground.network, ground.resident_access, ground.station_access
    closest = nearest(network, office, ground.qualification.counts, home)
    places = np.flatnonzero(ground.residents.row == row)
    place = int(places[np.argmax(closest.cost_mm[places])])
    way, station = int(closest.way[place]), int(closest.station[place])
    arrivals = np.flatnonzero(office.place == station)
    goals = Goals(office.edge[arrivals], office.offset_mm[arrivals], office.cost_mm[arrivals])
    found = shortest_path(network, int(home.edge[way]), int(home.offset_mm[way]), goals)
    if found is None:
        return ()
    goal, pieces = found
    out = _way_out(ground.residents, home, way)
    back = _way_out(ground.stations, office, int(arrivals[goal]))
    inward = {LegKind.TO_GATE: LegKind.FROM_GATE, LegKind.TO_STREET: LegKind.FROM_STREET}
    arriving = [
        Leg(inward[leg.kind], leg.name, leg.length_mm, leg.shape.reverse())
        for leg in reversed(back)
    ]
    return (*out, *_by_street(network, pieces), *arriving)


def _way_out(places: Places, ways: Access, way: int) -> list[Leg]:
    """The legs from a place to its street: by its gate, where it has one."""
    door = int(ways.door[way])
    point, at = places.points[ways.place[way]], places.doors.points[door]
    approach_mm = int(places.doors.approach_mm[door])
    legs = []
    if gate := str(places.doors.gate_ids[door]):
        legs.append(Leg(LegKind.TO_GATE, gate, approach_mm, shapely.LineString([point, at])))
    access_mm = int(ways.cost_mm[way]) - approach_mm
    legs.append(Leg(LegKind.TO_STREET, "", access_mm, shapely.LineString([at, ways.joins[way]])))
    return legs


def _by_street(network: WalkNetwork, pieces: tuple[Piece, ...]) -> list[Leg]:
    """Pieces of one street name in a row make one leg."""
    legs = []
    for name, run in groupby(pieces, key=lambda piece: str(network.names[piece.edge])):
        walked = [piece for piece in run if piece.length_mm]
        if walked:
            shape = shapely.union_all([piece.shape for piece in walked])
            length_mm = sum(piece.length_mm for piece in walked)
            legs.append(Leg(LegKind.STREET, name, length_mm, shape))
    return legs
