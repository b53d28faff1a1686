"""A district as one GeoPackage: written in one step, read with every bad row accounted for."""

import warnings
from collections.abc import Hashable
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, FieldError
from pyproj import CRS
from shapely.errors import GEOSException

from data.atomic import replacing
from data.completeness import with_holes
from data.content_hash import content_hash
from data.coordinates.true_scale import require_true_scale
from data.declarations import Declaration
from data.district import District
from data.errors import DistrictError, SourceError
from data.import_log import ImportRecord
from data.layer_reading import LayerReading, layer_reading
from data.layers import LAYER_BY_NAME, Geometry
from data.metadata import (
    DECLARATIONS,
    IMPORT_LOG,
    INFO,
    METADATA_TABLES,
    SCHEMA_VERSION,
    declarations_table,
    info_table,
    log_table,
)
from data.metadata_reading import declarations_from, log_from, words
from data.sources.geopackage_tables import require_stored_tables
from data.sources.raw_file import require_bytes
from data.text import Text

# What the QGIS of three years ago reads without a warning.
GEOPACKAGE_VERSION = "1.2"
_UNREADABLE = (
    DataSourceError,
    DataLayerError,
    FeatureError,
    FieldError,
    GEOSException,
    UnicodeDecodeError,
)
_SQLITE_MAGIC = b"SQLite format 3\x00"


def write_district(district: District, path: Path) -> None:
    """Write `district` to `path` (.gpkg), replacing what was there in one step.

    Raises:
        WriteError: The file could not be written; an older one is untouched.
    """
    with replacing(path) as scratch:
        for name, table in district.layers.items():
            title = LAYER_BY_NAME[name].title
            _write(scratch, name, table, title, district.crs)
        _write(scratch, INFO, info_table(district.name), Text("区县信息", "District"))
        declared = declarations_table(district.declarations, district.crs)
        _write(scratch, DECLARATIONS, declared, Text("图层声明", "Declarations"), district.crs)
        _write(scratch, IMPORT_LOG, log_table(district.import_log), Text("导入记录", "Import log"))


def _write(path: Path, name: str, table: pd.DataFrame, title: Text, crs: CRS | None = None) -> None:
    spatial = "geometry" in table.columns
    frame = gpd.GeoDataFrame(table, geometry="geometry", crs=crs) if spatial else table
    pyogrio.write_dataframe(
        frame,
        path,
        layer=name,
        driver="GPKG",
        append=path.exists(),
        dataset_options=None if path.exists() else {"VERSION": GEOPACKAGE_VERSION},
        promote_to_multi=False,  # a Polygon that came back as another type would hash anew
        layer_options={"IDENTIFIER": title.zh, "DESCRIPTION": title.en},
        geometry_type=_geometry_type(name) if spatial else None,
    )


def _geometry_type(name: str) -> str:
    if name not in LAYER_BY_NAME:
        return "Unknown"
    kinds = {Geometry.POINT: "Point", Geometry.LINE: "LineString"}
    return kinds.get(LAYER_BY_NAME[name].geometry, "Unknown")


