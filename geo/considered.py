"""Which stations were in reach of somebody, and why each does or does not count."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from itertools import groupby

import numpy as np

from data.text import Text
from geo.errors import UnknownPlaceError
from geo.ground import Ground
from geo.judge import barred, unjoined
from geo.levels import MAY, NO, YES, Levels
from geo.question import Question
from geo.reach import Reach
from geo.slices import SERVES, SERVES_NOT, Slice, cut, serving_levels
from geo.station_notes import station_notes

COUNTS = Text("计入", "counts")
_OUT_OF_SCOPE = Text("不在其服务范围内", "may not serve people who live here")
_SCOPE_UNKNOWN = Text(
    "是否在其服务范围内不明", "whether it may serve people who live here is not known"
)
_TOO_FAR = Text("超出对其适用的时限", "beyond the limit that holds for it")
_LIMIT_UNKNOWN = Text("对其适用的时限不明", "which limit holds for it is not known")
_GATE_BARRED = Text("途经的出入口不可通行", "a gate on the way is barred")
_GATE_UNKNOWN = Text("途经的出入口是否开放不明", "whether a gate on the way is open is not known")
_BEYOND = Text(
    "仅当路网数据中断处之外有路可走", "only if there is a way beyond the end of the street data"
)
_UNJOINED = Text(
    "未能全部接入路网，分钟数按直线距离计",
    "not wholly joined to the streets; the minutes are those of a straight line",
)
_PART = Text("只有该处的一部分可达", "within reach of a part of the place only")


class Known(IntEnum):
    """How far a walk is known, the best first."""

    WALK = 0  # by the known streets
    BEYOND = 1  # by an end of the known streets; the least it could be
    STRAIGHT = 2  # a straight line to a station that is not wholly joined to the streets


@dataclass(frozen=True)
class Considered:
    """One station in reach.

    Attributes:
        station: Its id.
        cost_mm: The walk to it; of a place asked at several points from the farthest of those
            that it serves.
        counts: Whether it surely serves, all points of the place; None where it may.
        note: Why it does not, or may; `COUNTS` where it does.
        at_least: Whether `cost_mm` is only the least that the walk could be.
    """

    station: str
    cost_mm: int
    counts: bool | None
    note: Text
    at_least: bool = False


@dataclass(frozen=True)
class _Way:
    """One walk from one point of the place to one station."""

    station: int
    place: int
    serves: int
    known: Known
    cost_mm: int
    walk: Reach

    @property
    def surely(self) -> bool:
        return self.known is Known.WALK and self.serves == SERVES

    @property
    def rank(self) -> tuple[int, int, int, int, int, int]:
        """By station and point; the one that serves best first, of equals the best known."""
        grade = 2 if self.surely else int(self.serves != SERVES_NOT)
        return self.station, self.place, -grade, self.known, -self.serves, self.cost_mm


def considered(ground: Ground, question: Question, resident: str) -> tuple[Considered, ...]:
    """Every station within the widest limit of one resident row, the nearest first.

    Those, too, that could be so by a way that nobody knows: beyond the end of the known streets,
    or where the station could not be joined to them. The walks are those that the answer was
    judged by, so whatever decided it is among them.

    Raises:
        UnknownPlaceError: There is no resident of that id.
    """
    part, row = cut(ground, question), row_of(ground, resident)
    notes = station_notes(ground, part)
    points = int((ground.residents.row == row).sum())
    found = []
    for station, ways in groupby(_ways(ground, part, row), key=lambda way: way.station):
        best = [next(group) for _, group in groupby(ways, key=lambda way: way.place)]
        found.append(
            _of_station(ground, part, notes, str(ground.stations.ids[station]), best, points)
        )
    return tuple(sorted(found, key=lambda one: (one.cost_mm, one.station)))


def row_of(ground: Ground, resident: str) -> int:
    """Where a resident row stands.

    Raises:
        UnknownPlaceError: There is no resident of that id.
    """
    found = np.flatnonzero(ground.residents.ids == resident)
    if not len(found):
        raise UnknownPlaceError(
            "RESIDENT_ID",
            Text(f"没有编号为 {resident} 的常住人口记录", f"there is no resident {resident}"),
            Text("图层 residents 中的编号", "an id of the layer residents"),
        )
    return int(found[0])


def _ways(ground: Ground, part: Slice, row: int) -> list[_Way]:
    """Every walk that decides about a row, sorted; of what is not known only what may serve."""
    shut = barred(ground, part)
    found = []
    for known, reach, serves in (
        (Known.WALK, ground.reach, part.walks(ground, ground.reach)),
        (Known.BEYOND, ground.possible, part.walks(ground, ground.possible)),
        (Known.STRAIGHT, ground.straight, unjoined(ground, part)),
    ):
        mine = ground.residents.row[reach.place] == row
        if known is not Known.WALK:
            # Nobody leaves by a line that no gate lets through.
            mine &= (serves != SERVES_NOT) & ~shut[reach.place]
        for walk in np.flatnonzero(mine):
            one = reach.of(np.array([walk]))
            found.append(
                _Way(
                    int(one.station[0]), int(one.place[0]), int(serves[walk]),
                    known, int(one.cost_mm[0]), one,
                )
            )  # fmt: skip
    return sorted(found, key=lambda way: way.rank)


def _of_station(
    ground: Ground,
    part: Slice,
    notes: Mapping[str, Text],
    station: str,
    best: list[_Way],
    points: int,
) -> Considered:
    """What the best walks to one station, from each point that has any, say of it."""
    surely = [way for way in best if way.surely]
    if surely:
        whole = len(surely) == points
        cost_mm = max(way.cost_mm for way in surely)
        return Considered(station, cost_mm, True if whole else None, COUNTS if whole else _PART)
    may = [way for way in best if way.serves != SERVES_NOT]
    speaker = min(may or best, key=lambda way: (way.known, way.cost_mm))
    note = _note(ground, part, notes, speaker)
    return Considered(
        station, speaker.cost_mm, None if may else False, note, speaker.known is not Known.WALK
    )


def _note(ground: Ground, part: Slice, notes: Mapping[str, Text], way: _Way) -> Text:
    """Why one walk does not serve, or only may: the first that is in its way.

    The station itself, else the pair, else a gate on the way, else that nobody knows the walk.
    What is merely not known does not explain a no.
    """
    if way.serves == SERVES:
        return _BEYOND if way.known is Known.BEYOND else _UNJOINED
    walk = way.walk
    station, row = walk.station, ground.residents.row[walk.place]
    own = notes.get(str(ground.stations.ids[way.station]), _GATE_BARRED)
    links = (
        (serving_levels(ground, part)[way.station], own, own),
        (part.scope.levels(station, row)[0], _OUT_OF_SCOPE, _SCOPE_UNKNOWN),
        (part.limits.levels(walk.cost_mm, station, row)[0], _TOO_FAR, _LIMIT_UNKNOWN),
        (_door(part.station_doors, walk.station_door), _GATE_BARRED, _GATE_UNKNOWN),
        (_door(part.doors, walk.door), _GATE_BARRED, _GATE_UNKNOWN),
    )
    wanted = NO if way.serves == SERVES_NOT else MAY
    return next(no if wanted == NO else may for level, no, may in links if level == wanted)


def _door(levels: Levels, door: np.ndarray) -> np.uint8:
    """How surely a door lets through; -1 is a way that nothing bars."""
    return YES if door[0] < 0 else np.uint8(levels[door[0]])
