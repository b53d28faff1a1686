"""Whatever GDAL reads: GeoPackage, Shapefile, GeoJSON, KML, FlatGeobuf, File Geodatabase, DXF.

Options:
    closed_as_polygons: true to take closed lines as polygons, as drawings (DXF) mean them.
"""

import json
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd
import pyogrio
import shapely
from numpy.typing import NDArray
from pyogrio.errors import CRSError as LayerCRSError
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError
from pyproj import CRS
from pyproj.exceptions import CRSError

from data.errors import SourceError
from data.sources.own_driver import (
    require_driver,
    require_plain_content,
    require_plain_path,
    without_network,
)
from data.sources.raw import RawReject, RawTable, SourceSpec, cells_of
from data.sources.raw_file import MAX_ROWS, require_bytes, require_file, require_rows
from data.sources.shapefile import decoded_shapefile, require_sidecars
from data.text import Text

_FAILURES = (
    DataSourceError, DataLayerError, FeatureError, FieldError, GeometryError, LayerCRSError,
    UnicodeDecodeError,
)  # fmt: skip
_KINDS: Mapping[str, tuple[tuple[str, ...], Text]] = MappingProxyType(
    {
        "gpkg": (("SQLite",), Text("GeoPackage 文件", "a GeoPackage")),
        "shp": (("Shapefile",), Text("Shapefile 文件", "a Shapefile")),
        "geojson": (("JSON",), Text("GeoJSON 文件", "a GeoJSON file")),
        "kml": (("XML", "ZIP"), Text("KML 或 KMZ 文件", "a KML or KMZ file")),
        "fgb": (("FlatGeobuf",), Text("FlatGeobuf 文件", "a FlatGeobuf file")),
        "dxf": (("text", "DXF"), Text("DXF 图形文件", "a DXF drawing")),
    }
)
_FORMAT_OF_ENDING = {".json": "geojson", ".kmz": "kml"}
_ENCODING_INSIDE = Text(
    "该格式自带编码，配方中的 encoding 未采用",
    "this format says its encoding itself; the one in the recipe was not used",
)
# QGIS keeps its styles in a table of the same file.
_NOT_DATA = frozenset({"layer_styles", "qgis_projects"})
_MAX_WARNINGS = 10
_LATIN = "ISO-8859-1"


def read_gdal(spec: SourceSpec) -> RawTable:
    """Read one layer of a file that GDAL understands.

    Returns:
        The rows, geometry two-dimensional, x east and y north, in the CRS that the recipe names,
        else the file. A shape that cannot be built becomes a reject.

    Raises:
        SourceError: The file is not what its name says, has several layers and none is named,
            has no CRS and none is named, or is too large.
    """
    name = spec.format or spec.file.suffix.lower().lstrip(".")
    file_format = _FORMAT_OF_ENDING.get(f".{name}", name)
    _require_source(spec, file_format)
    with without_network():
        return _read(spec, file_format)


def _read(spec: SourceSpec, file_format: str) -> RawTable:
    # Every byte survives Latin-1: the encoding of a Shapefile is found out afterwards.
    latin = _LATIN if file_format == "shp" else None
    names = _layer_names(spec.file, file_format, latin)
    layer = _layer(spec, names)
    frame, said = _rows(spec.file, layer, latin)
    notes = tuple(Text(f"GDAL 提示：{text}", f"GDAL says: {text}") for text in said)
    if latin:
        frame, shapefile_notes = decoded_shapefile(spec, frame)
        notes += shapefile_notes
    elif spec.encoding is not None:
        notes += (_ENCODING_INSIDE,)
    if "geometry" not in frame.columns:
        return RawTable(frame, "", notes=notes)
    crs, crs_notes = _crs(spec, layer, latin)
    rejects = _unbuildable(spec.file, layer, latin, frame)
    frame = frame.drop(index=[int(reject.row) for reject in rejects])
    if spec.options.get("closed_as_polygons"):
        frame = frame.assign(geometry=_closed_as_polygons(frame["geometry"].to_numpy()))
    return RawTable(frame, crs, rejects, notes + crs_notes)


def _require_source(spec: SourceSpec, file_format: str) -> None:
    path = spec.file
    require_plain_path(path)
    if file_format == "gdb":
        expected = Text("File Geodatabase 文件夹（.gdb）", "a File Geodatabase folder (.gdb)")
        if not path.is_dir() or not any(path.glob("*.gdbtable")):
            raise SourceError(path, Text("不是 File Geodatabase", "is none"), expected)
        require_bytes(path, sum(part.stat().st_size for part in path.iterdir()))
        return
    kinds, expected = _KINDS[file_format]
    require_file(spec, kinds, expected)
    if file_format == "shp":
        require_sidecars(path)
    require_plain_content(path, file_format)


