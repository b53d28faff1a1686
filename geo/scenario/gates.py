"""The gates of a scenario: the layer with one more, less or changed, and those left behind."""

from collections.abc import Collection

import geopandas as gpd
import numpy as np
import pandas as pd

from data.district import District
from data.layers import LAYER_BY_NAME
from data.scenario.changes import (
    GateAdded,
    GateRemoved,
    GateSet,
    Scenario,
    StationClosed,
    StationMoved,
)
from data.text import Text
from geo.errors import ScenarioError
from geo.ground import Ground
from geo.scenario.lookup import index_in, require_unused

_COLUMNS = LAYER_BY_NAME["gates"].column_names


def with_gate(
    district: District, gates: pd.DataFrame | None, change: GateAdded, added: Collection[str]
) -> gpd.GeoDataFrame:
    """A new table with one gate more, in order of id; the old one stays as it is.

    Args:
        district: The district.
        gates: The layer so far; None where there is none.
        change: The gate.
        added: Stations that were added before.

    Raises:
        ScenarioError: The place it is to belong to is not there, or its id is in use.
    """
    places = [district.table(name)["id"] for name in ("residents", "stations")]
    there = _table(gates)
    if change.of not in added and not any((ids == change.of).any() for ids in places):
        raise ScenarioError(
            "change",
            Text(
                f"没有编号为 {change.of} 的场所",
                f"there is no place {change.of} for it to belong to",
            ),
            Text("与区县数据一致的编号", "ids that agree with the district"),
        )
    require_unused(change.gate, (np.asarray(ids, dtype=object) for ids in (*places, there["id"])))
    row = {
        "id": change.gate, "of": change.of, "status": change.status,
        "opening_hours": change.opening_hours, "geometry": change.at,
    }  # fmt: skip
    fresh = gpd.GeoDataFrame(
        {name: [row.get(name)] for name in _COLUMNS}, geometry=[change.at], crs=district.crs
    )
    fresh = fresh.astype({name: there[name].dtype for name in _COLUMNS if len(there)})
    both = pd.concat([there, fresh], ignore_index=True) if len(there) else fresh
    ordered = both.sort_values("id", kind="stable").reset_index(drop=True)
    return gpd.GeoDataFrame(ordered, geometry="geometry", crs=district.crs)


def without_gate(
    district: District, gates: pd.DataFrame | None, change: GateRemoved
) -> gpd.GeoDataFrame:
    """A new table without a gate.

    Raises:
        ScenarioError: There is no such gate.
    """
    there = _table(gates)
    row = index_in(there["id"].to_numpy(dtype=object), change.gate, "gates")
    kept = there.drop(index=there.index[row]).reset_index(drop=True)
    return gpd.GeoDataFrame(kept, geometry="geometry", crs=district.crs)


def gate_set(gates: pd.DataFrame | None, change: GateSet) -> pd.DataFrame:
    """A new table in which a gate has another status.

    Raises:
        ScenarioError: There is no such gate.
    """
    there = _table(gates)
    row = index_in(there["id"].to_numpy(dtype=object), change.gate, "gates")
    status = there["status"].copy()
    status.iloc[row] = pd.NA if change.status is None else change.status
    return there.assign(status=status)


def left_behind(ground: Ground, scenario: Scenario) -> frozenset[str]:
    """Ids of the gates that stations left where they stood before they were moved or closed.

    A station takes none along; those that are added afterwards are of its new place.
    """
    left: set[str] = set()
    gates, mine = ground.gates, ground.station_gates
    for change in scenario.changes:
        if isinstance(change, StationMoved | StationClosed):
            left |= set(gates.ids[mine[gates.of[mine] == change.station]].tolist())
        elif isinstance(change, GateAdded):
            left.discard(change.gate)
    return frozenset(left)


def _table(gates: pd.DataFrame | None) -> pd.DataFrame:
    return pd.DataFrame({name: [] for name in _COLUMNS}) if gates is None else gates
