"""From reach to status: covered, uncovered or unknown, and why (laws 3 to 6)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.answers import Reason, Status
from geo.ground import Ground
from geo.levels import MAY, NO, YES, Levels, best_of
from geo.nearest import Nearest
from geo.places.places import Places
from geo.reach import Reach
from geo.slices import GATE_MAY, SERVES, SERVES_NOT, STATION_MAY, Slice, entrances, serving_levels

# Status or reason of each of N places or rows, as indices into `STATUSES` or `REASONS`.
Codes = NDArray[np.uint8]

STATUSES, REASONS = tuple(Status), tuple(Reason)
NO_REASON = len(REASONS)
_STATUS_CODE = {status: np.uint8(code) for code, status in enumerate(STATUSES)}
_REASON_CODE = {reason: np.uint8(code) for code, reason in enumerate(REASONS)}
COVERED = _STATUS_CODE[Status.COVERED]
UNCOVERED = _STATUS_CODE[Status.UNCOVERED]
UNKNOWN = _STATUS_CODE[Status.UNKNOWN]


@dataclass(frozen=True)
class Verdicts:
    """Status and reason of N places or rows, as codes.

    Attributes:
        status: (N,) index into `STATUSES`.
        reason: (N,) index into `REASONS`; `NO_REASON` for the covered.
    """

    status: Codes
    reason: Codes


def judge(ground: Ground, part: Slice, closest: Nearest | None = None) -> Verdicts:
    """A verdict for each row of residents.

    Who is not covered by the stations that serve, but would be covered or unknown if those that
    may did, is unknown. Only whom no station serves or may is uncovered whatever the streets.

    Args:
        ground: The prepared district.
        part: The slice that is asked.
        closest: The nearest station of each place, however far; without it nobody is told that
            there is no path at all, only that the limit is exceeded.
    """
    served = part.scope.best(serving_levels(ground, part))
    if not served.any():
        rows = len(ground.residents.ids)
        nobody = _REASON_CODE[Reason.NO_STATION]
        return Verdicts(np.full(rows, UNCOVERED), np.full(rows, nobody))
    return _by_row(ground.residents, _by_place(ground, part, closest, served))


def _by_place(ground: Ground, part: Slice, closest: Nearest | None, served: Levels) -> Verdicts:
    """A verdict for each place. What is written later stands over what was written before."""
    places = ground.residents
    count = len(places.row)
    status = np.full(count, UNCOVERED, dtype=np.uint8)
    reason = np.full(count, _REASON_CODE[Reason.BEYOND_LIMIT], dtype=np.uint8)
    if closest is not None:
        reason[~closest.path] = _REASON_CODE[Reason.NO_PATH]

    def write(mask: NDArray[np.bool_], verdict: np.uint8, why: Reason) -> None:
        status[mask], reason[mask] = verdict, _REASON_CODE[why]

    known = _best(part.walks(ground, ground.reach), ground.reach, count)
    beyond = _best(part.walks(ground, ground.possible), ground.possible, count)
    straight = _best(unjoined(ground, part), ground.straight, count)
    at_best = np.maximum(np.maximum(known, beyond), straight)
    write(at_best == STATION_MAY, UNKNOWN, Reason.STATION_MAY_QUALIFY)
    write(at_best == GATE_MAY, UNKNOWN, Reason.GATE_MAY_BE_OPEN)
    write(straight == SERVES, UNKNOWN, Reason.STATION_OFF_STREETS)
    write(beyond == SERVES, UNKNOWN, Reason.STREETS_END)
    outside = _outside(ground, part.doors)
    beyond_extent = (
        Reason.STREETS_INCOMPLETE if ground.extent is None else Reason.OUTSIDE_STREET_EXTENT
    )
    write(outside, UNKNOWN, beyond_extent)
    # Within known reach of a station that may count, that is what is to be found out first.
    write(known == STATION_MAY, UNKNOWN, Reason.STATION_MAY_QUALIFY)
    write(known == GATE_MAY, UNKNOWN, Reason.GATE_MAY_BE_OPEN)
    write(~_joined(ground, part.doors), UNKNOWN, Reason.OFF_STREETS)
    write(places.walled | places.gates_lost, UNKNOWN, Reason.GATES_UNKNOWN)
    status[known == SERVES], reason[known == SERVES] = COVERED, NO_REASON
    write(barred(ground, part), UNCOVERED, Reason.GATES_BARRED)
    write(served[places.row] == NO, UNCOVERED, Reason.NO_STATION)
    return Verdicts(status, reason)


def barred(ground: Ground, part: Slice) -> NDArray[np.bool_]:
    """(P,) places that have gates, none of which lets its people out."""
    places = ground.residents
    passable = best_of(part.doors, places.doors.place, len(places.row))
    return np.asarray(places.doors.gated & (passable == NO) & ~places.gates_lost)


def doubted(ground: Ground, part: Slice) -> NDArray[np.bool_]:
    """(P,) places of which nothing is known unless a station covers them, whichever it is."""
    places = ground.residents
    unsure = _outside(ground, part.doors) | ~_joined(ground, part.doors)
    return np.asarray((unsure | places.walled | places.gates_lost) & ~barred(ground, part))


def _best(surely: NDArray[np.uint8], reach: Reach, places: int) -> NDArray[np.uint8]:
    return best_of(surely, reach.place, places)


def unjoined(ground: Ground, part: Slice) -> NDArray[np.uint8]:
    """How surely each straight line serves: only to stations that are not joined just then."""
    stations, ways = ground.stations, ground.station_access
    joined = best_of(part.station_doors[ways.door], ways.place, len(stations.ids))
    joined[stations.gates_lost] = NO
    walks = part.walks(ground, ground.straight)
    # A line to the station's own point stands for whichever door of it is open.
    own = np.flatnonzero(ground.straight.station_door < 0)
    entered = entrances(ground, part)[ground.straight.station[own]]
    best = np.where(entered == NO, SERVES_NOT, np.where(entered == MAY, STATION_MAY, SERVES))
    walks[own] = np.minimum(walks[own], best)
    # What surely serves is lost where no sure door is joined; what may, where none at all is.
    joined = joined[ground.straight.station]
    walks[(walks == SERVES) & (joined == YES)] = SERVES_NOT
    walks[(walks == STATION_MAY) & (joined != NO)] = SERVES_NOT
    return walks


def _outside(ground: Ground, doors: Levels) -> NDArray[np.bool_]:
    """Places that lie, step out by an open door, or join the streets outside the extent."""
    outside = ground.outside.points.copy()
    out = ground.outside.doors & (doors >= MAY)
    outside[ground.residents.doors.place[out]] = True
    return outside


def _joined(ground: Ground, doors: Levels) -> NDArray[np.bool_]:
    """Places that an open door joins to the streets: a sure one, where any is sure."""
    ways, places = ground.resident_access, ground.residents
    best = best_of(doors, places.doors.place, len(places.row))
    joined = best_of(doors[ways.door], ways.place, len(places.row))
    return np.asarray((joined == YES) | ((joined == MAY) & (best == MAY)))


def _by_row(residents: Places, places: Verdicts) -> Verdicts:
    """A place asked at several points: covered if all are, uncovered if all are, else unknown."""
    row, rows = residents.row, len(residents.ids)
    if len(row) == rows:
        return places
    _, first, asked = np.unique(row, return_index=True, return_counts=True)
    covered = np.bincount(row[places.status == COVERED], minlength=rows)
    answer = Verdicts(places.status[first].copy(), places.reason[first].copy())
    mixed = (covered > 0) & (covered < asked)
    answer.status[mixed], answer.reason[mixed] = UNKNOWN, _REASON_CODE[Reason.PLACE_TOO_LARGE]
    doubts = np.flatnonzero(places.status == UNKNOWN)
    doubtful, at = np.unique(row[doubts], return_index=True)
    nowhere = covered[doubtful] == 0
    answer.status[doubtful[nowhere]] = UNKNOWN
    answer.reason[doubtful[nowhere]] = places.reason[doubts[at[nowhere]]]
    return answer
