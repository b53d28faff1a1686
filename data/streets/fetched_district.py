"""Fetched streets as a district of their own: boundary, streets, and where they are complete."""

from datetime import date
from types import MappingProxyType

import geopandas as gpd
import pandas as pd
from pyproj import CRS
from shapely.geometry.base import BaseGeometry

from data.content_hash import content_hash
from data.coordinates.datum import district_crs
from data.declarations import Declaration, Visibility
from data.district import District
from data.layers import LAYER_BY_NAME
from data.schema import conform
from data.streets.assemble import assemble_streets
from data.streets.cuts import clip_streets
from data.streets.overpass import FetchedStreets

_SOURCE = "OpenStreetMap 贡献者，经 Overpass 获取 / OpenStreetMap contributors, through Overpass"
_LICENCE = "ODbL 1.0"


def district_of_streets(fetched: FetchedStreets, name: str, as_of: date) -> District:
    """A district of three layers in its own CGCS2000 zone; recipes take them as sources.

    Args:
        fetched: Streets and boundary in WGS 84 degrees.
        name: What to call the district.
        as_of: The day the streets were fetched.

    Raises:
        RecipeError: The place lies outside the CGCS2000 zones.
    """
    crs = district_crs(fetched.boundary.centroid.x)
    boundary = _projected(fetched.boundary, crs)
    extent = _projected(fetched.extent, crs)
    raw = gpd.GeoDataFrame(fetched.table.frame, geometry="geometry", crs="EPSG:4326").to_crs(crs)
    streets = clip_streets(assemble_streets(raw).table, extent)
    layers = {
        "areas": _one("areas", crs, boundary, id="area", name=name, level="district"),
        "streets": streets.sort_values("id", kind="stable").reset_index(drop=True),
        "street_extent": _one("street_extent", crs, extent, id="extent", name=name),
    }
    return District(
        name=name,
        source=name,
        crs=crs,
        layers=MappingProxyType(layers),
        declarations=tuple(_declared(layer, as_of, extent) for layer in layers),
        hashes=MappingProxyType(
            {n: content_hash(LAYER_BY_NAME[n], t, crs) for n, t in layers.items()}
        ),
        notes=fetched.table.notes,
    )


def _projected(shape: BaseGeometry, crs: CRS) -> BaseGeometry:
    projected: BaseGeometry = gpd.GeoSeries([shape], crs="EPSG:4326").to_crs(crs).iloc[0]
    return projected


def _one(layer: str, crs: CRS, shape: BaseGeometry, **values: str) -> pd.DataFrame:
    row = gpd.GeoDataFrame([values], geometry=[shape], crs=crs)
    return conform(LAYER_BY_NAME[layer], row).table


def _declared(layer: str, as_of: date, extent: BaseGeometry) -> Declaration:
    return Declaration(
        layer,
        source=_SOURCE,
        licence=_LICENCE,
        as_of=as_of,
        extent=extent,
        visibility=Visibility.PUBLIC,
        source_crs="EPSG:4326",
    )
