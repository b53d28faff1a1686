"""What of an answer may leave: restricted layers, rows and columns taken out once for all outputs.

Sums stay: people see an answer, not geometry or values of restricted places (law 11).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType
from typing import TypeVar

import numpy as np
from shapely.geometry.base import BaseGeometry

from data.district import District
from data.visibility import visible
from geo.answers import Coverage, GroupCounts, ResidentAnswers

Value = TypeVar("Value")
_LAYERS = ("areas", "streets", "stations", "residents")


@dataclass(frozen=True)
class Shown:
    """The part of an answer that may be written.

    Attributes:
        district: The layers behind the answer without restricted rows, restricted columns null.
        answer: The answer without restricted residents, areas and stations; whose nearest
            station is restricted has neither its id nor the minutes to it, and where any is,
            nobody has the number of stations within reach (-1).
        circles: The circles; none where they would show restricted stations or streets.
    """

    district: District
    answer: Coverage
    circles: Mapping[Fraction, BaseGeometry]


def shown(district: District, answer: Coverage, circles: Mapping[Fraction, BaseGeometry]) -> Shown:
    """Take out of a district and an answer on it whatever is declared restricted."""
    layers = dict(district.layers)
    for name in _LAYERS:
        if district.has(name):
            table = visible(district, name).table
            layers[name] = district.table(name).iloc[:0] if table is None else table
    ids = {n: frozenset(layers[n]["id"]) for n in _LAYERS if n in layers}
    areas = ids.get("areas", frozenset())
    public = replace(
        answer,
        residents=_residents(
            answer.residents,
            ids["residents"],
            ids["stations"],
            all_known=len(layers["stations"]) == len(district.table("stations")),
        ),
        groups=MappingProxyType(
            {
                g: _counts(c, ids.get("areas", frozenset()), ids["stations"])
                for g, c in answer.groups.items()
            }
        ),
        station_notes=_of(answer.station_notes, ids["stations"]),
    )
    hidden = any(len(layers[n]) < len(district.table(n)) for n in ("streets", "stations"))
    left = replace(district, layers=MappingProxyType(layers))
    return Shown(left, public, {} if hidden else circles)


def _counts(counts: GroupCounts, areas: frozenset[str], stations: frozenset[str]) -> GroupCounts:
    return replace(counts, areas=_of(counts.areas, areas), stations=_of(counts.stations, stations))


def _of(by_id: Mapping[str, Value], ids: frozenset[str]) -> Mapping[str, Value]:
    return MappingProxyType({i: value for i, value in by_id.items() if i in ids})


def _residents(
    found: ResidentAnswers,
    residents: frozenset[str],
    stations: frozenset[str],
    *,
    all_known: bool,
) -> ResidentAnswers:
    kept = np.isin(found.ids.astype(str), list(residents))
    named = np.isin(found.station[kept].astype(str), [*stations, ""])
    return ResidentAnswers(
        ids=found.ids[kept],
        status=found.status[kept],
        reason=found.reason[kept],
        cost_mm=np.where(named, found.cost_mm[kept], -1),
        station=np.where(named, found.station[kept], "").astype(object),
        tier=np.where(named, found.tier[kept], "").astype(object),
        access_mm=found.access_mm[kept],
        stations_within=found.stations_within[kept] if all_known else np.full(kept.sum(), -1),
        x=found.x[kept],
        y=found.y[kept],
    )
