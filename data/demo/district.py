"""The demo district: a made-up inner-city district, the same for the same seed."""

from types import MappingProxyType

import geopandas as gpd
import pandas as pd
from pyproj import CRS

from data.content_hash import content_hash
from data.demo.addresses import addresses_table
from data.demo.areas import DISTRICT_NAME, areas_table
from data.demo.buildings import buildings_table, raise_buildings
from data.demo.control_zones import control_zones_table
from data.demo.corridors import corridors_table
from data.demo.declarations import SOURCE, declare, street_extent_table
from data.demo.facilities import facilities_table, place_facilities
from data.demo.gates import gates_table
from data.demo.land_use import land_use_table
from data.demo.layout import Layout, lay_out
from data.demo.matters import (
    bundles_table,
    closures_table,
    matters_table,
    station_matters_table,
)
from data.demo.permits import permits_table
from data.demo.residents import residents_table, settle
from data.demo.stations import place_stations, stations_table
from data.demo.streets import street_segments, streets_table
from data.demo.warp import CRS_CODE
from data.district import District
from data.errors import DistrictError
from data.layers import LAYERS, Geometry, Layer
from data.schema import conform
from data.text import Text


def demo_district(seed: int = 15) -> District:
    """A plausible district of about 108 km² and 1.2 million people, made up from `seed`.

    It has every standard layer, in CGCS2000 / 3-degree Gauss-Kruger CM 105E. The same seed gives
    the same content hashes, whenever and wherever it is made. Nothing in it is real.

    Raises:
        DistrictError: The generator made a row that its layer does not allow.
    """
    layout = lay_out(seed)
    crs = CRS(CRS_CODE)
    raw = _tables(layout)
    layers = {layer.name: _standard(layer, raw[layer.name], crs) for layer in LAYERS}
    hashes = {layer.name: content_hash(layer, layers[layer.name], crs) for layer in LAYERS}
    return District(
        name=DISTRICT_NAME,
        source=SOURCE,
        crs=crs,
        layers=MappingProxyType(layers),
        declarations=declare(layout, layers),
        hashes=MappingProxyType(hashes),
    )


def _tables(layout: Layout) -> dict[str, pd.DataFrame]:
    seed = layout.plan.seed
    segments = street_segments(layout.plan, layout.grids, layout.names)
    places = settle(layout)
    stations = place_stations(layout)
    facilities = place_facilities(layout)
    buildings = raise_buildings(layout, places)
    return {
        "areas": areas_table(layout.plan, layout.areas),
        "streets": streets_table(layout.plan, segments, layout.boundary),
        "street_extent": street_extent_table(layout),
        "stations": stations_table(layout, stations),
        "closures": closures_table(stations),
        "matters": matters_table(seed),
        "station_matters": station_matters_table(seed, stations),
        "bundles": bundles_table(),
        "residents": residents_table(layout, places),
        "gates": gates_table(layout, places, stations, facilities),
        "land_use": land_use_table(layout),
        "control_zones": control_zones_table(layout),
        "facilities": facilities_table(layout, facilities),
        "buildings": buildings_table(layout, buildings),
        "addresses": addresses_table(layout, buildings),
        "corridors": corridors_table(layout),
        "permits": permits_table(layout, buildings),
    }


def _standard(layer: Layer, raw: pd.DataFrame, crs: CRS) -> pd.DataFrame:
    conformed = conform(layer, raw)
    for bad in conformed.bad_rows:
        raise DistrictError(
            layer.name,
            Text(f"{bad.field} 为“{bad.found}”", f"{bad.field} is {bad.found!r}"),
            bad.reason,
            at=bad.index,
        )
    table = conformed.table.sort_values("id", kind="stable").reset_index(drop=True)
    if layer.geometry is Geometry.NONE:
        return pd.DataFrame(table)
    spatial: pd.DataFrame = gpd.GeoDataFrame(table, geometry="geometry", crs=crs)
    return spatial
