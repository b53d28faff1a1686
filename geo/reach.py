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
from geo.streets.reached import reach_positions
from geo.streets.seeds import Seeds
from geo.streets.targets import Targets, attach
from geo.units import to_mm


@dataclass(frozen=True)
class Reach:
    """Walks between stations and places, from door to door. M entries, sorted.

    Attributes:
        station: (M,) index of the station.
        station_door: (M,) the door by which it is entered; -1 for its own point.
        place: (M,) index of the place.
        door: (M,) the door by which it is left; -1 where that does not matter.
        way: (M,) the way onto the streets, in the places' `Access`; -1 where there is none.
        cost_mm: (M,) the walk between them. Beyond the end of the known streets it is the least
            it could be.
    """

    station: NDArray[np.int64]
    station_door: NDArray[np.int64]
    place: NDArray[np.int64]
    door: NDArray[np.int64]
    way: NDArray[np.int64]
    cost_mm: NDArray[np.int64]

    def of(self, chosen: NDArray[np.bool_]) -> "Reach":
        """Those of the (M,) walks that are `chosen`."""
        return Reach(
            self.station[chosen],
            self.station_door[chosen],
            self.place[chosen],
            self.door[chosen],
            self.way[chosen],
            self.cost_mm[chosen],
        )

    def with_more(self, more: "Reach") -> "Reach":
        """These walks, and then others."""
        return Reach(
            np.concatenate([self.station, more.station]),
            np.concatenate([self.station_door, more.station_door]),
            np.concatenate([self.place, more.place]),
            np.concatenate([self.door, more.door]),
            np.concatenate([self.way, more.way]),
            np.concatenate([self.cost_mm, more.cost_mm]),
        )


def no_walks() -> Reach:
    """Nobody reaches anything."""
    nothing = np.empty(0, dtype=np.int64)
    return Reach(nothing, nothing, nothing, nothing, nothing, nothing)


@dataclass(frozen=True)
class Homeward:
    """The ways of places onto the streets, ready to be found by searches.

    Attributes:
        ways: The ways.
        targets: Where they arrive, as the search looks for them.
    """

    ways: Access
    targets: Targets


def homeward(network: WalkNetwork, ways: Access) -> Homeward:
    """Make ways ready to be found."""
    return Homeward(ways, attach(network, ways.edge, ways.offset_mm))


@dataclass(frozen=True)
class Beyond:
    """Where a straight line beyond the known streets may lead. T entries.

    Attributes:
        door: (T,) index of the station's door.
        points: (T,) where the line ends.
        onward_mm: (T,) what is still to walk from there.
    """

    door: NDArray[np.int64]
    points: NDArray[np.object_]
    onward_mm: NDArray[np.int64]

    def of(self, doors: NDArray[np.int64]) -> "Beyond":
        """Those of some doors."""
        chosen = np.isin(self.door, doors)
        return Beyond(self.door[chosen], self.points[chosen], self.onward_mm[chosen])


def known_reach(
    network: WalkNetwork, stations: Places, ways: Access, homes: Homeward, limit_mm: int
) -> Reach:
    """Every place that each station reaches within `limit_mm`, by the known streets.

    Args:
        network: The streets.
        stations: The stations.
        ways: Their ways onto the streets.
        homes: The ways of places onto the streets.
        limit_mm: The longest walk that is kept.
    """
    seeds = Seeds(ways.edge, ways.offset_mm, ways.cost_mm, ways.door, len(stations.doors.place))
    return _from_doors(network, stations, seeds, homes, limit_mm)


def possible_reach(
    network: WalkNetwork,
    ends: StreetEnds,
    targets: Beyond,
    stations: Places,
    homes: Homeward,
    limit_mm: int,
) -> Reach:
    """Every place from which a station could be within the limit beyond the known streets.

    The way leads from the place to an end of the known streets, from there in a straight line to
    a target, and on to the station.
    """
    tree = shapely.STRtree(ends.points)
    # Half a millimetre more: the limit is inclusive after rounding to whole millimetres.
    near_m = np.maximum(limit_mm - targets.onward_mm, 0) / 1000 + 0.0005
    target, end = tree.query(targets.points, predicate="dwithin", distance=near_m)
    straight_m = shapely.distance(ends.points[end], targets.points[target])
    seeds = Seeds(
        ends.edge[end],
        ends.offset_mm[end],
        to_mm(straight_m) + targets.onward_mm[target],
        targets.door[target],
        len(stations.doors.place),
    )
    return _from_doors(network, stations, seeds, homes, limit_mm)


def targets_beyond(stations: Places, ways: Access, extent: BaseGeometry) -> Beyond:
    """The joins of all stations, and for those outside `extent` their doors themselves.

    A street that nobody knows may lead to the very door of a station outside, so no access is
    added there. A station is outside when its point or that door is.
    """
    doors = stations.doors
    outside = ~shapely.intersects(extent, doors.points)
    outside |= ~shapely.intersects(extent, stations.points[doors.place])
    out = np.flatnonzero(outside)
    return Beyond(
        np.concatenate([ways.door, out]),
        np.concatenate([ways.joins, doors.points[out]]),
        np.concatenate([ways.cost_mm, np.zeros(len(out), dtype=np.int64)]),
    )


def straight_reach(
    stations: Places,
    ways: Access,
    places: Places,
    limit_mm: int,
    *,
    only: NDArray[np.bool_] | None = None,
) -> Reach:
    """Places within the limit, in a straight line, of stations not wholly joined to the streets.

    That is a station of which some door has no street near enough, or a gate was lost; whether
    it matters is asked with the doors that are open. The line runs to the station or to its door.
    Of the (S,) stations those of `only`, where given.
    """
    doors = stations.doors
    unjoined = np.ones(len(doors.place), dtype=bool)
    unjoined[ways.door] = False
    partly = stations.gates_lost.copy()
    partly[doors.place[unjoined]] = True
    if only is not None:
        partly &= only
    if not partly.any():
        return no_walks()
    door = np.flatnonzero(partly[doors.place])
    own = np.flatnonzero(partly)
    points = np.concatenate([doors.points[door], stations.points[own]])
    station = np.concatenate([doors.place[door], own])
    station_door = np.concatenate([door, np.full(len(own), -1)])
    tree = shapely.STRtree(places.points)
    line, place = tree.query(points, predicate="dwithin", distance=(limit_mm + 0.5) / 1000)
    none = np.full(len(place), -1, dtype=np.int64)
    straight_mm = to_mm(shapely.distance(points[line], places.points[place]))
    return Reach(station[line], station_door[line], place, none, none, straight_mm)


def _from_doors(
    network: WalkNetwork, stations: Places, seeds: Seeds, homes: Homeward, limit_mm: int
) -> Reach:
    """The walks from each source, a station's door, to every way of every place."""
    near = seeds.cost_mm <= limit_mm
    # Doors without a seed are no sources: one station that is moved is one search.
    sources, rank = np.unique(seeds.rank[near], return_inverse=True)
    kept = (seeds.edge[near], seeds.offset_mm[near], seeds.cost_mm[near])
    begun = Seeds(*kept, rank, len(sources))
    found = reach_positions(network, begun, homes.targets, limit_mm)
    cost_mm = found.cost_mm + homes.ways.cost_mm[found.target]
    within = np.flatnonzero(cost_mm <= limit_mm)
    door, way = sources[found.source[within]], found.target[within].astype(np.int64)
    return Reach(
        station=stations.doors.place[door],
        station_door=door,
        place=homes.ways.place[way],
        door=homes.ways.door[way],
        way=way,
        cost_mm=cost_mm[within],
    )
