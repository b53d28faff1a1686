"""What of a report may leave: restricted layers, rows and columns taken out once for all outputs.

Sums stay: people see an answer, not geometry or values of restricted places (law 11). Where
something restricted decides about single residents and stations, nothing is said of any.
"""

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType
from typing import Any, TypeVar, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from api.outputs.decisive import kept_back
from data.declarations import Visibility
from data.district import District
from data.small_counts import without_small_counts
from data.visibility import VisibleLayer, visible
from geo.answers import Coverage, GroupCounts, ResidentAnswers
from geo.dependence import Dependence
from geo.matter_table import MatterRow
from geo.report import Report, RowStatuses
from maps.slice_payload import tells_too_much

Value = TypeVar("Value")
_LAYERS = (
    "areas", "streets", "stations", "residents", "gates", "matters", "station_matters", "closures",
)  # fmt: skip
# Where it may not be told how many they are.
NOT_TOLD = -1


@dataclass(frozen=True)
class Shown:
    """The part of a report that may be written.

    Attributes:
        district: The layers behind it without restricted rows, restricted columns null.
        report: The report without restricted residents, areas, stations and matters; whose
            nearest station is restricted has neither its id nor the minutes to it, and where any
            is, nobody has the number of stations within reach (-1). Where what decides the
            question is restricted, no resident and no station is left; where what decides
            single matters or hours is, statuses by matter and hour are gone, and what hangs on
            a station by them.
        circles: The circles; none where they would show restricted stations or streets.
        small_counts: Whether numbers of fewer than ten residents are told.
        level: Up to which visibility it may be seen.
        hidden_stations: Ids of the stations of which nothing may be said.
        sums_only: Whether something restricted decides the question.
    """

    district: District
    report: Report
    circles: Mapping[Fraction, BaseGeometry]
    hidden_stations: frozenset[str] = frozenset()
    sums_only: bool = False
    level: Visibility = Visibility.INTERNAL
    small_counts: bool = True

    @property
    def answer(self) -> Coverage:
        """The answer to the question itself."""
        return self.report.coverage


def shown(
    district: District,
    report: Report,
    circles: Mapping[Fraction, BaseGeometry],
    *,
    level: Visibility = Visibility.INTERNAL,
    small_counts: bool = True,
) -> Shown:
    """Take out of a district and a report on it whatever people of a level may not see.

    Args:
        district: The district.
        report: The report on it.
        circles: Its circles.
        level: Up to which visibility they see it.
        small_counts: Whether they see numbers of fewer than ten residents; where they do not,
            `report` has none of them (`api.outputs.suppressed`).
    """
    parts = {name: visible(district, name, level) for name in _LAYERS}
    layers: dict[str, pd.DataFrame] = {}
    for name in _LAYERS:
        if district.has(name):
            table = parts[name].table
            layers[name] = district.table(name).iloc[:0] if table is None else table
    if not small_counts:
        whole = district.table("residents")
        layers["residents"], _ = without_small_counts(layers["residents"], whole)
    kept = kept_back(district, report.coverage.question, parts)
    if kept.residents:
        layers["residents"] = layers["residents"].iloc[:0]
    areas = frozenset(layers["areas"]["id"]) if "areas" in layers else frozenset()
    every = frozenset(district.table("stations")["id"])
    stations = frozenset(layers["stations"]["id"]) - (every if kept.stations else kept.gated)
    all_stations = stations == every and not _fewer(parts["stations"])
    residents = np.isin(
        report.coverage.residents.ids.astype(str), list(layers["residents"]["id"].astype(str))
    )
    # All other layers stay as they are, and of a cached district unread.
    others = cast("dict[str, pd.DataFrame]", district.layers)
    left = replace(district, layers=MappingProxyType(ChainMap(layers, others)))
    public = replace(
        report,
        coverage=_coverage(report.coverage, residents, areas, stations, parts, all_stations),
        matters=_matters(report.matters, parts),
        dependence={g: _of(found, stations) for g, found in report.dependence.items()},
        statuses=_statuses(report.statuses, residents),
    )
    if kept.residents or tells_too_much(parts):
        public = _without_slices(public, int(residents.sum()))
    drawn = all_stations and not _fewer(parts["streets"])
    return Shown(
        left,
        public,
        circles if drawn else {},
        hidden_stations=every - stations,
        sums_only=kept.residents,
        level=level,
        small_counts=small_counts,
    )


