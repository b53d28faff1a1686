"""What is recorded of each station, as far as it decides whom it serves, and when."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray


@dataclass(frozen=True)
class StationFacts:
    """S stations in order of id. Texts are None where nobody recorded them.

    Attributes:
        ids: (S,) ids.
        names, kinds, districts: (S,) as recorded.
        tier: (S,) values of `TIERS`.
        network: (S,) whom they serve; whoever nobody recorded serves both.
        step_free: (S,) True, False or None.
        hours: (S,) opening hours.
        host_hours: (S,) hours of the host's doors.
        neighbour: (S,) whether it belongs to another district.
        own_names: What the district itself is called.
        closures: Announced closures: station index, first and last day (ISO; empty text where
            open-ended) and the reason, sorted.
    """

    ids: NDArray[np.object_]
    names: NDArray[np.object_]
    kinds: NDArray[np.object_]
    districts: NDArray[np.object_]
    tier: NDArray[np.object_]
    network: NDArray[np.object_]
    step_free: NDArray[np.object_]
    hours: NDArray[np.object_]
    host_hours: NDArray[np.object_]
    neighbour: NDArray[np.bool_]
    own_names: frozenset[str]
    closures: tuple[tuple[int, str, str, str], ...]


def station_facts(
    stations: pd.DataFrame, closures: pd.DataFrame | None, own_names: Collection[str]
) -> StationFacts:
    """The facts of the standard layers `stations` (in order of id) and `closures`.

    Args:
        stations: The stations.
        closures: Announced closures; those of stations that are not there are passed over.
        own_names: What the district itself is called.
    """
    district = column(stations, "district")
    return StationFacts(
        ids=stations["id"].to_numpy(dtype=object),
        names=column(stations, "name"),
        kinds=column(stations, "kind"),
        districts=district,
        tier=column(stations, "tier"),
        network=stations["network"].fillna("both").to_numpy(dtype=object),
        step_free=column(stations, "step_free"),
        hours=column(stations, "opening_hours"),
        host_hours=column(stations, "host_hours"),
        neighbour=np.array([d is not None and d not in own_names for d in district], dtype=bool),
        own_names=frozenset(own_names),
        closures=() if closures is None else _closures(stations, closures),
    )


def column(table: pd.DataFrame, name: str) -> NDArray[np.object_]:
    """A column as plain objects, None where null."""
    values = table[name].astype(object)
    return values.where(values.notna(), None).to_numpy(dtype=object)


def _closures(
    stations: pd.DataFrame, closures: pd.DataFrame
) -> tuple[tuple[int, str, str, str], ...]:
    index = pd.Index(stations["id"]).get_indexer(closures["station_id"])
    texts = [[value or "" for value in column(closures, c)] for c in ("from", "to", "reason")]
    rows = zip(index.tolist(), *texts, strict=True)
    return tuple(sorted(row for row in rows if row[0] >= 0))
