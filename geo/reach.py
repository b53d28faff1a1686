"""Which stations each place reaches, and which it might: found once, sliced at will."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.places.access import Access
from geo.places.places import Places
from geo.streets.ends import StreetEnds
from geo.streets.network import WalkNetwork
from geo.streets.search import UNREACHED, Seeds, costs_at, node_keys
from geo.units import to_mm


@dataclass(frozen=True)
class Reach:
    """Pairs of a station and a place within the limit, sorted by station and then place.

    Attributes:
        station: (M,) index of the station.
        place: (M,) index of the place.
        cost_mm: (M,) the walk between them. Beyond the end of the known streets it is the least
            it could be.
    """

    station: NDArray[np.int64]
    place: NDArray[np.int64]
    cost_mm: NDArray[np.int64]

    def of_stations(self, wanted: NDArray[np.bool_]) -> "Reach":
        """The pairs of the `wanted` (S,) stations only."""
        kept = wanted[self.station]
        return Reach(self.station[kept], self.place[kept], self.cost_mm[kept])


@dataclass(frozen=True)
class Nearest:
    """The nearest station of each of P places.

    Attributes:
        cost_mm: (P,) the walk to it; `UNREACHED` where none can be reached.
        station: (P,) its index; -1 where none.
        way: (P,) index of the way onto the streets, in the places' `Access`, that the walk
            takes; -1 where none.
    """

    cost_mm: NDArray[np.int64]
    station: NDArray[np.int64]
    way: NDArray[np.int64]


def reach(network: WalkNetwork, stations: Access, places: Access, limit_mm: int) -> Reach:
    """Every place that each station reaches within `limit_mm`, by the known streets."""
    return _from_each(
        network, [_seeds_of(stations, s) for s in range(len(stations.joined))], places, limit_mm
    )


@dataclass(frozen=True)
class Targets:
    """Where a straight line beyond the known streets may lead. T entries.

    Attributes:
        station: (T,) index of the station.
        points: (T,) where the line ends.
        onward_mm: (T,) what is still to walk from there.
    """

    station: NDArray[np.int64]
    points: NDArray[np.object_]
    onward_mm: NDArray[np.int64]


def targets_beyond(stations: Places, ways: Access, extent: BaseGeometry) -> Targets:
    """The joins of all stations, and for those outside `extent` their doors themselves.

    A street that nobody knows may lead to the very door of a station outside, so no access is
    added there. A station is outside when its point or that door is.
    """
    doors = stations.doors
    outside = ~shapely.intersects(extent, doors.points)
    outside |= ~shapely.intersects(extent, stations.points[doors.place])
    return Targets(
        np.concatenate([ways.place, doors.place[outside]]),
        np.concatenate([ways.joins, doors.points[outside]]),
        np.concatenate([ways.cost_mm, np.zeros(int(outside.sum()), dtype=np.int64)]),
    )


def possible_reach(
    network: WalkNetwork,
    ends: StreetEnds,
    targets: Targets,
    stations: int,
    places: Access,
    limit_mm: int,
) -> Reach:
    """Every place from which one of `stations` could be within the limit beyond known streets.

    The way leads from the place to an end of the known streets, from there in a straight line to
    a target, and on to the station.
    """
    seeds = [_beyond(ends, targets, station, limit_mm) for station in range(stations)]
    return _from_each(network, seeds, places, limit_mm)


def nearest(
    network: WalkNetwork, stations: Access, counts: NDArray[np.bool_], places: Access
) -> Nearest:
    """The nearest of the (S,) stations that count, however far; of equals the smaller id."""
    used = counts[stations.place]
    seeds = Seeds(
        stations.edge[used],
        stations.offset_mm[used],
        stations.cost_mm[used],
        stations.place[used],
        max(len(counts), 1),
    )
    return _nearest(network, seeds, places, None)


def _from_each(
    network: WalkNetwork, seeds: list[Seeds | None], places: Access, limit_mm: int
) -> Reach:
    found: list[tuple[int, NDArray[np.int64], NDArray[np.int64]]] = []
    for station, start in enumerate(seeds):
        if start is None:
            continue
        cost_mm = _nearest(network, start, places, limit_mm).cost_mm
        within = np.flatnonzero(cost_mm <= limit_mm)
        found.append((station, within, cost_mm[within]))
    if not found:
        nothing = np.empty(0, dtype=np.int64)
        return Reach(nothing, nothing, nothing)
    return Reach(
        np.concatenate([np.full(len(p), s, dtype=np.int64) for s, p, _ in found]),
        np.concatenate([p for _, p, _ in found]),
        np.concatenate([c for _, _, c in found]),
    )


def _seeds_of(stations: Access, station: int) -> Seeds | None:
    mine = np.flatnonzero(stations.place == station)
    if not len(mine):
        return None
    rank = np.zeros(len(mine), dtype=np.int64)
    return Seeds(stations.edge[mine], stations.offset_mm[mine], stations.cost_mm[mine], rank, 1)


def _beyond(ends: StreetEnds, targets: Targets, station: int, limit_mm: int) -> Seeds | None:
    own = targets.station == station
    if not own.any() or not len(ends.points):
        return None
    straight_m = shapely.distance(ends.points[:, None], targets.points[own][None, :])
    cost_mm = (to_mm(straight_m) + targets.onward_mm[own][None, :]).min(axis=1)
    near = np.flatnonzero(cost_mm <= limit_mm)
    if not len(near):
        return None
    rank = np.zeros(len(near), dtype=np.int64)
    return Seeds(ends.edge[near], ends.offset_mm[near], cost_mm[near], rank, 1)


def _nearest(network: WalkNetwork, seeds: Seeds, places: Access, limit_mm: int | None) -> Nearest:
    """The cheapest walk of every place over all its ways onto the streets."""
    count = len(places.joined)
    best = np.full(count, UNREACHED, dtype=np.int64)
    way = np.full(count, -1, dtype=np.int64)
    if len(seeds.edge):
        keys = node_keys(network, seeds, limit_mm)
        there = costs_at(network, seeds, keys, places.edge, places.offset_mm, limit_mm)
        key = (there.cost_mm + places.cost_mm) * seeds.sources + there.rank
        key[there.cost_mm >= UNREACHED] = UNREACHED
        np.minimum.at(best, places.place, key)
        # Written backwards, so that of equal ways the first one stays.
        chosen = np.flatnonzero((key == best[places.place]) & (key < UNREACHED))[::-1]
        way[places.place[chosen]] = chosen
    cost, rank = np.divmod(best, seeds.sources)
    out = best >= UNREACHED
    return Nearest(np.where(out, UNREACHED, cost), np.where(out, -1, rank), way)
