"""`coverage.gpkg`: the answer as layers that QGIS opens with their styles."""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from shapely.geometry.base import BaseGeometry

from data.district import District
from data.layers import LAYER_BY_NAME
from data.visibility import visible
from geo.answers import Coverage, Tally
from maps.qgis_style import layer_styles


def write_coverage_geopackage(
    path: Path,
    district: District,
    answer: Coverage,
    circles: Mapping[Fraction, BaseGeometry],
) -> None:
    """Write areas, circles, streets, residents and stations of an answer, and their styles.

    Restricted layers are left out: they never leave.
    """
    made = {
        "areas": _areas(district, answer),
        "circles": _circles(district, circles),
        "streets": district.features("streets")[["id", "name", "highway", "geometry"]],
        "residents": _residents(district, answer),
        "stations": _stations(district, answer),
    }
    shown = {name: _shown(district, name, table) for name, table in made.items()}
    layers = {name: table for name, table in shown.items() if table is not None}
    for name, table in layers.items():
        pyogrio.write_dataframe(
            gpd.GeoDataFrame(table, crs=district.crs),
            path,
            layer=name,
            driver="GPKG",
            append=path.exists(),
            dataset_options=None if path.exists() else {"VERSION": "1.2"},
            geometry_type=None if len(table) else "Unknown",
        )
    styles = layer_styles(list(circles), list(layers))
    pyogrio.write_dataframe(styles, path, layer="layer_styles", driver="GPKG", append=True)


def _shown(
    district: District, name: str, table: gpd.GeoDataFrame | None
) -> gpd.GeoDataFrame | None:
    """What of a table may be shown: without restricted rows and columns, None where restricted."""
    if table is None or name not in LAYER_BY_NAME:
        return table
    allowed = visible(district, name)
    if allowed.table is None:
        return None
    return table.loc[allowed.table.index].drop(columns=[*allowed.hidden_columns], errors="ignore")


def _residents(district: District, answer: Coverage) -> gpd.GeoDataFrame:
    found, group = answer.residents, answer.question.group
    table = district.features("residents")[["id", "name", group, "modelled", "geometry"]]
    return table.assign(
        status=found.status,
        reason=found.reason,
        minutes=found.minutes(answer.question),
        station_id=found.station,
        access_m=np.where(found.access_mm < 0, np.nan, found.access_mm / 1000),
        stations_within=found.stations_within,
    )


def _stations(district: District, answer: Coverage) -> gpd.GeoDataFrame:
    columns = ["id", "name", "tier", "kind", "network", "opening_hours", "geometry"]
    table = district.features("stations")[columns]
    alone = [answer.stations.get(i) for i in table["id"]]
    notes = [answer.station_notes.get(i) for i in table["id"]]
    return table.assign(
        covered=[s.tally.covered if s else np.nan for s in alone],
        nearest=[s.nearest if s else np.nan for s in alone],
        note=[f"{n.zh} / {n.en}" if n else "" for n in notes],
    )


def _areas(district: District, answer: Coverage) -> gpd.GeoDataFrame | None:
    if not district.has("areas"):
        return None
    table = district.features("areas")[["id", "name", "level", "parent", "geometry"]]
    tallies = [answer.areas.get(i) for i in table["id"]]
    names = ("total", "covered", "uncovered", "unknown", "modelled", "share_min", "share_max")
    return table.assign(**{name: _numbers(tallies, name) for name in names})


def _numbers(tallies: list[Tally | None], name: str) -> pd.Series:
    values = [getattr(t, name) if t else None for t in tallies]
    return pd.Series(pd.array(values, dtype="Float64"))


def _circles(district: District, circles: Mapping[Fraction, BaseGeometry]) -> gpd.GeoDataFrame:
    """Widest first, so that QGIS draws the narrow ones on top."""
    bands = sorted(circles, reverse=True)
    shapes = [shapely.multipolygons(shapely.get_parts(circles[band])) for band in bands]
    minutes = pd.DataFrame({"minutes": [float(band) for band in bands]})
    return gpd.GeoDataFrame(minutes, geometry=shapes, crs=district.crs)
