"""From reach to status: covered, uncovered or unknown, and why (laws 3 to 6)."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.answers import Reason, Status
from geo.ground import Ground
from geo.reach import Nearest
from geo.streets.search import UNREACHED

_NO_REASON = ""


@dataclass(frozen=True)
class Verdicts:
    """Status and reason of N places or rows; the reason of the covered is empty text."""

    status: NDArray[np.object_]
    reason: NDArray[np.object_]


def judge(
    ground: Ground,
    counts: NDArray[np.bool_],
    may_count: NDArray[np.bool_],
    closest: Nearest,
) -> Verdicts:
    """A verdict for each row of residents.

    Who is not covered by the stations that count, but would be covered or unknown if those that
    may count did, is unknown. Only when none counts or may is everyone uncovered.

    Args:
        ground: The prepared district.
        counts: (S,) stations that qualify.
        may_count: (S,) stations that may.
        closest: For each place the nearest station that counts, however far.
    """
    rows = len(ground.residents.ids)
    if not (counts | may_count).any():
        return _everywhere(rows, Status.UNCOVERED, Reason.NO_STATION)
    verdicts = _by_row(ground, _by_place(ground, counts, closest))
    if not may_count.any():
        return verdicts
    at_best = _by_row(ground, _by_place(ground, counts | may_count, closest))
    doubtful = (verdicts.status == Status.UNCOVERED) & (at_best.status != Status.UNCOVERED)
    return Verdicts(
        np.where(doubtful, Status.UNKNOWN, verdicts.status),
        np.where(doubtful, Reason.STATION_MAY_QUALIFY, verdicts.reason),
    )


def _everywhere(count: int, status: Status, reason: Reason) -> Verdicts:
    return Verdicts(np.full(count, status, dtype=object), np.full(count, reason, dtype=object))


def _by_place(ground: Ground, counts: NDArray[np.bool_], closest: Nearest) -> Verdicts:
    """A verdict for each place. What is written later stands over what was written before."""
    places = ground.residents
    count = len(places.row)
    verdicts = _everywhere(count, Status.UNCOVERED, Reason.BEYOND_LIMIT)
    verdicts.reason[closest.cost_mm >= UNREACHED] = Reason.NO_PATH

    def unknown(mask: NDArray[np.bool_], reason: Reason) -> None:
        verdicts.status[mask], verdicts.reason[mask] = Status.UNKNOWN, reason

    unknown(_near_lost_station(ground, counts), Reason.STATION_OFF_STREETS)
    beyond_the_end = np.zeros(count, dtype=bool)
    beyond_the_end[ground.possible.of_stations(counts).place] = True
    unknown(beyond_the_end, Reason.STREETS_END)
    if ground.extent is None:
        unknown(np.ones(count, dtype=bool), Reason.STREETS_INCOMPLETE)
    else:
        unknown(ground.outside, Reason.OUTSIDE_STREET_EXTENT)
    unknown(~ground.resident_access.joined, Reason.OFF_STREETS)
    unknown(places.walled | places.gates_lost, Reason.GATES_UNKNOWN)
    covered = ground.reach.of_stations(counts).place
    verdicts.status[covered], verdicts.reason[covered] = Status.COVERED, _NO_REASON
    barred = places.doors.barred & ~places.gates_lost
    verdicts.status[barred], verdicts.reason[barred] = Status.UNCOVERED, Reason.GATES_BARRED
    return verdicts


def _near_lost_station(ground: Ground, counts: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Places within the limit, in a straight line, of a station not (wholly) joined to the streets.

    No street was found for it, or one of its gates was lost. The straight line runs to the
    station or its nearest gate.
    """
    near = np.zeros(len(ground.residents.row), dtype=bool)
    stations = ground.stations
    lost = counts & (~ground.station_access.joined | stations.gates_lost)
    targets = stations.doors.points[lost[stations.doors.place]]
    targets = np.concatenate([targets, stations.points[lost]])
    if len(targets):
        tree = shapely.STRtree(ground.residents.points)
        # Half a millimetre more: the limit is inclusive after rounding to whole millimetres.
        limit_m = (ground.question.limit_mm + 0.5) / 1000
        near[tree.query(targets, predicate="dwithin", distance=limit_m)[1]] = True
    return near


def _by_row(ground: Ground, places: Verdicts) -> Verdicts:
    """A place asked at several points: covered if all are, uncovered if none is, else unknown."""
    row, rows = ground.residents.row, len(ground.residents.ids)
    if len(row) == rows:
        return places
    _, first, asked = np.unique(row, return_index=True, return_counts=True)
    covered = np.bincount(row[places.status == Status.COVERED], minlength=rows)
    answer = Verdicts(places.status[first].copy(), places.reason[first].copy())
    mixed = (covered > 0) & (covered < asked)
    answer.status[mixed], answer.reason[mixed] = Status.UNKNOWN, Reason.PLACE_TOO_LARGE
    doubts = np.flatnonzero(places.status == Status.UNKNOWN)
    doubtful, at = np.unique(row[doubts], return_index=True)
    nowhere = covered[doubtful] == 0
    answer.status[doubtful[nowhere]] = Status.UNKNOWN
    answer.reason[doubtful[nowhere]] = places.reason[doubts[at[nowhere]]]
    return answer
