"""Why a scenario makes it worse for somebody (law 6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from data.text import Text
from geo.ground import Ground
from geo.levels import MAY, YES, Levels
from geo.nearest import Nearest
from geo.places.access import Access
from geo.question import Question
from geo.serving import serving
from geo.slices import SERVES_NOT, Slice, cut, serving_levels

# More than any district has.
_STREETS = 2**32


class Cause(StrEnum):
    """Why it is worse for somebody: the first that applies."""

    GATE_BARRED = "gate_barred"
    JOINS_ELSEWHERE = "joins_elsewhere"
    STATION_GONE = "station_gone"
    STATION_NOT_SERVING = "station_not_serving"
    STATION_JOINS_ELSEWHERE = "station_joins_elsewhere"
    WAY_LONGER = "way_longer"


CAUSE_TEXT: Mapping[Cause, Text] = {
    Cause.GATE_BARRED: Text("原可通行的出入口关闭", "a gate of it that was open is not"),
    Cause.JOINS_ELSEWHERE: Text("该处改由另一条道路出入", "the place now joins another street"),
    Cause.STATION_GONE: Text("原来的站点已撤销或迁走", "its station is closed or has moved"),
    Cause.STATION_NOT_SERVING: Text(
        "原来的站点不再符合条件", "its station no longer serves this question"
    ),
    Cause.STATION_JOINS_ELSEWHERE: Text(
        "原来的站点改由另一条道路出入", "its station now joins another street"
    ),
    Cause.WAY_LONGER: Text("到原来站点的路变长", "the way to its station is longer"),
}


@dataclass(frozen=True)
class Side:
    """One side of a comparison: a ground, cut for the question.

    Attributes:
        ground: The ground.
        part: The slice asked.
        closest: The station of each place.
    """

    ground: Ground
    part: Slice
    closest: Nearest


def side_of(ground: Ground, question: Question) -> Side:
    """Cut a ground for a question."""
    part = cut(ground, question)
    return Side(ground, part, serving(ground, part))


def causes(
    before: Side, after: Side, rows: NDArray[np.int64], doubted: NDArray[np.bool_]
) -> NDArray[np.object_]:
    """Why it is worse.

    Args:
        before: How it stands.
        after: How it would.
        rows: (M,) rows for which it is worse.
        doubted: (R,) rows of which it was not known: any station near them may have been the one.

    Returns:
        (M,) values of `Cause`.
    """
    found = np.full(len(doubted), Cause.WAY_LONGER, dtype=object)
    if len(rows):
        row, station = _mattered(before, doubted)
        # What is written later stands over what was written before.
        for cause, stations in reversed(_of_stations(before, after).items()):
            found[row[stations[station]]] = cause
        found[_joins_elsewhere(before, after)] = Cause.JOINS_ELSEWHERE
        found[_fewer_ways_out(before, after)] = Cause.GATE_BARRED
    return found[rows]


def _mattered(
    before: Side, doubted: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows and the stations that served them, from any of their points; or that might have."""
    ground, closest = before.ground, before.closest
    places = ground.residents
    served = closest.station >= 0
    row, station = [places.row[served]], [closest.station[served]]
    for reach in (ground.reach, ground.possible, ground.straight):
        might = doubted[places.row[reach.place]]
        might &= before.part.walks(ground, reach) != SERVES_NOT
        row.append(places.row[reach.place[might]])
        station.append(reach.station[might])
    return np.concatenate(row), np.concatenate(station)


def _of_stations(before: Side, after: Side) -> dict[Cause, NDArray[np.bool_]]:
    """What became of the (S,) stations that there were, the weightiest first."""
    was, now = before.ground.stations, after.ground.stations
    at = pd.Index(now.ids).get_indexer(pd.Index(was.ids))
    gone = at < 0
    stays = np.flatnonzero(~gone)
    gone[stays] = ~shapely.equals(was.points[stays], now.points[at[stays]])
    fell = np.zeros(len(at), dtype=bool)
    level, then = (serving_levels(side.ground, side.part) for side in (before, after))
    fell[stays] = then[at[stays]] < level[stays]
    index = np.full(len(now.ids), -1, dtype=np.int64)
    index[at[stays]] = stays
    elsewhere = _leaves_street(
        _joined(before.ground, before.ground.station_access, before.part.station_doors, was.row),
        _joined(after.ground, after.ground.station_access, after.part.station_doors, index),
        len(at),
    )
    return {
        Cause.STATION_GONE: gone,
        Cause.STATION_NOT_SERVING: fell,
        Cause.STATION_JOINS_ELSEWHERE: elsewhere,
    }


def _joins_elsewhere(before: Side, after: Side) -> NDArray[np.bool_]:
    """(R,) rows that no longer join some street that they joined; one more is no harm."""
    rows = len(before.ground.residents.ids)
    if before.ground.resident_access is after.ground.resident_access:
        return np.zeros(rows, dtype=bool)
    was, now = (
        _joined(g := side.ground, g.resident_access, side.part.doors, g.residents.row)
        for side in (before, after)
    )
    return _leaves_street(was, now, rows)


def _joined(
    ground: Ground, ways: Access, doors: Levels, owner: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Each owner and street that it joins by a door that may be used, as one number."""
    usable = doors[ways.door] >= MAY
    street = ground.network.row[ways.edge[usable]].astype(np.int64)
    return owner[ways.place[usable]] * _STREETS + street


def _leaves_street(
    was: NDArray[np.int64], now: NDArray[np.int64], owners: int
) -> NDArray[np.bool_]:
    """(owners,) who no longer joins a street; streets keep their rows in a scenario."""
    left = np.zeros(owners, dtype=bool)
    left[np.setdiff1d(was, now) // _STREETS] = True
    return left


def _fewer_ways_out(before: Side, after: Side) -> NDArray[np.bool_]:
    """(R,) rows with fewer gates that are open, or that may be."""
    fewer = np.zeros(len(before.ground.residents.ids), dtype=bool)
    for level in (MAY, YES):
        fewer |= _ways_out(before, level) > _ways_out(after, level)
    return fewer


def _ways_out(side: Side, level: np.uint8) -> NDArray[np.int64]:
    """(R,) how many gates let each row's people out; a place without any gate counts as one."""
    places, rows = side.ground.residents, len(side.ground.residents.ids)
    doors = places.doors
    passable = (side.part.doors >= level) & ~places.walled[doors.place]
    row, by_gate = places.row[doors.place], doors.gate >= 0
    gates = np.bincount(row[passable & by_gate], minlength=rows)
    own = np.bincount(row[passable & ~by_gate], minlength=rows) > 0
    return np.asarray(gates + own, dtype=np.int64)
