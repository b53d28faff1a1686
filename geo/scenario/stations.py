"""The stations of a ground with changes made to them, one after another."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from data.scenario.changes import (
    Change,
    HoursChanged,
    MatterDelegated,
    MatterWithdrawn,
    StationAdded,
    StationClosed,
    StationMoved,
)
from data.text import Text
from geo.errors import ScenarioError
from geo.scenario.handling import (
    insert,
    station_deleted,
    station_inserted,
    with_handling,
    without_handling,
)
from geo.scenario.lookup import index_in
from geo.services.qualify import Services
from geo.services.stations import StationFacts


@dataclass(frozen=True)
class Stations:
    """Stations as they would be.

    Attributes:
        services: What is recorded of them, and what they do.
        points: (S,) where they stand.
    """

    services: Services
    points: NDArray[np.object_]


def change_station(stations: Stations, change: Change) -> Stations:
    """Make one change, if it is one of stations.

    Raises:
        ScenarioError: A station or a matter is not there, or is there already.
    """
    match change:
        case StationAdded():
            return _added(stations, change)
        case StationClosed():
            return _closed(stations, change)
        case StationMoved():
            at = index_in(stations.services.facts.ids, change.station, "stations")
            points = stations.points.copy()
            points[at] = change.at
            return replace(stations, points=points)
        case HoursChanged():
            at = index_in(stations.services.facts.ids, change.station, "stations")
            hours = stations.services.facts.hours.copy()
            hours[at] = change.opening_hours
            facts = replace(stations.services.facts, hours=hours)
            return replace(stations, services=replace(stations.services, facts=facts))
        case MatterDelegated() | MatterWithdrawn():
            at = index_in(stations.services.facts.ids, change.station, "stations")
            edit = with_handling if isinstance(change, MatterDelegated) else without_handling
            handled = edit(stations.services, at, change.handling)
            return replace(stations, services=replace(stations.services, handled=handled))
    return stations


def _added(stations: Stations, change: StationAdded) -> Stations:
    facts = stations.services.facts
    at = int(np.searchsorted(facts.ids.astype(str), change.station))
    if at < len(facts.ids) and facts.ids[at] == change.station:
        raise ScenarioError(
            "change",
            Text(f"已有编号为 {change.station} 的站点", f"there is a station {change.station}"),
            Text("未使用的编号", "an id that is not in use"),
        )
    later = [(s + (s >= at), begin, end, why) for s, begin, end, why in facts.closures]
    longer = StationFacts(
        ids=insert(facts.ids, at, change.station),
        names=insert(facts.names, at, change.name or None),
        kinds=insert(facts.kinds, at, change.kind),
        districts=insert(facts.districts, at, change.district),
        tier=insert(facts.tier, at, change.tier),
        network=insert(facts.network, at, change.network or "both"),
        step_free=insert(facts.step_free, at, change.step_free),
        hours=insert(facts.hours, at, change.opening_hours),
        host_hours=insert(facts.host_hours, at, change.host_hours),
        neighbour=np.insert(facts.neighbour, at, _is_neighbour(facts, change.district)),
        own_names=facts.own_names,
        closures=tuple(sorted([*later, *((at, *closure) for closure in change.closures)])),
    )
    services = replace(
        stations.services, facts=longer, handled=station_inserted(stations.services.handled, at)
    )
    for handling in change.handles:
        services = replace(services, handled=with_handling(services, at, handling))
    return Stations(services, insert(stations.points, at, change.at))


def _closed(stations: Stations, change: StationClosed) -> Stations:
    facts = stations.services.facts
    at = index_in(facts.ids, change.station, "stations")
    left = [(s - (s > at), begin, end, why) for s, begin, end, why in facts.closures if s != at]
    shorter = StationFacts(
        ids=np.delete(facts.ids, at),
        names=np.delete(facts.names, at),
        kinds=np.delete(facts.kinds, at),
        districts=np.delete(facts.districts, at),
        tier=np.delete(facts.tier, at),
        network=np.delete(facts.network, at),
        step_free=np.delete(facts.step_free, at),
        hours=np.delete(facts.hours, at),
        host_hours=np.delete(facts.host_hours, at),
        neighbour=np.delete(facts.neighbour, at),
        own_names=facts.own_names,
        closures=tuple(left),
    )
    handled = station_deleted(stations.services.handled, at)
    services = replace(stations.services, facts=shorter, handled=handled)
    return Stations(services, np.delete(stations.points, at))


def _is_neighbour(facts: StationFacts, district: str | None) -> bool:
    return district is not None and district not in facts.own_names
