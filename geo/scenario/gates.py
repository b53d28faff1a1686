"""The layer `gates` with one gate more or less."""

import geopandas as gpd
import pandas as pd

from data.district import District
from data.layers import LAYER_BY_NAME
from data.scenario.changes import GateAdded, GateRemoved
from data.text import Text
from geo.errors import ScenarioError


def changed_gates(
    district: District, gates: pd.DataFrame | None, change: GateAdded | GateRemoved
) -> gpd.GeoDataFrame:
    """A new table, in order of id; the old one stays as it is.

    Raises:
        ScenarioError: The gate, or the place it is to belong to, is not there, or the gate is
            there already.
    """
    columns = LAYER_BY_NAME["gates"].column_names
    there = pd.DataFrame({name: [] for name in columns}) if gates is None else gates
    if isinstance(change, GateRemoved):
        kept = there.loc[there["id"] != change.gate]
        if len(kept) == len(there):
            raise _error(f"没有出入口 {change.gate}", f"there is no gate {change.gate}")
        return gpd.GeoDataFrame(kept.reset_index(drop=True), geometry="geometry", crs=district.crs)
    _require_place(district, change)
    if (there["id"] == change.gate).any():
        raise _error(f"已有出入口 {change.gate}", f"there is a gate {change.gate} already")
    row = {
        "id": change.gate, "of": change.of, "status": change.status,
        "opening_hours": change.opening_hours, "geometry": change.at,
    }  # fmt: skip
    fresh = gpd.GeoDataFrame(
        {name: [row.get(name)] for name in columns}, geometry=[change.at], crs=district.crs
    )
    fresh = fresh.astype({name: there[name].dtype for name in columns if len(there)})
    both = pd.concat([there, fresh], ignore_index=True) if len(there) else fresh
    ordered = both.sort_values("id", kind="stable").reset_index(drop=True)
    return gpd.GeoDataFrame(ordered, geometry="geometry", crs=district.crs)


def _require_place(district: District, change: GateAdded) -> None:
    for layer in ("residents", "stations"):
        if district.has(layer) and (district.table(layer)["id"] == change.of).any():
            return
    raise _error(
        f"没有编号为 {change.of} 的场所", f"there is no place {change.of} for it to belong to"
    )


def _error(zh: str, en: str) -> ScenarioError:
    expected = Text("与区县数据一致的编号", "ids that agree with the district")
    return ScenarioError("change", Text(zh, en), expected)
