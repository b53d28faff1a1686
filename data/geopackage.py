"""A district as one GeoPackage: written in one step, read with every bad row accounted for."""

import warnings
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, FieldError
from pyproj import CRS
from shapely.errors import GEOSException

from data.atomic import replacing
from data.district import District
from data.district_tables import Found, district_from_tables
from data.errors import SourceError
from data.layers import LAYER_BY_NAME, Geometry
from data.metadata import (
    DECLARATIONS,
    IMPORT_LOG,
    INFO,
    METADATA_TABLES,
    declarations_table,
    info_table,
    log_table,
)
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
    tables = {n: _table(path, n) for n in (*LAYER_BY_NAME, *METADATA_TABLES) if n in present}
    return district_from_tables(
        Found(path, path.name, path.stem, tables, lambda _, label: f"fid {label}")
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
