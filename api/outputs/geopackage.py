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

from api.outputs.shown import Shown
from data.district import District
from data.geopackage import GEOPACKAGE_VERSION
from geo.answers import Coverage, Tally
from maps.qgis_style import layer_styles

_TITLES = {
    "areas": "各区域覆盖率",
    "circles": "步行圈",
    "streets": "道路",
    "residents": "常住人口覆盖情况",
    "stations": "政务服务站点",
    "answer": "结果文档",
}


def write_coverage_geopackage(path: Path, part: Shown, document: str) -> None:
    """Write areas, circles, streets, residents and stations of an answer, and their styles.

    The table `answer` holds `coverage.json` as it was written beside it (`document`): the
    question, every figure and the hash of each layer.
    """
    district, answer = part.district, part.answer
    layers = {
        "areas": _areas(district, answer),
        "circles": _circles(district, part.circles),
        "streets": district.features("streets")[["id", "name", "highway", "geometry"]],
        "residents": _residents(district, answer),
        "stations": _stations(district, answer),
    }
    for name, table in layers.items():
        if table is not None:
            _write(path, name, gpd.GeoDataFrame(table, crs=district.crs))
    _write(path, "answer", pd.DataFrame({"document": [document]}))
    _write(path, "layer_styles", layer_styles(list(part.circles), list(layers)))


def _write(path: Path, name: str, table: pd.DataFrame) -> None:
    spatial = isinstance(table, gpd.GeoDataFrame)
    title = _TITLES.get(name, "")
    pyogrio.write_dataframe(
        table,
        path,
        layer=name,
        driver="GPKG",
        append=path.exists(),
        dataset_options=None if path.exists() else {"VERSION": GEOPACKAGE_VERSION},
        layer_options={"IDENTIFIER": title} if title else None,
        geometry_type="Unknown" if spatial and not len(table) else None,
    )


def _residents(district: District, answer: Coverage) -> gpd.GeoDataFrame:
    found, group = answer.residents, answer.question.group
    table = district.features("residents")[["id", "name", group, "modelled", "geometry"]]
    return table.assign(
        status=found.status,
        reason=found.reason,
        minutes=found.minutes(answer.question),
        station_id=found.station,
        access_m=np.where(found.access_mm < 0, np.nan, found.access_mm / 1000),
        stations_within=np.where(found.stations_within < 0, np.nan, found.stations_within),
    )


def _stations(district: District, answer: Coverage) -> gpd.GeoDataFrame:
    columns = ["id", "name", "tier", "kind", "network", "opening_hours", "geometry"]
    table = district.features("stations")[columns]
    alone = [answer.main.stations.get(i) for i in table["id"]]
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
    tallies = [answer.main.areas.get(i) for i in table["id"]]
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