def _fewer(layer: VisibleLayer) -> bool:
    return layer.restricted or bool(layer.hidden_rows)


def _coverage(
    answer: Coverage,
    residents: NDArray[np.bool_],
    areas: frozenset[str],
    stations: frozenset[str],
    parts: Mapping[str, VisibleLayer],
    all_stations: bool,
) -> Coverage:
    found = _residents(answer.residents, residents, stations, all_known=all_stations)
    if "tier" in parts["stations"].hidden_columns:
        found = replace(found, tier=np.full(len(found.ids), "", dtype=object))
    return replace(
        answer,
        residents=found,
        groups=MappingProxyType({g: _counts(c, areas, stations) for g, c in answer.groups.items()}),
        station_notes=_of(answer.station_notes, stations),
    )


def _counts(counts: GroupCounts, areas: frozenset[str], stations: frozenset[str]) -> GroupCounts:
    return replace(counts, areas=_of(counts.areas, areas), stations=_of(counts.stations, stations))


def _of(by_id: Mapping[str, Value], ids: frozenset[str]) -> Mapping[str, Value]:
    return MappingProxyType({i: value for i, value in by_id.items() if i in ids})


def _residents(
    found: ResidentAnswers,
    kept: NDArray[np.bool_],
    stations: frozenset[str],
    *,
    all_known: bool,
) -> ResidentAnswers:
    named = np.isin(found.station[kept].astype(str), [*stations, ""])
    return ResidentAnswers(
        ids=found.ids[kept],
        status=found.status[kept],
        reason=found.reason[kept],
        cost_mm=np.where(named, found.cost_mm[kept], -1),
        station=np.where(named, found.station[kept], "").astype(object),
        tier=np.where(named, found.tier[kept], "").astype(object),
        access_mm=found.access_mm[kept],
        stations_within=found.stations_within[kept] if all_known else np.full(kept.sum(), NOT_TOLD),
        x=found.x[kept],
        y=found.y[kept],
    )


def _matters(
    rows: tuple[MatterRow, ...], parts: Mapping[str, VisibleLayer]
) -> tuple[MatterRow, ...]:
    """The matters that may be named, restricted columns empty, and by how many only if told."""
    if parts["matters"].restricted:
        return ()
    # Whom they serve and when decides, too; but sums of all stations are sums.
    stations_told = not tells_too_much({"station_matters": parts["station_matters"]})
    empty = {"name": "", "audience": None, "scope": "", "online": None, "yearly_cases": None}
    blank: dict[str, Any] = {
        name: empty[name] for name in parts["matters"].hidden_columns if name in empty
    }
    if not stations_told:
        blank |= {"stations": NOT_TOLD, "stations_may": NOT_TOLD}
    return tuple(replace(row, **blank) for row in rows) if blank else rows


def _statuses(found: RowStatuses, residents: NDArray[np.bool_]) -> RowStatuses:
    return RowStatuses(
        matters=found.matters[:, residents],
        week={day: codes[:, residents] for day, codes in found.week.items()},
        week_with_appointment={
            day: codes[:, residents] for day, codes in found.week_with_appointment.items()
        },
    )


def _without_slices(report: Report, residents: int) -> Report:
    """Nothing of single residents and stations by matter and by hour."""
    return replace(
        report,
        dependence={g: _anywhere(found) for g, found in report.dependence.items()},
        statuses=RowStatuses(np.empty((0, residents), dtype=np.uint8), {}, {}),
    )


def _anywhere(found: Mapping[str, Dependence]) -> Mapping[str, Dependence]:
    """What hangs on stations for the question itself; that a station is named tells, too."""
    return MappingProxyType(
        {
            station: replace(lost, day=None, matters=None, matter_people=None)
            for station, lost in found.items()
            if lost.alone
        }
    )
