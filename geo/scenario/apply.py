"""A scenario applied to a ground, without copying the district.

Stations, what they handle, their hours and the status of gates are changed on the ground itself:
one changed station costs one search. A street, or a gate more or less, changes how places join
the streets; the ground is then prepared anew, with the layer changed and all others shared.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pandas as pd

from data.district import District
from data.scenario.changes import (
    Change,
    GateAdded,
    GateRemoved,
    GateSet,
    Scenario,
    StationAdded,
    StationMoved,
    StreetSet,
)
from data.text import Text
from geo.errors import ScenarioError
from geo.ground import Ground, prepare
from geo.places.doors import with_status
from geo.scenario.gates import gate_set, left_behind, with_gate, without_gate
from geo.scenario.lookup import index_in, require_unused
from geo.scenario.relocation import with_stations
from geo.scenario.stations import Stations, change_station

_NEW_LAYERS = (StreetSet, GateAdded, GateRemoved)


def changed(district: District, ground: Ground, scenario: Scenario) -> Ground:
    """The ground of the district as it would be.

    Args:
        district: The district as it is.
        ground: Its ground, prepared from it as it is. To go on from a scenario, add to its changes.
        scenario: What would change.

    Raises:
        ScenarioError: A change names what is not there, or puts a station off the streets.
    """
    then = applied(district, ground, scenario)
    _require_on_streets(then, scenario)
    return then


def applied(district: District, ground: Ground, scenario: Scenario) -> Ground:
    """The same on the way: what a later change puts right may be off the streets.

    Raises:
        ScenarioError: A change names what is not there.
    """
    ground = _with_layers(district, ground, scenario)
    before = Stations(ground.services, ground.stations.points)
    stations = before
    for number, change in enumerate(scenario.changes, 1):
        with _located(scenario, number):
            if isinstance(change, StationAdded):
                require_unused(change.station, (ground.residents.ids, ground.gates.ids))
            stations = change_station(stations, change)
    if stations is before:
        return ground
    return with_stations(ground, stations, left_behind(ground, scenario))


def _with_layers(district: District, ground: Ground, scenario: Scenario) -> Ground:
    """The ground with gates and streets changed, prepared anew where there are others."""
    if not any(isinstance(change, _NEW_LAYERS) for change in scenario.changes):
        for number, change in enumerate(scenario.changes, 1):
            with _located(scenario, number):
                ground = _gate_set(ground, change)
        return ground
    tables = dict(district.layers)
    added: set[str] = set()
    for number, change in enumerate(scenario.changes, 1):
        with _located(scenario, number):
            match change:
                case StreetSet():
                    tables["streets"] = _street_set(tables["streets"], change)
                case GateAdded():
                    tables["gates"] = with_gate(district, tables.get("gates"), change, added)
                case GateRemoved():
                    tables["gates"] = without_gate(district, tables.get("gates"), change)
                case GateSet():
                    tables["gates"] = gate_set(tables.get("gates"), change)
                case StationAdded():
                    added.add(change.station)
    then = replace(district, layers=MappingProxyType(tables))
    same_streets = tables["streets"] is district.layers["streets"]
    return prepare(
        then,
        ground.question,
        calendar=ground.hours.book.calendar,
        network=ground.network if same_streets else None,
    )


def _street_set(streets: pd.DataFrame, change: StreetSet) -> pd.DataFrame:
    row = index_in(streets["id"].to_numpy(dtype=object), change.street, "streets")
    foot = streets["foot"].copy()
    foot.iloc[row] = pd.NA if change.foot is None else change.foot
    return streets.assign(foot=foot)


def _gate_set(ground: Ground, change: Change) -> Ground:
    if not isinstance(change, GateSet):
        return ground
    gate = index_in(ground.gates.ids, change.gate, "gates")
    return replace(ground, gates=with_status(ground.gates, gate, change.status))


def _require_on_streets(then: Ground, scenario: Scenario) -> None:
    """Refuse a station that the scenario itself puts where no street is near."""
    last = {
        change.station: (number, change)
        for number, change in enumerate(scenario.changes, 1)
        if isinstance(change, StationAdded | StationMoved)
    }
    for number, change in last.values():
        at = np.flatnonzero(then.stations.ids == change.station)
        if not len(at) or then.station_access.joined[at[0]] or _as_recorded(then, change):
            continue
        snap_m = f"{float(then.question.max_snap_m):g}"
        raise ScenarioError(
            scenario.source or "scenario",
            Text(
                f"站点 {change.station} 的新位置 {snap_m} 米内没有道路",
                f"there is no street within {snap_m} m of the new place of {change.station}",
            ),
            Text("道路附近的位置", "a place near a street"),
            at=f"change[{number}].at",
        )


def _as_recorded(ground: Ground, change: StationAdded | StationMoved) -> bool:
    """A station that had no street may be put back where it was."""
    recorded = ground.recorded.get(change.station)
    return recorded is not None and bool(recorded.equals(change.at))


@contextmanager
def _located(scenario: Scenario, number: int) -> Iterator[None]:
    """Say in which change of which file, and in which field, something is wrong."""
    try:
        yield
    except ScenarioError as error:
        source = scenario.source or "scenario"
        at = f"change[{number}].{error.at}" if error.at else f"change[{number}]"
        raise ScenarioError(source, error.found, error.expected, at) from None
