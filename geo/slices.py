"""One slice of a ground: which stations, doors and walks serve one question, and how surely.

Nothing here searches the streets: a slice is cut from the reach that the ground keeps.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.text import Text
from geo.errors import UnknownMatterError
from geo.ground import Ground, walks_alike
from geo.levels import MAY, NO, YES, Levels, best_of
from geo.places.access import Access
from geo.places.doors import door_levels
from geo.question import Question
from geo.reach import Reach
from geo.services.limits import Limits, limits
from geo.services.opening import Opening, opening
from geo.services.qualify import station_levels
from geo.services.scope import Scope, scope_of

# How surely a walk serves: not; perhaps, for the station's sake; perhaps, for the sake of the
# resident's gate alone; surely.
SERVES_NOT, STATION_MAY, GATE_MAY, SERVES = np.uint8(0), np.uint8(1), np.uint8(2), np.uint8(3)


@dataclass(frozen=True)
class Slice:
    """What decides about one question on a ground.

    Attributes:
        question: What is asked.
        matters: Indices of its matters.
        stations: (S,) whether each station serves it, its doors apart.
        station_doors: (E,) whether each of their doors lets visitors in.
        doors: (D,) whether each door of a resident place lets its people through.
        scope: Whom the stations may serve.
        limits: How far is too far.
    """

    question: Question
    matters: tuple[int, ...]
    stations: Levels
    station_doors: Levels
    doors: Levels
    scope: Scope
    limits: Limits

    def ways_in(self, ways: Access, least: np.uint8 = YES) -> NDArray[np.bool_]:
        """(A,) the `ways` of stations that lead into one that serves, at `least` so surely."""
        return np.minimum(self.stations[ways.place], self.station_doors[ways.door]) >= least

    def walks(self, ground: Ground, reach: Reach) -> NDArray[np.uint8]:
        """(M,) how surely each walk of `reach` serves: `SERVES_NOT` to `SERVES`."""
        row = ground.residents.row[reach.place]
        station = np.minimum(
            self.stations[reach.station], _at(self.station_doors, reach.station_door)
        )
        if self.scope.matrix is not None:
            station = np.minimum(station, self.scope.levels(reach.station, row))
        station = np.minimum(station, self.limits.levels(reach.cost_mm, reach.station, row))
        gate = _at(self.doors, reach.door)
        both = np.where(station == MAY, STATION_MAY, np.where(gate == MAY, GATE_MAY, SERVES))
        return np.where(np.minimum(station, gate) == NO, SERVES_NOT, both).astype(np.uint8)


def cut(ground: Ground, question: Question, open_then: Opening | None = None) -> Slice:
    """The slice of `question`.

    Args:
        ground: A ground prepared for the same way of walking.
        question: What is asked.
        open_then: What is open at its moment, where that is at hand.

    Raises:
        UnknownMatterError: It names a matter that the district does not have.
        ValueError: It walks otherwise than the ground was prepared for, or farther.
    """
    if not walks_alike(ground, question):
        raise ValueError("the ground was prepared for another walk, or a shorter one")
    if open_then is None:
        open_then = open_when_asked(ground, question)
    matters = matter_indices(ground, question.matters)
    services, gates = ground.services, ground.gates
    hours = None if open_then is None else open_then.gates
    scopes = [services.matters.scope[matter] for matter in matters]
    return Slice(
        question=question,
        matters=matters,
        stations=station_levels(services, question, matters, open_then),
        station_doors=door_levels(ground.stations.doors, gates.for_visitors, hours),
        doors=door_levels(ground.residents.doors, gates.for_residents, hours),
        scope=scope_of(scopes, ground.station_homes, ground.neighbourhoods),
        limits=limits(question, services.facts.tier, ground.setting),
    )


def open_when_asked(
    ground: Ground, question: Question, *, appointments: bool = False
) -> Opening | None:
    """What is open at the moment of the question; None where it asks for no hour."""
    if question.moment is None:
        return None
    return opening(ground.hours, question.moment, appointments=appointments)


def matter_indices(ground: Ground, ids: tuple[str, ...]) -> tuple[int, ...]:
    """Where matters stand in the catalogue.

    Raises:
        UnknownMatterError: One is not in it.
    """
    known = ground.services.matters.ids.astype(str)
    for name in ids:
        if name not in known:
            example = f"，如 {known[0]}" if len(known) else ""
            raise UnknownMatterError(
                "--matter",
                Text(f"没有编号为 {name} 的事项", f"there is no matter {name}"),
                Text(f"图层 matters 中的编号{example}", "an id of the layer matters"),
            )
    return tuple(int(place) for place in np.searchsorted(known, np.array(ids, dtype=str)))


def entrances(ground: Ground, part: Slice) -> Levels:
    """(S,) how surely each station can be entered; where a gate was lost, perhaps by that."""
    doors = ground.stations.doors
    entered = best_of(part.station_doors, doors.place, len(part.stations))
    return np.where(ground.stations.gates_lost, np.maximum(entered, MAY), entered)


def serving_levels(ground: Ground, part: Slice) -> Levels:
    """(S,) how surely each station can be entered and serves, wherever people live."""
    return np.minimum(part.stations, entrances(ground, part))


def _at(levels: Levels, index: NDArray[np.int64]) -> Levels:
    """Levels by index; -1 is a way that nothing bars."""
    return np.append(levels, YES)[index]
