"""Any raw source through the reader of its format."""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import cast

from data.errors import RecipeError, SourceError
from data.sources.raw import RawTable, Reader, SourceSpec
from data.text import Text

# A reader is loaded when its format is first asked for: some pull in much.
READERS: Mapping[str, str] = MappingProxyType(
    {
        "gpkg": "data.sources.gdal:read_gdal",
        "shp": "data.sources.gdal:read_gdal",
        "geojson": "data.sources.gdal:read_gdal",
        "kml": "data.sources.gdal:read_gdal",
        "fgb": "data.sources.gdal:read_gdal",
        "gdb": "data.sources.gdal:read_gdal",
        "dxf": "data.sources.gdal:read_gdal",
        "csv": "data.sources.tables:read_csv",
        "xlsx": "data.sources.tables:read_xlsx",
        "cadastral_txt": "data.sources.cadastral_txt:read_cadastral_txt",
        "osm": "data.sources.osm:read_osm",
    }
)
# Longer endings first: `.osm.pbf` before `.pbf`.
FORMAT_OF_ENDING: Mapping[str, str] = MappingProxyType(
    {
        ".osm.pbf": "osm",
        ".osm.gz": "osm",
        ".osm.bz2": "osm",
        ".osm": "osm",
        ".gpkg": "gpkg",
        ".shp": "shp",
        ".geojson": "geojson",
        ".json": "geojson",
        ".kml": "kml",
        ".kmz": "kml",
        ".fgb": "fgb",
        ".gdb": "gdb",
        ".dxf": "dxf",
        ".csv": "csv",
        ".tsv": "csv",
        ".xlsx": "xlsx",
        ".txt": "cadastral_txt",
    }
)
# What offices also have, and what to ask of them.
_INSTEAD: Mapping[str, str] = MappingProxyType(
    {
        ".xls": "XLSX",
        ".mdb": "File Geodatabase / GeoPackage",
        ".dwg": "DXF",
        ".vct": "Shapefile / GeoPackage",
        ".zip": "ZIP → Shapefile, GeoPackage, ...",
        ".rar": "RAR → Shapefile, GeoPackage, ...",
    }
)


def read_source(spec: SourceSpec) -> RawTable:
    """Read the source with the reader that `spec.format` or the file's ending names.

    Raises:
        RecipeError: The format named does not exist.
        SourceError: The ending says nothing, or the reader refuses the file.
    """
    module, _, function = READERS[_format(spec)].partition(":")
    reader = cast("Reader", getattr(import_module(module), function))
    return reader(spec)


def _format(spec: SourceSpec) -> str:
    formats = ", ".join(READERS)
    if spec.format:
        if spec.format in READERS:
            return spec.format
        raise RecipeError(
            spec.file,
            Text(f"格式“{spec.format}”未知", f"the format {spec.format!r} is unknown"),
            Text(f"其中之一：{formats}", f"one of: {formats}"),
            at="format",
        )
    name = spec.file.name.lower()
    for ending, file_format in FORMAT_OF_ENDING.items():
        if name.endswith(ending):
            return file_format
    ending = spec.file.suffix.lower()
    instead = _INSTEAD.get(ending)
    if instead:
        expected = Text(f"导出或解压为 {instead}", f"an export to, or the unpacked, {instead}")
    else:
        expected = Text(f"在配方中写明格式（{formats}）", f"the format named: one of {formats}")
    raise SourceError(
        spec.file,
        Text(f"不能读取 {ending or '无扩展名'} 文件", f"cannot read {ending!r} files"),
        expected,
    )
