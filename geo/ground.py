"""A district made ready for questions: places joined to streets, reach found once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely import Point
from shapely.geometry.base import BaseGeometry

from data.district import District
from data.hours.calendar import WorkCalendar
from data.import_log import Outcome
from data.own_district import own_names
from geo.places.access import Access, access
from geo.places.doors import Gates, read_gates
from geo.places.homes import AreaLevel, Homes, homes, read_areas
from geo.places.places import Places, resident_places, station_places
from geo.question import Question
from geo.reach import (
    Homeward,
    Reach,
    homeward,
    known_reach,
    no_walks,
    possible_reach,
    straight_reach,
    targets_beyond,
)
from geo.services.limits import SETTING_LEVELS
from geo.services.matters import read_handled, read_matters
from geo.services.opening import Timetable, timetable
from geo.services.qualify import Services
from geo.services.scope import Neighbourhoods, neighbourhoods
from geo.services.stations import station_facts
from geo.streets.ends import StreetEnds, street_ends
from geo.streets.network import WalkNetwork, walk_network
from geo.streets.snapping import StreetIndex, street_index

# Without a calendar no year is covered, and hours are known only where every reading agrees.
_NO_CALENDAR = WorkCalendar((), MappingProxyType({}), "")


@dataclass(frozen=True)
class Outside:
    """What of the residents lies outside the extent of the known streets.

    Attributes:
        points: (P,) the place itself.
        doors: (D,) the door, or a place where it joins the streets.
    """

    points: NDArray[np.bool_]
    doors: NDArray[np.bool_]


@dataclass(frozen=True)
class Ground:
    """Everything an answer is read from: whoever walks the same way asks without a new search.

    Attributes:
        question: The question it was prepared for. Another question may be asked of it if it
            walks the same way and no farther (`walks_alike`).
        streets: The streets this walker may use, ready for snapping.
        street_names: Name of each row of the layer `streets`; empty text where there is none.
        extent: Where they are known to be complete; None for nowhere.
        ends: Where the known streets end.
        areas: The areas by level.
        gates: All gates.
        station_gates: Indices of those that belong to no resident place.
        gates_lost: Ids of places of which a gate was lost on import.
        stations: Stations as places, in order of id.
        recorded: Station id to where the layer has it; a scenario may have moved it.
        station_access: Their ways onto the streets.
        station_homes: The areas they lie in.
        services: What they do.
        hours: When.
        residents: Residents as places, in order of id.
        resident_access: Their ways onto the streets.
        resident_homes: The areas in which each resident row lies, by its own point.
        neighbourhoods: Resident rows that every scope treats alike.
        setting: (R,) `urban`, `rural` or None for each resident row.
        outside: Which resident points and doors lie outside the extent.
        homeward: The residents' ways, ready to be found by searches.
        reach: Walks within the widest limit.
        possible: Walks that might be, beyond the end of the known streets; empty where no extent
            is known (there everyone not covered is unknown anyway).
        straight: Straight lines to stations that are not wholly joined to the streets.
    """

    question: Question
    streets: StreetIndex
    street_names: NDArray[np.object_]
    extent: BaseGeometry | None
    ends: StreetEnds
    areas: Mapping[str, AreaLevel]
    gates: Gates
    station_gates: NDArray[np.int64]
    gates_lost: frozenset[str]
    stations: Places
    recorded: Mapping[str, Point]
    station_access: Access
    station_homes: Homes
    services: Services
    hours: Timetable
    residents: Places
    resident_access: Access
    resident_homes: Homes
    neighbourhoods: Neighbourhoods
    setting: NDArray[np.object_]
    outside: Outside
    homeward: Homeward
    reach: Reach
    possible: Reach
    straight: Reach

    @property
    def network(self) -> WalkNetwork:
        """The streets this walker may use."""
        return self.streets.network


def prepare(
    district: District,
    question: Question,
    *,
    calendar: WorkCalendar | None = None,
    network: WalkNetwork | None = None,
) -> Ground:
    """Join stations and residents to the streets and find who reaches whom.

    Args:
        district: The district.
        question: What is asked first; its walker and its widest limit hold for all that follows.
        calendar: Rest days and make-up days; without one no year is covered.
        network: The walkable streets of this district for this walker, where they are at hand.

    Raises:
        DistrictError: The district has no streets, stations or residents layer.
    """
    if network is None:
        network = walk_network(district.features("streets"), takes_steps=question.takes_steps)
    index = street_index(network)
    extent = _street_extent(district)
    gates = read_gates(district.features("gates") if district.has("gates") else None)
    lost = _places_with_lost_gates(district)
    services, points = _services(district), _points(district, "stations")
    stations = station_places(services.facts.ids, points, gates, lost)
    residents = resident_places(district.features("residents"), gates, lost)
    station_access = _open_access(index, stations, question)
    resident_access = _open_access(index, residents, question)
    areas = read_areas(district.features("areas") if district.has("areas") else None)
    resident_homes = homes(areas, residents.row_points())
    ends = street_ends(network, district.features("streets"), extent)
    home, known, possible = _reach(index, ends, extent, stations, station_access, resident_access,
                                   question.widest_mm)  # fmt: skip
    return Ground(
        question=question,
        streets=index,
        street_names=district.table("streets")["name"].fillna("").to_numpy(dtype=object),
        extent=extent,
        ends=ends,
        areas=areas,
        gates=gates,
        station_gates=np.flatnonzero(~np.isin(gates.of.astype(str), residents.ids.astype(str))),
        gates_lost=lost,
        stations=stations,
        recorded=MappingProxyType(dict(zip(services.facts.ids.tolist(), points, strict=True))),
        station_access=station_access,
        station_homes=homes(areas, stations.points),
        services=services,
        hours=timetable(services.facts, services.handled, gates, calendar or _NO_CALENDAR),
        residents=residents,
        resident_access=resident_access,
        resident_homes=resident_homes,
        neighbourhoods=neighbourhoods(resident_homes),
        setting=_settings(areas, resident_homes),
        outside=_outside(residents, resident_access, extent),
        homeward=home,
        reach=known,
        possible=possible,
        straight=straight_reach(stations, station_access, residents, question.widest_mm),
    )


def walked_from(ground: Ground, residents: Places) -> Ground:
    """The same streets and stations, with other places that people walk from."""
    ways = _open_access(ground.streets, residents, ground.question)
    found = homes(ground.areas, residents.row_points())
    stations, access = ground.stations, ground.station_access
    home, known, possible = _reach(ground.streets, ground.ends, ground.extent, stations, access,
                                   ways, ground.question.widest_mm)  # fmt: skip
    return replace(
        ground,
        residents=residents,
        resident_access=ways,
        resident_homes=found,
        neighbourhoods=neighbourhoods(found),
        setting=_settings(ground.areas, found),
        outside=_outside(residents, ways, ground.extent),
        homeward=home,
        reach=known,
        possible=possible,
        straight=straight_reach(stations, access, residents, ground.question.widest_mm),
    )


def _reach(
    streets: StreetIndex,
    ends: StreetEnds,
    extent: BaseGeometry | None,
    stations: Places,
    ways: Access,
    homes: Access,
    limit_mm: int,
) -> tuple[Homeward, Reach, Reach]:
    """The residents' ways made ready, and the walks that are known and that may be."""
    home = homeward(streets.network, homes)
    known = known_reach(streets.network, stations, ways, home, limit_mm)
    return home, known, _beyond(streets, ends, extent, stations, ways, home, limit_mm)


