"""What the demo district declares of layers and kinds: source, dates, extents, visibility."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from data.declarations import Declaration, Visibility
from data.demo.layout import Layout
from data.demo.streets import COMPLETE_BEYOND_M
from data.demo.zone_shapes import town
from data.layers import LAYERS

SOURCE = "示范数据，由程序生成，不是真实数据 / generated demo data, not real"
LICENCE = "Apache-2.0"
AS_OF, STALE_AFTER = date(2026, 6, 30), date(2027, 12, 31)
_PUBLIC, _RESTRICTED = Visibility.PUBLIC, Visibility.RESTRICTED
# Board rectangles near the boundary that nobody has surveyed yet.
_UNSURVEYED = ((3300, 3900, 6500, 4900), (-6200, -600, -4250, 300))


@dataclass(frozen=True)
class _Terms:
    """What differs from layer to layer."""

    position_error_m: float | None = None
    visibility: Visibility = Visibility.INTERNAL
    as_of: date = AS_OF
    stale_after: date | None = STALE_AFTER
    restricted: tuple[str, ...] = field(default=())


_LAYER_TERMS = {
    "areas": _Terms(1.0, _PUBLIC, stale_after=None, restricted=("specialist",)),
    "streets": _Terms(3.0, _PUBLIC),
    "street_extent": _Terms(3.0, _PUBLIC),
    "stations": _Terms(5.0, _PUBLIC),
    "closures": _Terms(visibility=_PUBLIC, stale_after=date(2026, 12, 31)),
    "matters": _Terms(visibility=_PUBLIC),
    "station_matters": _Terms(visibility=_PUBLIC),
    "bundles": _Terms(visibility=_PUBLIC),
    "residents": _Terms(10.0, as_of=date(2025, 11, 1)),
    "gates": _Terms(3.0, as_of=date(2026, 3, 31)),
    "land_use": _Terms(2.0, _PUBLIC),
    "control_zones": _Terms(2.0, _PUBLIC),
    "facilities": _Terms(5.0, _PUBLIC),
    "buildings": _Terms(1.0),
    # Who asks about a site names it by its address; what it was called before, and which house it
    # is, is for the office.
    "addresses": _Terms(
        3.0, _PUBLIC, as_of=date(2026, 4, 30), restricted=("former", "building_id")
    ),
    "corridors": _Terms(5.0),
    "permits": _Terms(10.0, restricted=("holder",)),
}
# Kinds that differ from their layer.
_KIND_TERMS = {
    ("control_zones", "permanent_basic_farmland"): _Terms(2.0, _RESTRICTED),
    ("control_zones", "ecological_redline"): _Terms(5.0, _RESTRICTED),
    ("control_zones", "water_source_1"): _Terms(5.0, _RESTRICTED),
    ("control_zones", "water_source_2"): _Terms(10.0, _RESTRICTED),
    ("control_zones", "water_source_quasi"): _Terms(10.0, _RESTRICTED),
    ("control_zones", "military_zone"): _Terms(10.0, _RESTRICTED),
    ("control_zones", "gas_protection"): _Terms(2.0, _RESTRICTED),
    ("control_zones", "geo_hazard"): _Terms(None),
    ("facilities", "hazmat_store"): _Terms(5.0, _RESTRICTED),
    ("facilities", "substation"): _Terms(5.0, _RESTRICTED),
    ("facilities", "hazmat_plant"): _Terms(5.0, _RESTRICTED),
    # The one kind that is out of date; none but schools must keep away from it.
    ("facilities", "funeral_home"): _Terms(
        5.0, _PUBLIC, as_of=date(2024, 6, 30), stale_after=date(2025, 12, 31)
    ),
    ("corridors", "power_line"): _Terms(5.0, _RESTRICTED),
    ("corridors", "pipeline"): _Terms(2.0, _RESTRICTED),
    ("corridors", "gas_trunk_pipeline"): _Terms(2.0, _RESTRICTED),
    ("corridors", "oil_pipeline"): _Terms(2.0, _RESTRICTED),
    ("corridors", "power_cable"): _Terms(2.0, _RESTRICTED),
}
# Looked for and not found here. Of `control_zones/noise_function_zone` and `corridors/active_fault`
# nothing is declared, on purpose: they are absent, not empty.
_NONE_HERE = {
    "control_zones": (
        "nature_reserve", "nature_reserve_core", "nature_reserve_general", "protected_area_core",
        "airport_clearance", "military_zone", "mining_area", "yellow_river_shoreline",
    ),
    "facilities": (
        "fireworks_store", "airport", "landfill", "smelter", "port", "ferry", "tunnel",
        "weather_station_basic", "weather_station_reference", "pipeline_station",
    ),
    "corridors": ("oil_pipeline", "surface_rail", "urban_expressway", "yangtze_shoreline"),
    "permits": (
        "fireworks_wholesale", "script_venue", "religious_site", "lottery_agency",
        "civil_explosives", "cemetery", "hazardous_waste", "animal_epidemic",
    ),
}  # fmt: skip
# These were surveyed in the town and its industrial parks only, not among the fields, on purpose:
# what looks for them is not known there, though some rows lie there.
_TOWN_ONLY = ("buildings", "addresses")


def street_extent_table(layout: Layout) -> gpd.GeoDataFrame:
    """The layer `street_extent`: beyond the boundary too, but for two places at its edge."""
    reach = shapely.buffer(layout.boundary, COMPLETE_BEYOND_M)
    gaps = shapely.union_all(layout.plan.warp.rectangles(_UNSURVEYED))
    known = shapely.difference(reach, gaps)
    table = pd.DataFrame({"id": ["x-1"], "name": ["道路数据完整范围"]})
    return gpd.GeoDataFrame(table, geometry=[known])


def declare(layout: Layout, layers: dict[str, pd.DataFrame]) -> tuple[Declaration, ...]:
    """Declarations for every layer and every kind that occurs in it, and for those not there."""
    return tuple(_declarations(layout, layers))


def _declarations(layout: Layout, layers: dict[str, pd.DataFrame]) -> Iterator[Declaration]:
    extents = _extents(layout, layers["street_extent"])
    for layer in LAYERS:
        own = _declaration(layer.name, _LAYER_TERMS[layer.name], extents[layer.name])
        yield own
        if layer.kind_column in (None, "level", "highway"):
            continue
        for kind in sorted(layers[layer.name][layer.kind_column].dropna().unique()):
            terms = _KIND_TERMS.get((layer.name, kind), _LAYER_TERMS[layer.name])
            yield replace(_declaration(layer.name, terms, extents[layer.name]), kind=kind)
    for name, kinds in _NONE_HERE.items():
        for kind in kinds:
            terms = _KIND_TERMS.get((name, kind), _LAYER_TERMS[name])
            yield replace(_declaration(name, terms, extents[name]), kind=kind, none_here=True)


def _extents(layout: Layout, street_extent: pd.DataFrame) -> dict[str, BaseGeometry]:
    extents = {layer.name: layout.boundary for layer in LAYERS}
    extents["streets"] = street_extent["geometry"].iloc[0]
    extents["street_extent"] = extents["streets"]
    extents |= dict.fromkeys(_TOWN_ONLY, town(layout))
    return extents


def _declaration(layer: str, terms: _Terms, extent: BaseGeometry) -> Declaration:
    return Declaration(
        layer=layer,
        source=SOURCE,
        licence=LICENCE,
        as_of=terms.as_of,
        stale_after=terms.stale_after,
        never_stale=terms.stale_after is None,
        extent=extent,
        position_error_m=terms.position_error_m,
        visibility=terms.visibility,
        column_visibility=MappingProxyType(dict.fromkeys(terms.restricted, Visibility.INTERNAL)),
        source_crs="EPSG:4544",
    )
