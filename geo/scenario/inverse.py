"""What undoes a scenario: the changes that bring back what was, in reverse order."""

from data.district import District
from data.scenario.changes import (
    Change,
    GateAdded,
    GateRemoved,
    GateSet,
    HoursChanged,
    MatterDelegated,
    MatterWithdrawn,
    Scenario,
    StationAdded,
    StationClosed,
    StationMoved,
    StreetSet,
)
from geo.ground import Ground
from geo.scenario.apply import applied
from geo.scenario.handling import handles
from geo.scenario.lookup import index_in
from geo.services.stations import column


def inverse(district: District, ground: Ground, scenario: Scenario) -> Scenario:
    """The changes that undo `scenario` when they follow its own.

    Args:
        district: The district.
        ground: Its ground, before the scenario.
        scenario: What is to be undone.

    Raises:
        ScenarioError: A change names what is not there.
    """
    back: list[Change] = []
    for number in range(len(scenario.changes)):
        done = Scenario(scenario.changes[:number], source=scenario.source)
        before = applied(district, ground, done) if done.changes else ground
        back.append(_undone(district, before, scenario.changes[number]))
    return Scenario(tuple(reversed(back)), f"撤销：{scenario.title}", scenario.source)


def _undone(district: District, before: Ground, change: Change) -> Change:
    """What undoes one change made to the ground `before`."""
    match change:
        case StationAdded():
            return StationClosed(change.station)
        case StationClosed():
            return _as_it_was(before, change.station)
        case StationMoved():
            at = index_in(before.stations.ids, change.station, "stations")
            return StationMoved(change.station, before.stations.points[at])
        case HoursChanged():
            facts = before.services.facts
            at = index_in(facts.ids, change.station, "stations")
            return HoursChanged(change.station, facts.hours[at])
        case MatterDelegated():
            return MatterWithdrawn(change.station, change.handling)
        case MatterWithdrawn():
            return MatterDelegated(change.station, change.handling)
        case StreetSet():
            streets = district.table("streets")
            at = index_in(streets["id"].to_numpy(dtype=object), change.street, "streets")
            return StreetSet(change.street, column(streets.iloc[[at]], "foot")[0])
        case _:
            return _gate_undone(before, change)


def _gate_undone(before: Ground, change: GateSet | GateAdded | GateRemoved) -> Change:
    if isinstance(change, GateAdded):
        return GateRemoved(change.gate)
    gates = before.gates
    at = index_in(gates.ids, change.gate, "gates")
    if isinstance(change, GateSet):
        return GateSet(change.gate, gates.status[at])
    return GateAdded(change.gate, gates.of[at], gates.points[at], gates.status[at], gates.hours[at])


def _as_it_was(before: Ground, station: str) -> StationAdded:
    facts = before.services.facts
    at = index_in(facts.ids, station, "stations")
    return StationAdded(
        station=station,
        at=before.stations.points[at],
        name=facts.names[at] or "",
        tier=facts.tier[at],
        kind=facts.kinds[at],
        network=facts.network[at],
        opening_hours=facts.hours[at],
        host_hours=facts.host_hours[at],
        step_free=facts.step_free[at],
        district=facts.districts[at],
        handles=handles(before.services, at),
        closures=tuple((begin, end, why) for s, begin, end, why in facts.closures if s == at),
    )
