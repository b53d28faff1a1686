"""`coverage.gpkg`: the answer as layers that QGIS opens with their styles."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from api.outputs.shown import NOT_TOLD, Shown
from api.outputs.tables import (
    MATTER_COLUMNS,
    WEEK_COLUMNS,
    matter_rows,
    matters_within,
    week_rows,
)
from data.district import District
from data.geopackage import GEOPACKAGE_VERSION
from geo.answers import Coverage, Tally
from geo.report import Report
from maps.qgis_style import layer_styles

_SYNCHRONOUS = "OGR_SQLITE_SYNCHRONOUS"
_TITLES = {
    "areas": "各区域覆盖率",
    "circles": "步行圈",
    "streets": "道路",
    "residents": "常住人口覆盖情况",
    "stations": "政务服务站点",
    "matters": "各事项覆盖情况",
    "week": "一周逐时覆盖情况",
    "answer": "结果文档",
}


def write_coverage_geopackage(path: Path, part: Shown, document: str) -> None:
    """Write areas, circles, streets, residents and stations of an answer, and their styles.

    Where they were asked, the tables `matters` and `week` hold the lines of the CSV files.
    The table `answer` holds `coverage.json` as it was written beside it (`document`): the
    question, every figure and the hash of each layer.
    """
    district, answer = part.district, part.answer
    layers = {
        "areas": _areas(district, answer),
        "circles": _circles(district, part.circles),
        "streets": district.features("streets")[["id", "name", "highway", "geometry"]],
        "residents": _residents(district, part.report),
        "stations": _stations(district, part.report),
    }
    tables = {
        "matters": _plain_table(MATTER_COLUMNS, matter_rows(part.report)),
        "week": _plain_table(WEEK_COLUMNS, week_rows(part.report)),
    }
    with _unsynchronised():
        for name, table in layers.items():
            if table is not None:
                _write(path, name, gpd.GeoDataFrame(table, crs=district.crs))
        for name, rows in tables.items():
            if len(rows):
                _write(path, name, rows)
        _write(path, "answer", pd.DataFrame({"document": [document]}))
        _write(path, "layer_styles", layer_styles(list(part.circles), list(layers)))


@contextmanager
def _unsynchronised() -> Iterator[None]:
    """Let the operating system write to the disk when it likes: nobody reads a file half made."""
    before = pyogrio.get_gdal_config_option(_SYNCHRONOUS)
    pyogrio.set_gdal_config_options({_SYNCHRONOUS: "OFF"})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({_SYNCHRONOUS: before})


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


def _plain_table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> pd.DataFrame:
    """Rows of a CSV table; what is empty there is null here."""
    values = [[None if value == "" else value for value in row] for row in rows]
    return pd.DataFrame(values, columns=list(columns)).convert_dtypes()


def _residents(district: District, report: Report) -> gpd.GeoDataFrame:
    answer = report.coverage
    found, group = answer.residents, answer.question.group
    table = district.features("residents")[["id", "name", group, "modelled", "geometry"]]
    table = table.assign(
        status=found.status,
        reason=found.reason,
        minutes=found.minutes(answer.question),
        station_id=found.station,
        tier=found.tier,
        access_m=np.where(found.access_mm < 0, np.nan, found.access_mm / 1000),
        stations_within=_told(found.stations_within),
    )
    if report.matters:
        table = table.assign(matters_within=matters_within(report))
    return table


def _stations(district: District, report: Report) -> gpd.GeoDataFrame:
    answer = report.coverage
    columns = ["id", "name", "tier", "kind", "network", "opening_hours", "geometry"]
    table = district.features("stations")[columns]
    alone = [answer.main.stations.get(i) for i in table["id"]]
    notes = [answer.station_notes.get(i) for i in table["id"]]
    hanging = report.dependence.get(answer.question.group, {})
    only = [hanging.get(i) for i in table["id"]]
    return table.assign(
        covered=[s.tally.covered if s else np.nan for s in alone],
        nearest=[s.nearest if s else np.nan for s in alone],
        alone=[o.alone if o else np.nan for o in only],
        note=[f"{n.zh} / {n.en}" if n else "" for n in notes],
    )


def _told(counts: NDArray[np.int64]) -> NDArray[np.float64]:
    return np.where(counts == NOT_TOLD, np.nan, counts)


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
