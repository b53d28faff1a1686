"""Gates: few to a compound, some locked, some for residents only, some not recorded."""

from collections.abc import Iterator, Sequence

import geopandas as gpd
import numpy as np

from data.demo.chance import chance
from data.demo.facilities import Facility
from data.demo.layout import Layout
from data.demo.parcels import Parcel, on_ground
from data.demo.residents import Place
from data.demo.stations import Station

_RECORDED = {True: 0.95, None: 0.25, False: 0.0}  # by `enclosed`
_ALL_LOCKED = 4  # so many compounds have no gate left that opens
_SIDE_STATUSES = ("open", "pass_only", "locked", "emergency", None)
_SIDE_SHARES = (0.42, 0.25, 0.16, 0.1, 0.07)
_SIDE_HOURS = (
    "Mo-Su,PH 06:00-23:00", "Mo-Su,PH 06:30-22:00", "Mo-Fr 07:00-09:00,17:00-20:00; PH off", None,
)  # fmt: skip
_SIDES = ("南门", "东门", "北门", "西门")
# Gates of stations that stand in a courtyard: name, status, hours.
_STATION_GATES = {
    "hall": (("正门", "open", "Mo-Sa 08:30-18:00; PH off"), ("消防通道", "emergency", None)),
    "courtyard": (("大门", "open", "Mo-Su,PH 07:00-21:00"), ("后门", "locked", None)),
    "inside": (("小区门禁", "pass_only", None),),
}


def gates_table(
    layout: Layout,
    places: Sequence[Place],
    stations: Sequence[Station],
    facilities: Sequence[Facility],
) -> gpd.GeoDataFrame:
    """The layer `gates`: of compounds, of schools and hospitals, and of a few stations."""
    rows = [
        *_compound_gates(layout, places),
        *_station_gates(stations),
        *_facility_gates(layout, facilities),
    ]
    return gpd.GeoDataFrame(
        {
            "id": [f"g-{number:05d}" for number in range(1, len(rows) + 1)],
            "name": [row[1] for row in rows],
            "of": [row[0] for row in rows],
            "status": [row[2] for row in rows],
            "opening_hours": [row[3] for row in rows],
        },
        geometry=on_ground(layout.plan.warp, [row[4] for row in rows]),
    )


_Gate = tuple[str, str, str | None, str | None, tuple[float, float]]


def _compound_gates(layout: Layout, places: Sequence[Place]) -> Iterator[_Gate]:
    dice = chance(layout.plan.seed, "gates")
    gated = [p for p in places if dice.random() < _RECORDED[p.enclosed] and p.kind != "village"]
    barred = {
        gated[int(k)].id for k in dice.choice(len(gated), min(_ALL_LOCKED, len(gated)), False)
    }
    for place in gated:
        sides = _gate_sides(dice, place)
        for position, side in enumerate(sides):
            spot = place.parcel.front(side, float(dice.uniform(0.25, 0.75)))
            status, hours = _state(dice, main=position == 0)
            if place.id in barred:
                status, hours = ("locked" if position == 0 else "emergency"), None
            yield place.id, f"{place.name}{_SIDES[side]}", status, hours, spot


def _gate_sides(dice: np.random.Generator, place: Place) -> tuple[int, ...]:
    """The main gate on a named street where there is one; large compounds have more gates."""
    sides = place.parcel.sides
    wanted = 1 + int(place.parcel.size_m2 > 9000) + int(dice.random() < 0.35)
    rest = [sides[1:][int(k)] for k in dice.permutation(len(sides) - 1)]
    return (sides[0], *rest[: wanted - 1])


def _state(dice: np.random.Generator, *, main: bool) -> tuple[str | None, str | None]:
    draw = dice.random()
    if main:
        return ("open" if draw < 0.8 else "pass_only" if draw < 0.9 else None), None
    status = _SIDE_STATUSES[int(dice.choice(len(_SIDE_STATUSES), p=_SIDE_SHARES))]
    if status in ("locked", "emergency"):
        return status, None
    return status, _SIDE_HOURS[int(dice.integers(len(_SIDE_HOURS)))]


def _station_gates(stations: Sequence[Station]) -> Iterator[_Gate]:
    for station in stations:
        parcel = station.courtyard
        if parcel is None:
            continue
        kind = station.gated
        for position, (name, status, hours) in enumerate(_STATION_GATES[kind]):
            spot = _station_gate_spot(parcel, position)
            yield station.id, f"{station.name}{name}", status, hours, spot


def _facility_gates(layout: Layout, facilities: Sequence[Facility]) -> Iterator[_Gate]:
    dice = chance(layout.plan.seed, "facility gates")
    for facility in facilities:
        if facility.parcel is None or not facility.gated:
            continue
        for position, side in enumerate(facility.parcel.sides[:2]):
            spot = facility.parcel.front(side, float(dice.uniform(0.3, 0.7)))
            status = "open" if position == 0 else "pass_only"
            yield facility.id, f"{facility.name}{_SIDES[side]}", status, None, spot


def _station_gate_spot(parcel: Parcel, position: int) -> tuple[float, float]:
    sides = parcel.sides
    return parcel.front(sides[position % len(sides)], 0.5 + 0.2 * (position // len(sides)))
