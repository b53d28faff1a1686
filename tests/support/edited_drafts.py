"""A scenario carried out by hand: the rows of a district edited one change after another.

Nothing is shared with `geo.scenario`; what comes out is a draft as if it had always been so.
"""

from collections.abc import Iterable
from dataclasses import asdict

from support.random_districts import Draft, Row
from support.tiny import shape

from data.scenario import changes as edit

_OF_STATION = (
    "name", "tier", "kind", "network", "opening_hours", "host_hours", "step_free", "district",
)  # fmt: skip


def edited(draft: Draft, scenario: edit.Scenario) -> Draft:
    """The draft after all changes; a station that moved has left its gates behind."""
    before, left = draft, set()
    for change in scenario.changes:
        draft = _one(draft, change)
        if isinstance(change, edit.StationMoved | edit.StationClosed):
            left |= {gate["id"] for gate in draft.gates if gate["of"] == change.station}
        elif isinstance(change, edit.GateAdded):
            left.discard(change.gate)
    was = {s["id"]: shape(s["at"]) for s in before.stations}
    back = {s["id"] for s in draft.stations if was.get(s["id"]) == shape(s["at"])}
    stays = (gate for gate in draft.gates if gate["id"] not in left or gate["of"] in back)
    return draft.but(gates=tuple(stays))


def _one(draft: Draft, change: edit.Change) -> Draft:
    if isinstance(change, edit.StreetSet | edit.GateSet | edit.GateAdded | edit.GateRemoved):
        return _street_or_gate(draft, change)
    if isinstance(change, edit.MatterDelegated | edit.MatterWithdrawn):
        return draft.but(station_matters=_handling(draft.station_matters or (), change))
    return _station(draft, change)


def _station(draft: Draft, change: edit.Change) -> Draft:
    rows = draft.stations
    match change:
        case edit.StationMoved():
            return draft.but(stations=_exchanged(rows, change.station, at=change.at))
        case edit.HoursChanged():
            hours = change.opening_hours
            return draft.but(stations=_exchanged(rows, change.station, opening_hours=hours))
        case edit.StationAdded():
            row = {"id": change.station, "at": change.at}
            row |= {name: getattr(change, name) for name in _OF_STATION} | {
                "name": change.name or None
            }
            does = tuple(_does(change.station, h, k) for k, h in enumerate(change.handles))
            handled = draft.station_matters
            return draft.but(
                stations=(*rows, row), station_matters=None if handled is None else handled + does
            )
    gone = change.station
    handled = draft.station_matters
    return draft.but(
        stations=tuple(row for row in rows if row["id"] != gone),
        closures=tuple(row for row in draft.closures if row["station_id"] != gone),
        station_matters=None
        if handled is None
        else tuple(row for row in handled if row["station_id"] != gone),
    )


def _handling(
    rows: tuple[Row, ...], change: edit.MatterDelegated | edit.MatterWithdrawn
) -> tuple[Row, ...]:
    handling = change.handling
    if isinstance(change, edit.MatterDelegated):
        return (*rows, _does(change.station, handling, len(rows)))
    wanted = (change.station, *asdict(handling).values())
    first = next(
        k
        for k, row in enumerate(rows)
        if (row["station_id"], row["matter_id"], row["service"], row["opening_hours"]) == wanted
    )
    return rows[:first] + rows[first + 1 :]


def _does(station: str, handling: edit.Handling, k: int) -> Row:
    return {
        "id": f"does-{station}-{k}", "station_id": station, "matter_id": handling.matter,
        "service": handling.service, "opening_hours": handling.opening_hours,
    }  # fmt: skip


def _street_or_gate(draft: Draft, change: edit.Change) -> Draft:
    match change:
        case edit.StreetSet():
            return draft.but(streets=_exchanged(draft.streets, change.street, foot=change.foot))
        case edit.GateSet():
            return draft.but(gates=_exchanged(draft.gates, change.gate, status=change.status))
        case edit.GateRemoved():
            return draft.but(gates=tuple(g for g in draft.gates if g["id"] != change.gate))
    row = {"id": change.gate, **{k: v for k, v in vars(change).items() if k != "gate"}}
    return draft.but(gates=(*draft.gates, row))


def _exchanged(rows: Iterable[Row], id_: str, **changes: object) -> tuple[Row, ...]:
    return tuple({**row, **changes} if row["id"] == id_ else row for row in rows)