def _layer_names(path: Path, file_format: str, encoding: str | None) -> list[str]:
    """All layers, once it is sure that GDAL takes the file for what its ending says."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # they come again, and are noted, when the rows are read
        try:
            names = [str(name) for name, _ in pyogrio.list_layers(path)]
            for name in names[:1]:
                driver = pyogrio.read_info(path, layer=name, encoding=encoding)["driver"]
                require_driver(path, file_format, str(driver))
        except _FAILURES as error:
            raise _unreadable(path, error) from error
    return names


def _layer(spec: SourceSpec, names: Sequence[str]) -> str:
    """The layer to read: the one named, or the only one."""
    choices = [name for name in names if name not in _NOT_DATA]
    listed = "、".join(choices) or "—", ", ".join(choices) or "none"
    if spec.sublayer is not None:
        if spec.sublayer in names:
            return spec.sublayer
        found = Text(f"没有图层“{spec.sublayer}”", f"there is no layer {spec.sublayer!r}")
        expected = Text(f"其中之一：{listed[0]}", f"one of: {listed[1]}")
        raise SourceError(spec.file, found, expected, at="sublayer")
    if len(choices) != 1:
        found = Text(f"含有 {len(choices)} 个图层：{listed[0]}",
                     f"holds {len(choices)} layers: {listed[1]}")  # fmt: skip
        expected = Text("在配方中用 sublayer 指明图层", "the layer named as sublayer in the recipe")
        raise SourceError(spec.file, found, expected, at="sublayer")
    return choices[0]


def _rows(path: Path, layer: str, encoding: str | None) -> tuple[pd.DataFrame, list[str]]:
    """The rows counted from 1, and what GDAL warned of."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            read = pyogrio.read_dataframe(
                path,
                layer=layer,
                encoding=encoding,
                force_2d=True,
                max_features=MAX_ROWS + 1,
                on_invalid="ignore",
            )
        except _FAILURES as error:
            raise _unreadable(path, error) from error
    require_rows(path, len(read))
    frame = pd.DataFrame(read)
    frame.index = pd.RangeIndex(1, len(frame) + 1)
    if "geometry" in frame.columns:
        frame["geometry"] = pd.Series(np.asarray(read["geometry"], object), frame.index, object)
    for name in frame.columns.difference(["geometry"]):
        if frame[name].dtype == object:
            frame[name] = frame[name].map(_plain)
    said = dict.fromkeys(str(warning.message) for warning in caught)
    return frame, list(said)[:_MAX_WARNINGS]


def _plain(value: object) -> object:
    """A cell as one value: lists, as GeoJSON may hold, become JSON text."""
    listed = value.tolist() if isinstance(value, np.ndarray) else value
    return json.dumps(listed, ensure_ascii=False) if isinstance(listed, list | dict) else value


def _crs(spec: SourceSpec, layer: str, encoding: str | None) -> tuple[str, tuple[Text, ...]]:
    """The CRS of the recipe, else of the file; a contradiction is noted, none at all refused."""
    of_file = _crs_of_file(spec.file, layer, encoding)
    if spec.crs is None:
        if of_file:
            return of_file, ()
        raise SourceError(
            spec.file,
            Text("没有坐标系信息", "says nothing of its CRS"),
            Text("在配方中写明坐标系（crs）", "the CRS, named as crs in the recipe"),
            at="crs",
        )
    if not of_file or of_file.casefold() == spec.crs.strip().casefold():
        return spec.crs, ()
    title = CRS.from_user_input(of_file).name
    shown = "file:…" if spec.crs.startswith("file:") else spec.crs
    return spec.crs, (
        Text(
            f"文件自称坐标系为 {title}，按配方采用 {shown}",
            f"the file says its CRS is {title}; the recipe's {shown} is used",
        ),
    )


def _crs_of_file(path: Path, layer: str, encoding: str | None) -> str:
    """As the file has it, a code or WKT; empty where it has none that means a place on Earth."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the rows were read before this: their warnings are noted
        said = pyogrio.read_info(path, layer=layer, encoding=encoding)["crs"]
    if not said:
        return ""
    try:
        crs = CRS.from_user_input(said).to_2d()
    except CRSError:
        return ""
    known = (crs.is_projected or crs.is_geographic) and not crs.name.startswith("Undefined")
    return str(said) if known else ""


def _unbuildable(
    path: Path, layer: str, encoding: str | None, frame: pd.DataFrame
) -> tuple[RawReject, ...]:
    """Rows whose shape is there but cannot be built, such as a ring of two points."""
    missing = shapely.is_missing(frame["geometry"].to_numpy())
    if not missing.any():
        return ()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the same warnings as on the first reading
        _, _, stored, _ = pyogrio.raw.read(
            path, layer=layer, columns=[], force_2d=True, encoding=encoding
        )
    if stored is None:
        return ()
    reason = Text(
        "几何无法构成（如环未闭合、点数不足）",
        "the shape cannot be built (a ring not closed, too few points)",
    )
    lost = [i for i in np.flatnonzero(missing).tolist() if stored[i] is not None]
    return tuple(
        RawReject(str(frame.index[i]), reason, cells=cells)
        for i, cells in zip(lost, cells_of(frame.iloc[lost]), strict=True)
    )


def _closed_as_polygons(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    present = ~shapely.is_missing(shapes)
    lines = present & (shapely.get_type_id(shapes) == shapely.GeometryType.LINESTRING)
    closed = lines & shapely.is_closed(shapes) & (shapely.get_num_points(shapes) >= 4)
    result = shapes.copy()
    result[closed] = [shapely.Polygon(line.coords) for line in shapes[closed]]
    return result


def _unreadable(path: Path, error: Exception) -> SourceError:
    if isinstance(error, UnicodeDecodeError):
        found = Text("文字不是 UTF-8 编码", "its text is not in UTF-8")
        return SourceError(path, found, Text("UTF-8 编码", "UTF-8"), at="encoding")
    found = Text(f"无法读取（{error}）", f"cannot be read ({error})")
    return SourceError(path, found, Text("完整的数据文件", "an undamaged file of its kind"))