def walks_alike(ground: Ground, question: Question) -> bool:
    """Whether `question` can be asked of a ground prepared for another."""
    first = ground.question
    return (first.mm_per_min, first.takes_steps, first.max_snap_m) == (
        question.mm_per_min,
        question.takes_steps,
        question.max_snap_m,
    ) and question.widest_mm <= first.widest_mm


def _beyond(
    streets: StreetIndex,
    ends: StreetEnds,
    extent: BaseGeometry | None,
    stations: Places,
    ways: Access,
    homes: Homeward,
    limit_mm: int,
) -> Reach:
    """`possible_reach`, which is empty without an extent."""
    if extent is None:
        return no_walks()
    targets = targets_beyond(stations, ways, extent)
    return possible_reach(streets.network, ends, targets, stations, homes, limit_mm)


def _open_access(streets: StreetIndex, places: Places, question: Question) -> Access:
    """The ways of places onto the streets; a walled place without a known gate has none."""
    ways = access(streets, places.doors, question.max_snap_mm)
    kept = ways.of(~places.walled[ways.place])
    return replace(kept, joined=ways.joined & ~places.walled)


def _street_extent(district: District) -> BaseGeometry | None:
    """Where the streets are declared complete, as one shape; None where nowhere."""
    if not district.has("street_extent"):
        return None
    shape = shapely.union_all(district.features("street_extent").geometry.to_numpy())
    return None if shape.is_empty else shape


def _points(district: District, layer: str) -> NDArray[np.object_]:
    return np.asarray(district.features(layer).geometry.to_numpy(), dtype=object)


def _services(district: District) -> Services:
    def table(name: str) -> pd.DataFrame | None:
        return district.table(name) if district.has(name) else None

    names = own_names(table("areas"), {district.name})
    facts = station_facts(district.table("stations"), table("closures"), names)
    matters = read_matters(table("matters"), table("station_matters"))
    return Services(facts, matters, read_handled(table("station_matters"), matters, facts.ids))


def _settings(areas: Mapping[str, AreaLevel], found: Homes) -> NDArray[np.object_]:
    """The setting of each resident row: what the finest area that says any says."""
    settings = np.full(found.count, None, dtype=object)
    for level in reversed(SETTING_LEVELS):
        if level in areas:
            said = np.append(areas[level].settings, np.array([None], dtype=object))
            here = said[found.of[level]]
            known = np.array([value is not None for value in here], dtype=bool)
            settings[known] = here[known]
    return settings


def _outside(places: Places, ways: Access, extent: BaseGeometry | None) -> Outside:
    """What lies outside `extent`, whose border belongs to it."""
    doors = places.doors
    if extent is None:
        nowhere = np.ones(len(places.points), dtype=bool)
        return Outside(nowhere, np.ones(len(doors.place), dtype=bool))
    shapely.prepare(extent)
    out = np.asarray(~shapely.intersects(extent, doors.points), dtype=bool)
    out[ways.door[~shapely.intersects(extent, ways.joins)]] = True
    return Outside(np.asarray(~shapely.intersects(extent, places.points), dtype=bool), out)


def _places_with_lost_gates(district: District) -> frozenset[str]:
    """Ids of places of which a gate was rejected on import."""
    return frozenset(
        record.about
        for record in district.import_log
        if record.layer == "gates" and record.outcome is Outcome.REJECTED and record.about
    )
