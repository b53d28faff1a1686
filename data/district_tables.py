"""The tables of a district, wherever they are kept, made into the district that they say it is.

What is asked of them is the same for a file and for a database: layers, ids, reference system.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import geopandas as gpd
import pandas as pd
import shapely
from pyproj import CRS

from data.completeness import with_holes
from data.content_hash import content_hash
from data.coordinates.true_scale import require_true_scale
from data.declarations import Declaration
from data.district import District
from data.errors import DistrictError
from data.import_log import ImportRecord
from data.layer_reading import LayerReading, layer_reading
from data.layers import LAYER_BY_NAME
from data.metadata import DECLARATIONS, IMPORT_LOG, INFO, METADATA_TABLES, SCHEMA_VERSION
from data.metadata_reading import declarations_from, log_from, words
from data.text import Text


@dataclass(frozen=True)
class Found:
    """The tables of a district as they were found, nothing checked yet.

    Attributes:
        where: What messages say they are in: a path, a schema.
        source: What the district, and the log of its rows, says that it came from.
        called: The district's name where its tables do not tell it.
        tables: Standard layers and metadata tables by name. The index of each are whole numbers;
            spatial ones are GeoDataFrames with `geometry`.
        row: What a row is called in the log: from its table and its label in the index.
    """

    where: object
    source: str
    called: str
    tables: Mapping[str, pd.DataFrame]
    row: Callable[[pd.DataFrame, int], str]


def district_from_tables(found: Found) -> District:
    """The district that the tables hold.

    Bad rows are left out, logged, and make holes in what their layer declares as complete (for
    streets: in `street_extent`). Columns that no layer knows are passed over and noted.

    Raises:
        DistrictError: A layer lacks a required column or a CRS, differs from the others in CRS,
            or is not true to scale, or an id occurs in two layers.
    """
    raw = {name: found.tables[name] for name in LAYER_BY_NAME if name in found.tables}
    crs = _common_crs(found.where, raw)
    readings = {name: _reading(found, name) for name in raw}
    _require_true_scale(found.where, crs, readings)
    _require_unique_ids(found.where, readings)
    name, notes = _info(found)
    declared, doubts = _declarations(found, crs)
    layers = {name: reading.table for name, reading in readings.items()}
    _cut_street_extent(layers, readings)
    return District(
        name=name,
        source=found.source,
        crs=crs,
        layers=MappingProxyType(layers),
        declarations=tuple(_with_losses(d, readings) for d in declared),
        import_log=_log(found) + tuple(r for reading in readings.values() for r in reading.log),
        hashes=MappingProxyType(
            {n: content_hash(LAYER_BY_NAME[n], t, crs) for n, t in layers.items()}
        ),
        absent_columns=MappingProxyType({n: r.absent for n, r in readings.items() if r.absent}),
        notes=notes + doubts + _passed_over(readings),
    )


def _reading(found: Found, name: str) -> LayerReading:
    return layer_reading(
        found.where, found.source, LAYER_BY_NAME[name], found.tables[name], found.row
    )


def _passed_over(readings: Mapping[str, LayerReading]) -> tuple[Text, ...]:
    return tuple(
        Text(f"图层 {n} 有未识别的列：{', '.join(r.passed_over)}",
             f"layer {n} has columns not known here: {', '.join(r.passed_over)}")
        for n, r in readings.items() if r.passed_over
    )  # fmt: skip


def _common_crs(where: object, raw: dict[str, pd.DataFrame]) -> CRS:
    crs: CRS | None = None
    expected = Text("全部图层采用同一米制投影坐标系", "all layers in one projected CRS in metres")
    for name, table in raw.items():
        if not isinstance(table, gpd.GeoDataFrame):
            continue
        found = table.crs
        if found is None:
            message = Text("没有坐标系", "has no CRS")
            raise DistrictError(where, message, expected, at=name)
        if not found.is_projected or found.axis_info[0].unit_name != "metre":
            message = Text(f"坐标系为 {found.name}", f"has the CRS {found.name}")
            raise DistrictError(where, message, expected, at=name)
        if crs is not None and found != crs:
            message = Text(
                f"坐标系为 {found.name}，其他图层为 {crs.name}",
                f"has the CRS {found.name}, the others have {crs.name}",
            )
            raise DistrictError(where, message, expected, at=name)
        crs = found
    if crs is None:
        message = Text("没有可识别的空间图层", "no spatial layer known here")
        raise DistrictError(where, message, Text("标准图层", "standard layers"))
    return crs


def _require_unique_ids(where: object, readings: dict[str, LayerReading]) -> None:
    owner: dict[str, str] = {}
    for name, reading in readings.items():
        ids = set(reading.table["id"])
        twice = sorted(ids & owner.keys())
        if twice:
            raise DistrictError(
                where,
                Text(
                    f"编号 {twice[0]} 同时出现在 {owner[twice[0]]} 和 {name}",
                    f"the id {twice[0]} is in {owner[twice[0]]} and in {name}",
                ),
                Text("编号在全部图层中唯一", "ids unique over all layers"),
                at=name,
            )
        owner.update(dict.fromkeys(ids, name))


def _require_true_scale(where: object, crs: CRS, readings: dict[str, LayerReading]) -> None:
    """Over the district, else the streets, else whatever is there: a far station proves nothing."""
    spatial = {n: r.table for n, r in readings.items() if "geometry" in r.table and len(r.table)}
    if "areas" in spatial and (spatial["areas"]["level"] == "district").any():
        spatial["areas"] = spatial["areas"].loc[spatial["areas"]["level"] == "district"]
    for name in ("areas", "streets", *spatial):
        if name in spatial:
            bounds = shapely.total_bounds(spatial[name]["geometry"].to_numpy())
            require_true_scale(crs, tuple(bounds), where)
            return


def _info(found: Found) -> tuple[str, tuple[Text, ...]]:
    """The district's name, and what there is to say about its metadata."""
    missing = [name for name in METADATA_TABLES if name not in found.tables]
    notes = tuple(
        Text(f"缺少元数据表 {name}", f"the metadata table {name} is missing") for name in missing
    )
    if INFO in missing:
        return found.called, notes
    rows = found.tables[INFO].to_dict("records")
    values = {words(row.get("key")): words(row.get("value")) for row in rows}
    version = values.get("schema_version", "")
    if version != SCHEMA_VERSION:
        other = Text(
            f"图层标准版本为“{version}”，本程序按版本 {SCHEMA_VERSION} 读取",
            f"the layers are of version {version!r}; this program reads them as {SCHEMA_VERSION}",
        )
        notes = (*notes, other)
    return values.get("name") or found.called, notes


def _declarations(found: Found, crs: CRS) -> tuple[tuple[Declaration, ...], tuple[Text, ...]]:
    table = found.tables.get(DECLARATIONS)
    if table is None:
        return (), ()
    if isinstance(table, gpd.GeoDataFrame) and table.crs is not None and table.crs != crs:
        table = table.to_crs(crs)
    return declarations_from(table)


def _log(found: Found) -> tuple[ImportRecord, ...]:
    table = found.tables.get(IMPORT_LOG)
    return () if table is None else log_from(table)


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
