"""政务服务事项: what may be had done, and what each station does of it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.layers import SERVICES
from geo.services.stations import column


@dataclass(frozen=True)
class Matters:
    """The catalogue: M matters in order of id. Texts are None where nobody recorded them.

    Attributes:
        ids: (M,) ids.
        names: (M,) names.
        scope: (M,) who may be served where.
        online: (M,) True where it can be done wholly online, False or None.
        audience: (M,) `person` or `enterprise`.
        yearly_cases: (M,) cases a year; NaN where nobody recorded them.
    """

    ids: NDArray[np.object_]
    names: NDArray[np.object_]
    scope: NDArray[np.object_]
    online: NDArray[np.object_]
    audience: NDArray[np.object_]
    yearly_cases: NDArray[np.float64]


@dataclass(frozen=True)
class Handled:
    """What stations do: K rows of `station_matters`, sorted by matter and station.

    Attributes:
        first: (M + 1,) the rows of matter m are `first[m]:first[m + 1]`.
        station: (K,) index of the station.
        service: (K,) index into `SERVICES`; -1 where nobody recorded how.
        hours: (K,) hours of this matter at this station; None for those of the station.
    """

    first: NDArray[np.int64]
    station: NDArray[np.int64]
    service: NDArray[np.int64]
    hours: NDArray[np.object_]

    def rows(self, matter: int) -> slice:
        """The rows of one matter."""
        return slice(int(self.first[matter]), int(self.first[matter + 1]))


def read_matters(matters: pd.DataFrame | None, station_matters: pd.DataFrame | None) -> Matters:
    """The catalogue; without one, whatever the stations are said to handle."""
    if matters is None:
        handled = [] if station_matters is None else station_matters["matter_id"].unique().tolist()
        ids = np.array(sorted(handled), dtype=object)
        blank = np.full(len(ids), None, dtype=object)
        return Matters(ids, blank, blank, blank, blank, np.full(len(ids), np.nan))
    cases = matters["yearly_cases"].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    return Matters(
        ids=matters["id"].to_numpy(dtype=object),
        names=column(matters, "name"),
        scope=column(matters, "scope"),
        online=column(matters, "online"),
        audience=column(matters, "audience"),
        yearly_cases=np.asarray(cases, dtype=np.float64),
    )


def read_handled(
    station_matters: pd.DataFrame | None, matters: Matters, station_ids: NDArray[np.object_]
) -> Handled | None:
    """What each station handles; None where the district has no such table.

    Rows that name a station or a matter which is not there are passed over; `district check`
    lists them.
    """
    if station_matters is None:
        return None
    station = pd.Index(station_ids).get_indexer(pd.Index(station_matters["station_id"]))
    matter = pd.Index(matters.ids).get_indexer(pd.Index(station_matters["matter_id"]))
    services = [*SERVICES, None]
    service = np.array([services.index(s) for s in column(station_matters, "service")])
    service = np.where(service == len(SERVICES), -1, service).astype(np.int64)
    hours = column(station_matters, "opening_hours")
    known = np.flatnonzero((station >= 0) & (matter >= 0))
    order = known[np.lexsort((service[known], station[known], matter[known]))]
    return Handled(
        first=np.searchsorted(matter[order], np.arange(len(matters.ids) + 1)).astype(np.int64),
        station=station[order].astype(np.int64),
        service=service[order],
        hours=hours[order],
    )
