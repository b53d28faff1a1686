"""A district made ready for a question: places joined to streets, reach found once."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from data.district import District
from data.import_log import Outcome
from geo.places.access import Access, access
from geo.places.doors import OPEN_TO_OWN_PEOPLE, OPEN_TO_VISITORS
from geo.places.places import Places, resident_places, station_places
from geo.question import Question
from geo.reach import Reach, possible_reach, reach, targets_beyond
from geo.services.qualify import Qualification, qualify
from geo.streets.ends import street_ends
from geo.streets.network import WalkNetwork, walk_network
from geo.streets.snapping import StreetIndex, street_index


@dataclass(frozen=True)
class Ground:
    """Everything an answer is read from; nothing below searches the streets again but paths.

    Attributes:
        question: What is asked.
        network: The streets this walker may use.
        extent: Where they are known to be complete; None for nowhere.
        stations: Stations as places, in order of id.
        station_access: Their ways onto the streets.
        qualification: Which of them count.
        residents: Residents as places, in order of id.
        resident_access: Their ways onto the streets.
        outside: For each resident place, whether it, one of its doors or the place where it joins
            the streets lies outside the extent.
        reach: Stations and places within the limit.
        possible: Stations and places that might be, beyond the end of the known streets; empty
            where no extent is known (there everyone not covered is unknown anyway).
    """

    question: Question
    network: WalkNetwork
    extent: BaseGeometry | None
    stations: Places
    station_access: Access
    qualification: Qualification
    residents: Places
    resident_access: Access
    outside: NDArray[np.bool_]
    reach: Reach
    possible: Reach


def prepare(district: District, question: Question) -> Ground:
    """Join stations and residents to the streets and find who reaches whom.

    Raises:
        DistrictError: The district has no streets, stations or residents layer.
    """
    streets, gates = district.features("streets"), _gates(district)
    station_table = district.features("stations")
    network = walk_network(streets, takes_steps=question.takes_steps)
    index = street_index(network)
    extent = street_extent(district)
    lost = _places_with_lost_gates(district)
    stations = station_places(station_table, gates, OPEN_TO_VISITORS, lost)
    residents = resident_places(district.features("residents"), gates, OPEN_TO_OWN_PEOPLE, lost)
    station_access = _access(index, stations, question)
    resident_access = _access(index, residents, question)
    nothing = np.empty(0, dtype=np.int64)
    possible = Reach(nothing, nothing, nothing)
    limit_mm = question.limit_mm
    if extent is not None:
        ends = street_ends(network, streets, extent)
        targets = targets_beyond(stations, station_access, extent)
        possible = possible_reach(
            network, ends, targets, len(stations.ids), resident_access, limit_mm
        )
    return Ground(
        question=question,
        network=network,
        extent=extent,
        stations=stations,
        station_access=station_access,
        qualification=qualify(station_table, question, stations),
        residents=residents,
        resident_access=resident_access,
        outside=_outside(residents, resident_access, extent),
        reach=reach(network, station_access, resident_access, limit_mm),
        possible=possible,
    )


def street_extent(district: District) -> BaseGeometry | None:
    """Where the streets are declared complete, as one shape; None where nowhere."""
    if not district.has("street_extent"):
        return None
    shape = shapely.union_all(district.features("street_extent").geometry.to_numpy())
    return None if shape.is_empty else shape


def _outside(places: Places, ways: Access, extent: BaseGeometry | None) -> NDArray[np.bool_]:
    """Places that lie, step out or join the streets outside `extent`; its border belongs to it."""
    if extent is None:
        return np.ones(len(places.points), dtype=bool)
    shapely.prepare(extent)
    outside = np.asarray(~shapely.intersects(extent, places.points), dtype=bool)
    outside[places.doors.place[~shapely.intersects(extent, places.doors.points)]] = True
    outside[ways.place[~shapely.intersects(extent, ways.joins)]] = True
    return outside


def _gates(district: District) -> gpd.GeoDataFrame | None:
    return district.features("gates") if district.has("gates") else None


def _places_with_lost_gates(district: District) -> frozenset[str]:
    """Ids of places of which a gate was rejected on import."""
    return frozenset(
        record.about
        for record in district.import_log
        if record.layer == "gates" and record.outcome is Outcome.REJECTED and record.about
    )


def _access(streets: StreetIndex, places: Places, question: Question) -> Access:
    """The ways of places onto the streets; a walled place without a known gate has none."""
    ways = access(streets, places.doors, question.max_snap_mm)
    kept = ~places.walled[ways.place]
    return Access(
        ways.place[kept],
        ways.door[kept],
        ways.edge[kept],
        ways.offset_mm[kept],
        ways.cost_mm[kept],
        ways.joins[kept],
        ways.joined & ~places.walled,
    )
