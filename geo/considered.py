"""Which stations were in reach of somebody, and why each does or does not count."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from data.text import Text
from geo.errors import UnknownPlaceError
from geo.ground import Ground
from geo.levels import MAY, NO
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


@dataclass(frozen=True)
class Considered:
    """One station in reach.

    Attributes:
        station: Its id.
        cost_mm: The walk to it.
        counts: Whether it surely serves; None where it may.
        note: Why it does not, or may; `COUNTS` where it does.
    """

    station: str
    cost_mm: int
    counts: bool | None
    note: Text


def considered(ground: Ground, question: Question, resident: str) -> tuple[Considered, ...]:
    """Every station within the widest limit of one resident row, the nearest first.

    Raises:
        UnknownPlaceError: There is no resident of that id.
    """
    part, row = cut(ground, question), row_of(ground, resident)
    notes = station_notes(ground, part)
    reach = ground.reach.of(ground.residents.row[ground.reach.place] == row)
    surely = part.walks(ground, reach)
    # The walk that serves best speaks for its station, of equals the shortest.
    order = np.lexsort((reach.cost_mm, -surely.astype(np.int64), reach.station))
    _, first = np.unique(reach.station[order], return_index=True)
    found = []
    for walk in order[first]:
        level = surely[walk]
        counts = True if level == SERVES else False if level == SERVES_NOT else None
        found.append(
            Considered(
                station=str(ground.stations.ids[reach.station[walk]]),
                cost_mm=int(reach.cost_mm[walk]),
                counts=counts,
                note=COUNTS
                if counts
                else _note(ground, part, notes, reach.of(np.array([walk])), counts is None),
            )
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


def _note(ground: Ground, part: Slice, notes: Mapping[str, Text], walk: Reach, may: bool) -> Text:
    """Why one walk does not serve, or only `may`: the first that is in its way.

    The station itself, else the pair, else a gate on the way. What is merely not known does not
    explain a no.
    """
    station, row = walk.station, ground.residents.row[walk.place]
    own = notes.get(str(ground.stations.ids[station[0]]), _GATE_BARRED)
    links = (
        (serving_levels(ground, part)[station], own, own),
        (part.scope.levels(station, row), _OUT_OF_SCOPE, _SCOPE_UNKNOWN),
        (part.limits.levels(walk.cost_mm, station, row), _TOO_FAR, _LIMIT_UNKNOWN),
        (part.station_doors[walk.station_door], _GATE_BARRED, _GATE_UNKNOWN),
        (part.doors[walk.door], _GATE_BARRED, _GATE_UNKNOWN),
    )
    wanted = MAY if may else NO
    return next((perhaps if may else no) for level, no, perhaps in links if level[0] == wanted)
