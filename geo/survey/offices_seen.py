"""What somebody sees of a district's stations, and of all that decides where and when they serve.

What is hidden from them takes no part at all: an answer that does not rest on it cannot tell it,
however often it is asked. What it would have decided is said not to be known (law 11).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import geopandas as gpd
import pandas as pd

from data.declarations import Visibility
from data.district import District
from data.layers import LAYER_BY_NAME
from data.visibility import VisibleLayer, visible
from geo.streets.network import WalkNetwork

# Layer to the columns that decide anything. Where the asker may not see all of these the layer is
# left out, or it would be taken for what it is not; of stations and matters only single columns.
_LEFT_OUT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "areas": ("level",),
        "closures": ("station_id", "from", "to"),
        "gates": ("of", "status", "opening_hours"),
        "station_matters": ("station_id", "matter_id", "service"),
        "street_extent": (),
        "streets": tuple(c for c in LAYER_BY_NAME["streets"].column_names if c != "name"),
    }
)
_LAYERS = (*_LEFT_OUT, "matters", "stations")
_WHO = {"stations": ("network", "district"), "matters": ("audience", "scope")}
_WHEN = {
    "closures": _LEFT_OUT["closures"],
    "station_matters": (*_LEFT_OUT["station_matters"], "opening_hours"),
    "stations": ("opening_hours", "host_hours"),
}


@dataclass(frozen=True)
class SeenOffices:
    """The stations as somebody sees them, and what is kept back.

    Attributes:
        district: The district without residents, and without what is hidden.
        network: Its walkable streets, where they are at hand and may be seen.
        stations: Whether all stations are kept back.
        catalogue: Whether matters are, or their names.
        whom: Whether something is that decides whom a station serves.
        when: Whether something is that decides when it does; gates aside.
        ways: Whether streets are.
        gated: Ids of stations of which gates are.
    """

    district: District
    network: WalkNetwork | None
    stations: bool
    catalogue: bool
    whom: bool
    when: bool
    ways: bool
    gated: frozenset[str]


def offices_seen(district: District, network: WalkNetwork | None, level: Visibility) -> SeenOffices:
    """Take out of a district what people of a level may not see of its stations.

    Args:
        district: The district.
        network: Its walkable streets, where they are at hand.
        level: Up to which visibility they may see.
    """
    parts = {name: visible(district, name, level) for name in _LAYERS}
    hidden = {name for name, columns in _LEFT_OUT.items() if _hides(parts[name], columns)}
    tables: dict[str, pd.DataFrame] = {}
    for name in (*_LAYERS, "bundles"):
        table = parts[name].table if name in parts else None
        if table is not None and name not in hidden:
            tables[name] = table
    for name in ("residents", "streets"):
        tables.setdefault(name, _nothing(district, name))
    if "areas" in hidden and "stations" in tables:
        # What the district is called is read from its areas, and whose a station is by that.
        tables["stations"] = tables["stations"].assign(district=None)
    log = tuple(r for r in district.import_log if r.layer != "gates" or "gates" not in hidden)
    return SeenOffices(
        district=replace(district, layers=MappingProxyType(tables), import_log=log),
        network=None if "streets" in hidden else network,
        stations=parts["stations"].restricted,
        catalogue=_hides(parts["matters"], ("name",)),
        whom=any(_hides_columns(parts[name], columns) for name, columns in _WHO.items()),
        when=any(_hides_columns(parts[name], columns) for name, columns in _WHEN.items()),
        ways="streets" in hidden,
        gated=_with_gates(district) if "gates" in hidden else frozenset(),
    )


def _hides(part: VisibleLayer, columns: tuple[str, ...]) -> bool:
    """Whether rows or any of these columns are kept back."""
    return part.hidden_rows > 0 or _hides_columns(part, columns)


def _hides_columns(part: VisibleLayer, columns: tuple[str, ...]) -> bool:
    """Whether any of these columns is kept back, of the rows that are not."""
    return part.restricted or not set(columns).isdisjoint(part.hidden_columns)


def _with_gates(district: District) -> frozenset[str]:
    """Who has gates, whoever may see them."""
    if not district.has("gates"):
        return frozenset()
    return frozenset(district.table("gates")["of"].dropna().astype(str))


def _nothing(district: District, layer: str) -> gpd.GeoDataFrame:
    """The layer without any row."""
    columns = {name: pd.Series(dtype=object) for name in LAYER_BY_NAME[layer].column_names}
    return gpd.GeoDataFrame(pd.DataFrame(columns), geometry=gpd.GeoSeries([], crs=district.crs))