def read_district(path: Path) -> District:
    """Read a district.

    Bad rows are left out, logged, and make holes in what their layer declares as complete (for
    streets: in `street_extent`). Columns that no layer knows are passed over and noted.

    Raises:
        SourceError: The file is not a GeoPackage, is damaged, or larger than a district is.
        DistrictError: A layer lacks a required column or a CRS, differs from the others in CRS,
            or is not true to scale, or an id occurs in two layers.
    """
    _require_geopackage(path)
    present = _layer_names(path)
    wanted = [name for name in LAYER_BY_NAME if name in present]
    raw = {name: _table(path, name) for name in wanted}
    crs = _common_crs(path, raw)
    readings = {name: layer_reading(path, LAYER_BY_NAME[name], raw[name]) for name in wanted}
    _require_true_scale(path, crs, readings)
    _require_unique_ids(path, readings)
    name, notes = _info(path, present)
    declared, doubts = _declarations(path, present, crs)
    layers = {name: reading.table for name, reading in readings.items()}
    _cut_street_extent(layers, readings)
    log = _log(path, present) + tuple(r for reading in readings.values() for r in reading.log)
    passed_over = tuple(
        Text(f"图层 {n} 有未识别的列：{', '.join(r.passed_over)}",
             f"layer {n} has columns not known here: {', '.join(r.passed_over)}")
        for n, r in readings.items() if r.passed_over
    )  # fmt: skip
    return District(
        name=name,
        source=path.name,
        crs=crs,
        layers=MappingProxyType(layers),
        declarations=tuple(_with_losses(d, readings) for d in declared),
        import_log=log,
        hashes=MappingProxyType(
            {n: content_hash(LAYER_BY_NAME[n], t, crs) for n, t in layers.items()}
        ),
        absent_columns=MappingProxyType({n: r.absent for n, r in readings.items() if r.absent}),
        notes=notes + doubts + passed_over,
    )


def _require_geopackage(path: Path) -> None:
    expected = Text("GeoPackage 文件（.gpkg）", "a GeoPackage (.gpkg)")
    if not path.is_file():
        raise SourceError(path, Text("文件不存在", "no such file"), expected)
    require_bytes(path, path.stat().st_size)
    with path.open("rb") as file:
        start = file.read(len(_SQLITE_MAGIC))
    if start != _SQLITE_MAGIC:
        found = Text("不是 GeoPackage", "not a GeoPackage, whatever its name says")
        raise SourceError(path, found, expected)
    require_stored_tables(path)
    try:
        _layer_names(path)
    except DataSourceError as error:
        found = Text(f"无法打开（{error}）", f"cannot be opened ({error})")
        raise SourceError(path, found, expected) from error


def _layer_names(path: Path) -> list[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        return [str(name) for name, _ in pyogrio.list_layers(path)]


def _table(path: Path, name: str) -> pd.DataFrame:
    """One table of the file, its index the row's own number (fid)."""
    try:
        # What GDAL warns of while reading a damaged file is said by its error, or by the rows.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            table: pd.DataFrame = pyogrio.read_dataframe(
                path, layer=name, fid_as_index=True, on_invalid="ignore"
            )
    except _UNREADABLE as error:
        found = Text(f"无法读取（{error}）", f"cannot be read ({error})")
        expected = Text("未损坏的 GeoPackage", "a GeoPackage that is not damaged")
        raise SourceError(path, found, expected, at=name) from error
    return table


def _common_crs(path: Path, raw: dict[str, pd.DataFrame]) -> CRS:
    crs: CRS | None = None
    expected = Text("全部图层采用同一米制投影坐标系", "all layers in one projected CRS in metres")
    for name, table in raw.items():
        if not isinstance(table, gpd.GeoDataFrame):
            continue
        found = table.crs
        if found is None:
            message = Text("没有坐标系", "has no CRS")
            raise DistrictError(path, message, expected, at=name)
        if not found.is_projected or found.axis_info[0].unit_name != "metre":
            message = Text(f"坐标系为 {found.name}", f"has the CRS {found.name}")
            raise DistrictError(path, message, expected, at=name)
        if crs is not None and found != crs:
            message = Text(
                f"坐标系为 {found.name}，其他图层为 {crs.name}",
                f"has the CRS {found.name}, the others have {crs.name}",
            )
            raise DistrictError(path, message, expected, at=name)
        crs = found
    if crs is None:
        message = Text("没有可识别的空间图层", "no spatial layer known here")
        raise DistrictError(path, message, Text("标准图层", "standard layers"))
    return crs


