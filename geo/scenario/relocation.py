"""A ground with other stations: what is kept of the reach is kept, what is new is searched."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.ground import Ground
from geo.places.access import Access
from geo.places.homes import Homes, homes
from geo.places.places import Places, station_places
from geo.reach import (
    Reach,
    known_reach,
    no_walks,
    possible_reach,
    straight_reach,
    targets_beyond,
)
from geo.scenario.stations import Stations
from geo.services.opening import timetable
from geo.streets.snapping import snap


@dataclass(frozen=True)
class Kept:
    """Which doors of the old stations are doors of the new ones.

    Attributes:
        stations: (S,) index of each old station among the new; -1 where it is gone.
        doors: (E,) index of each old door among the new; -1 where it is gone or has moved.
        fresh: (F,) new doors that were not there before.
        touched: (T,) of the new stations those of which some door is fresh, or gone.
    """

    stations: NDArray[np.int64]
    doors: NDArray[np.int64]
    fresh: NDArray[np.int64]
    touched: NDArray[np.bool_]


def with_stations(ground: Ground, stations: Stations, left: Collection[str] = ()) -> Ground:
    """The ground if these were its stations; each fresh door costs one search.

    Args:
        ground: The ground.
        stations: The stations as they would be.
        left: Ids of the gates that those which stand elsewhere now have left behind.
    """
    places = _places(ground, stations, left)
    kept = _kept(ground.stations, places)
    ways = _access(ground, places, kept)
    fresh = ways.of(np.isin(ways.door, kept.fresh))
    limit_mm = ground.question.widest_mm
    services, old = stations.services, ground.services
    same_hours = services.facts is old.facts and services.handled is old.handled
    return replace(
        ground,
        stations=places,
        station_access=ways,
        station_homes=_homes(ground, places, kept),
        services=services,
        hours=ground.hours
        if same_hours
        else timetable(
            services.facts, services.handled, ground.gates, ground.hours.book.calendar,
            known=ground.hours.book,
        ),
        reach=_moved(ground.reach, kept).with_more(
            known_reach(ground.network, places, fresh, ground.homeward, limit_mm)
        ),
        possible=_moved(ground.possible, kept).with_more(_possible(ground, places, fresh, kept)),
        straight=_moved(ground.straight, kept).with_more(
            _straight(ground, places, ways, kept, limit_mm)
        ),
    )  # fmt: skip


def _places(ground: Ground, stations: Stations, left: Collection[str]) -> Places:
    """A station that stands where it is recorded has all its gates, again or still."""
    facts, recorded = stations.services.facts, ground.recorded
    at_home = {
        station
        for station, now in zip(facts.ids, stations.points, strict=True)
        if station in recorded and (recorded[station] is now or recorded[station].equals(now))
    }
    gates, among = ground.gates, ground.station_gates
    if left:
        kept = [gates.of[g] in at_home or gates.ids[g] not in left for g in among.tolist()]
        among = among[np.array(kept, dtype=bool)]
    lost = ground.gates_lost - (recorded.keys() - at_home)
    return station_places(facts.ids, stations.points, gates, lost, among)


def _kept(old: Places, new: Places) -> Kept:
    index = {
        (str(new.ids[place]), int(gate)): door
        for door, (place, gate) in enumerate(zip(new.doors.place, new.doors.gate, strict=True))
    }
    found = np.array(
        [
            index.get((str(old.ids[place]), int(gate)), -1)
            for place, gate in zip(old.doors.place, old.doors.gate, strict=True)
        ],
        dtype=np.int64,
    )
    there = np.flatnonzero(found >= 0)
    old_place, new_place = old.doors.place[there], new.doors.place[found[there]]
    same = shapely.equals(old.doors.points[there], new.doors.points[found[there]])
    same &= shapely.equals(old.points[old_place], new.points[new_place])
    found[there[~same]] = -1
    fresh = np.setdiff1d(np.arange(len(new.doors.place)), found)
    where = {str(station): at for at, station in enumerate(new.ids)}
    stations = np.array([where.get(str(station), -1) for station in old.ids], dtype=np.int64)
    touched = np.zeros(len(new.ids), dtype=bool)
    touched[new.doors.place[fresh]] = True
    gone = stations[old.doors.place[found < 0]]
    touched[gone[gone >= 0]] = True
    return Kept(stations, found, fresh, touched)


def _access(ground: Ground, places: Places, kept: Kept) -> Access:
    """The ways of kept doors, and of fresh ones, which alone are snapped."""
    doors, old = places.doors, ground.station_access
    here = kept.doors[old.door]
    snaps = snap(ground.streets, doors.points[kept.fresh], ground.question.max_snap_mm)
    door = np.concatenate([here[here >= 0], kept.fresh[snaps.point]]).astype(np.int64)
    edge = np.concatenate([old.edge[here >= 0], snaps.edge])
    offset_mm = np.concatenate([old.offset_mm[here >= 0], snaps.offset_mm])
    fresh_mm = doors.approach_mm[kept.fresh[snaps.point]] + snaps.access_mm
    cost_mm = np.concatenate([old.cost_mm[here >= 0], fresh_mm])
    joins = np.concatenate([old.joins[here >= 0], snaps.joins])
    order = np.lexsort((offset_mm, edge, door))
    order = order[~places.walled[doors.place[door[order]]]]
    place = doors.place[door[order]]
    joined = np.zeros(len(places.ids), dtype=bool)
    joined[place] = True
    return Access(
        place, door[order], edge[order], offset_mm[order], cost_mm[order], joins[order], joined
    )


def _homes(ground: Ground, places: Places, kept: Kept) -> Homes:
    """Only a station that is touched is looked up anew."""
    fresh = np.flatnonzero(kept.touched)
    found = homes(ground.areas, places.points[fresh])
    there = np.flatnonzero(kept.stations >= 0)
    of: dict[str, NDArray[np.int64]] = {}
    for level, old in ground.station_homes.of.items():
        of[level] = np.full(len(places.ids), -1, dtype=np.int64)
        of[level][kept.stations[there]] = old[there]
        of[level][fresh] = found.of[level]
    return Homes(found.ids, MappingProxyType(of), len(places.ids))


def _moved(reach: Reach, kept: Kept) -> Reach:
    """The walks of kept doors, by their new indices."""
    station, door = kept.stations[reach.station], reach.station_door.copy()
    to_door = door >= 0
    door[to_door] = kept.doors[door[to_door]]
    # A line to the station itself is drawn anew where any of its doors is. -1 takes the last.
    whole = np.where(to_door, door >= 0, ~np.append(kept.touched, True)[station])
    return replace(reach, station=station, station_door=door).of(whole)


def _possible(ground: Ground, places: Places, fresh: Access, kept: Kept) -> Reach:
    if ground.extent is None or not len(kept.fresh):
        return no_walks()
    targets = targets_beyond(places, fresh, ground.extent).of(kept.fresh)
    limit_mm = ground.question.widest_mm
    return possible_reach(ground.network, ground.ends, targets, places, ground.homeward, limit_mm)


def _straight(ground: Ground, places: Places, ways: Access, kept: Kept, limit_mm: int) -> Reach:
    """Straight lines to fresh doors, and to stations of which any door changed."""
    found = straight_reach(places, ways, ground.residents, limit_mm, only=kept.touched)
    fresh = np.isin(found.station_door, kept.fresh)
    return found.of(np.where(found.station_door >= 0, fresh, kept.touched[found.station]))
