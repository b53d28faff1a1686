"""Matters, what each station handles of them, bundles and closures."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from data.demo.chance import chance
from data.demo.matter_catalogue import (
    BUNDLES,
    ENTERPRISE,
    LATER_GROUPS,
    OWN_COMMUNITY,
    PERSON,
    Group,
    all_matters,
)
from data.demo.stations import Station

# How far down a matter must reach to be handled by each kind of station (see `Group.depth`).
_DEPTH_OF = {
    "hall": 0, "centre": 1, "park_centre": 1, "station": 2, "post": 3, "partner": 3, "kiosk": 3,
}  # fmt: skip
_BANKING = ("社会保险", "医疗保障")
_SHORT_HOURS = "Tu,Th 09:00-12:00; PH off"  # a specialist who comes twice a week
# Order of the station among those with matters, first and last day, reason.
_CLOSURES = (
    ("s-c05", "2026-06-15", "2026-08-31", "装修"),
    ("s-004", "2026-05-01", None, "停办"),
    ("s-018", "2026-07-01", "2026-07-15", "搬迁"),
    ("s-y07", "2026-06-28", "2026-07-05", "装修"),
    ("s-b03", None, "2026-06-30", "停办"),
)


def matters_table(seed: int) -> pd.DataFrame:
    """The layer `matters`."""
    dice = chance(seed, "matters")
    rows = []
    for number, (group, name) in enumerate(all_matters(), start=1):
        # Common matters are common by orders of magnitude.
        cases = round(float(dice.lognormal(5.5 + 0.9 * group.depth, 0.8)))
        rows.append(
            {
                "id": f"m-{number:03d}",
                "name": name,
                "theme": group.theme,
                "audience": group.audience,
                "scope": group.scope,
                "online": group.online,
                "yearly_cases": None if dice.random() < 0.05 else cases,
            }
        )
    return pd.DataFrame(rows).astype({"online": "boolean", "yearly_cases": "Float64"})


def station_matters_table(seed: int, stations: Sequence[Station]) -> pd.DataFrame:
    """The layer `station_matters`; of a neighbour's stations nobody recorded what they handle."""
    dice = chance(seed, "station matters")
    rows = [
        (station.id, f"m-{number:03d}", service, hours)
        for station in stations
        if station.district is None
        for number, service, hours in _handled(dice, station)
    ]
    rows += _in_the_halls(stations)
    table = pd.DataFrame(rows, columns=["station_id", "matter_id", "service", "opening_hours"])
    ids = [f"sm-{number:05d}" for number in range(1, len(table) + 1)]
    return table.assign(id=ids)


def _in_the_halls(
    stations: Sequence[Station],
) -> Iterator[tuple[str, str, str, str | None]]:
    for station in stations:
        for number, (group, _) in enumerate(all_matters(), start=1):
            if group in LATER_GROUPS and station.kind == "hall":
                yield station.id, f"m-{number:03d}", "complete", None


def _handled(dice: np.random.Generator, station: Station) -> Iterator[tuple[int, str, str | None]]:
    for number, (group, _) in enumerate(all_matters(), start=1):
        if group in LATER_GROUPS:
            continue
        service = _service(dice, station, group)
        if service is None:
            continue
        seldom = station.kind in ("centre", "station") and dice.random() < 0.04
        yield number, service, _SHORT_HOURS if seldom else None


def _service(dice: np.random.Generator, station: Station, group: Group) -> str | None:
    """How a station handles a matter; None when it does not."""
    kind, luck = station.kind, dice.random()
    if not _serves(station, group):
        return None
    if kind == "hall":
        return "complete" if group.scope != OWN_COMMUNITY or luck < 0.3 else "accept"
    if group.depth < _DEPTH_OF[kind]:
        # Below its level a matter is at best explained.
        return "advise" if kind in ("centre", "park_centre") and luck < 0.25 else None
    if kind == "kiosk":
        return "self" if group.online and luck < 0.85 else None
    if kind == "partner":
        return ("complete" if luck < 0.7 else "self") if group.theme in _BANKING else None
    if kind in ("centre", "park_centre"):
        return "complete" if luck < 0.75 else "accept"
    if luck > 0.9:
        return "advise" if luck > 0.95 else None
    return "complete" if luck < 0.35 and group.depth == _DEPTH_OF["post"] else "accept"


def _serves(station: Station, group: Group) -> bool:
    if station.network == "enterprises":
        return group.audience == ENTERPRISE
    if station.kind in ("station", "kiosk", "partner"):
        return group.audience == PERSON
    return True


def bundles_table() -> pd.DataFrame:
    """The layer `bundles`."""
    number_of = {name: number for number, (_, name) in enumerate(all_matters(), start=1)}
    rows = [
        (f"b-{order:02d}", title, f"m-{number_of[matter]:03d}")
        for order, (title, matters) in enumerate(BUNDLES, start=1)
        for matter in matters
    ]
    table = pd.DataFrame(rows, columns=["bundle_id", "name", "matter_id"])
    return table.assign(id=[f"bm-{number:02d}" for number in range(1, len(table) + 1)])


def closures_table(stations: Sequence[Station]) -> pd.DataFrame:
    """The layer `closures`, of the stations named that this seed has."""
    present = {station.id for station in stations}
    rows = [row for row in _CLOSURES if row[0] in present]
    table = pd.DataFrame(rows, columns=["station_id", "from", "to", "reason"])
    ids = [f"cl-{number}" for number in range(1, len(table) + 1)]
    return table.assign(id=ids, name=[f"{row[3]}公告" for row in rows])