def _require_unique_ids(path: Path, readings: dict[str, LayerReading]) -> None:
    owner: dict[str, str] = {}
    for name, reading in readings.items():
        ids = set(reading.table["id"])
        twice = sorted(ids & owner.keys())
        if twice:
            raise DistrictError(
                path,
                Text(
                    f"编号 {twice[0]} 同时出现在 {owner[twice[0]]} 和 {name}",
                    f"the id {twice[0]} is in {owner[twice[0]]} and in {name}",
                ),
                Text("编号在全部图层中唯一", "ids unique over all layers"),
                at=name,
            )
        owner.update(dict.fromkeys(ids, name))


def _require_true_scale(path: Path, crs: CRS, readings: dict[str, LayerReading]) -> None:
    """Over the district, else the streets, else whatever is there: a far station proves nothing."""
    spatial = {n: r.table for n, r in readings.items() if "geometry" in r.table and len(r.table)}
    if "areas" in spatial and (spatial["areas"]["level"] == "district").any():
        spatial["areas"] = spatial["areas"].loc[spatial["areas"]["level"] == "district"]
    for name in ("areas", "streets", *spatial):
        if name in spatial:
            bounds = shapely.total_bounds(spatial[name]["geometry"].to_numpy())
            require_true_scale(crs, tuple(bounds), path)
            return


def _info(path: Path, present: list[str]) -> tuple[str, tuple[Text, ...]]:
    missing = [name for name in METADATA_TABLES if name not in present]
    notes = tuple(
        Text(f"缺少元数据表 {name}", f"the metadata table {name} is missing") for name in missing
    )
    if INFO in missing:
        return path.stem, notes
    values = {words(row.get("key")): words(row.get("value")) for row in _rows(path, INFO)}
    version = values.get("schema_version", "")
    if version != SCHEMA_VERSION:
        other = Text(
            f"图层标准版本为“{version}”，本程序按版本 {SCHEMA_VERSION} 读取",
            f"the layers are of version {version!r}; this program reads them as {SCHEMA_VERSION}",
        )
        notes = (*notes, other)
    return values.get("name") or path.stem, notes


def _rows(path: Path, name: str) -> list[dict[Hashable, Any]]:
    return _table(path, name).to_dict("records")


def _declarations(
    path: Path, present: list[str], crs: CRS
) -> tuple[tuple[Declaration, ...], tuple[Text, ...]]:
    if DECLARATIONS not in present:
        return (), ()
    table = _table(path, DECLARATIONS)
    if isinstance(table, gpd.GeoDataFrame) and table.crs is not None and table.crs != crs:
        table = table.to_crs(crs)
    return declarations_from(table)


def _log(path: Path, present: list[str]) -> tuple[ImportRecord, ...]:
    if IMPORT_LOG not in present:
        return ()
    return log_from(_table(path, IMPORT_LOG))


def _with_losses(declaration: Declaration, readings: dict[str, LayerReading]) -> Declaration:
    """The declaration with holes where rows of its layer were lost here, whatever their kind."""
    reading = readings.get(declaration.layer)
    if reading is None or not reading.log:
        return declaration
    extent = declaration.extent
    if extent is not None:
        extent = with_holes(extent, reading.lost_shapes)
    return replace(
        declaration, extent=extent, rows_lost=declaration.rows_lost + reading.lost_without_place
    )


def _cut_street_extent(layers: dict[str, pd.DataFrame], readings: dict[str, LayerReading]) -> None:
    """Take lost streets out of `street_extent`; a street lost without its place empties it."""
    streets = readings.get("streets")
    if streets is None or "street_extent" not in layers or not streets.log:
        return
    extent = gpd.GeoDataFrame(layers["street_extent"].copy())
    if streets.lost_without_place:
        layers["street_extent"] = extent.iloc[:0]
        return
    holed = [with_holes(shape, streets.lost_shapes) for shape in extent["geometry"]]
    extent["geometry"] = gpd.GeoSeries(holed, index=extent.index, crs=extent.crs)
    layers["street_extent"] = extent
