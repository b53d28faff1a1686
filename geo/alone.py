"""What each station does alone: everybody's status if it were the only one.

Which station it is decides only about the few rows that its walks touch; whoever else is in doubt
(outside the known streets, off them, behind unknown gates) is so whatever the station. So every
station is judged at once, over its walks, and only the touched rows are looked at.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.answers import Tally
from geo.exact_sums import ExactColumn, exact
from geo.ground import Ground
from geo.judge import barred, doubted, unjoined
from geo.levels import NO, YES
from geo.slices import SERVES, SERVES_NOT, Slice, serving_levels
from geo.tally import People


@dataclass(frozen=True)
class Alone:
    """Who is told what by one station alone. M pairs, sorted by station and row.

    Attributes:
        stations: (T,) indices of the stations that surely serve.
        station: (M,) which of these.
        row: (M,) a resident row that a walk of it touches.
        covered: (M,) whether it alone covers the row.
        unknown: (M,) whether the row would not be known.
        doubted: (R,) rows that are not known whatever the station, unless it covers them.
        may_serve: (T, H) whether each station serves each neighbourhood, or may.
        of: (R,) neighbourhood of each row.
    """

    stations: NDArray[np.int64]
    station: NDArray[np.int64]
    row: NDArray[np.int64]
    covered: NDArray[np.bool_]
    unknown: NDArray[np.bool_]
    doubted: NDArray[np.bool_]
    may_serve: NDArray[np.bool_]
    of: NDArray[np.int64]


def alone(ground: Ground, part: Slice) -> Alone:
    """Judge every station that surely serves as if it were the only one."""
    stations = np.flatnonzero(serving_levels(ground, part) == YES)
    places, rows = ground.residents, len(ground.residents.ids)
    shut, unsure = barred(ground, part), doubted(ground, part)
    station, place, known = _touched(ground, part, stations, shut)
    asked = np.bincount(places.row, minlength=rows)
    pair, of_pair = np.unique(station * max(rows, 1) + places.row[place], return_inverse=True)
    covered = np.bincount(of_pair, weights=known, minlength=len(pair)).astype(np.int64)
    perhaps = np.bincount(of_pair, weights=~known, minlength=len(pair)) > 0
    of_station, row = np.divmod(pair, max(rows, 1))
    in_doubt = np.bincount(places.row[unsure], minlength=rows) > 0
    whole = covered == asked[row]
    matrix = part.scope.matrix
    groups = int(part.scope.of.max(initial=-1)) + 1
    may = np.ones((len(stations), groups), dtype=bool) if matrix is None else matrix[stations] != NO
    return Alone(
        stations, of_station, row, whole,
        ~whole & ((covered > 0) | perhaps | in_doubt[row]), in_doubt, may, part.scope.of,
    )  # fmt: skip


def _touched(
    ground: Ground, part: Slice, stations: NDArray[np.int64], shut: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """Pairs of a station and an open place that it covers surely (True), or perhaps."""
    number = np.full(len(ground.stations.ids), -1, dtype=np.int64)
    number[stations] = np.arange(len(stations))
    reaches = (ground.reach, ground.possible, ground.straight)
    walks = [part.walks(ground, reach) for reach in reaches[:2]] + [unjoined(ground, part)]
    station = number[np.concatenate([reach.station for reach in reaches])]
    place = np.concatenate([reach.place for reach in reaches])
    surely = np.concatenate(walks)
    by_street = np.arange(len(place)) < len(ground.reach.place)
    used = (surely != SERVES_NOT) & (station >= 0) & ~shut[place]
    key, of_key = np.unique(station[used] * max(len(shut), 1) + place[used], return_inverse=True)
    known = np.zeros(len(key), dtype=bool)
    known[of_key[(surely[used] == SERVES) & by_street[used]]] = True
    of_station, at = np.divmod(key, max(len(shut), 1))
    return of_station, at, known


def alone_tallies(found: Alone, people: People) -> list[Tally]:
    """The district's people under each of `found.stations` alone; sums are exact."""
    column, count = exact(people.count), len(found.stations)
    every = np.arange(len(found.of))
    groups = found.may_serve.shape[1]
    total = sum(column.units.tolist())
    in_doubt = column.sums(found.of[found.doubted], every[found.doubted], groups)
    covered = column.sums(found.station[found.covered], found.row[found.covered], count)
    eased = found.covered & found.doubted[found.row]
    eased_by = column.sums(found.station[eased], found.row[eased], count)
    fresh = found.unknown & ~found.doubted[found.row]
    fresh_by = column.sums(found.station[fresh], found.row[fresh], count)
    tallies = []
    for station in range(count):
        doubts = sum(
            units for units, may in zip(in_doubt, found.may_serve[station], strict=True) if may
        )
        unknown = doubts - eased_by[station] + fresh_by[station]
        tallies.append(_tally(column, people, total, covered[station], unknown))
    return tallies


def _tally(column: ExactColumn, people: People, total: int, covered: int, unknown: int) -> Tally:
    number = column.number
    whole = number(total)
    return Tally(
        total=whole,
        covered=number(covered),
        uncovered=number(total - covered - unknown),
        unknown=number(unknown),
        modelled=people.total_modelled,
        share_min=number(covered) / whole if total else None,
        share_max=number(covered + unknown) / whole if total else None,
    )
