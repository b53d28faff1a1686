"""That GDAL opens a file as what its ending says, and as nothing that leads elsewhere.

GDAL goes by content: a fragment of a VRT, of a service description or of a pipeline anywhere in
the first part of a text is enough for it to open another file, or a web address, in place of the
file given. Such fragments are refused wherever they stand, before GDAL sees the file; a KML
document must further be one, by its own root element; last, the driver must be the format's own.
Below all this lies a net: while an untrusted file is read, GDAL has no network.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import IO
from xml.parsers import expat

import pyogrio

from data.errors import SourceError
from data.sources.geopackage_tables import require_stored_tables
from data.sources.raw_file import MAX_TEXT_BYTES, kind_of, require_bytes
from data.text import Text

# Which drivers may open which format.
DRIVERS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "gpkg": frozenset({"GPKG"}),
        "shp": frozenset({"ESRI Shapefile"}),
        "geojson": frozenset({"GeoJSON"}),
        "kml": frozenset({"KML", "LIBKML"}),
        "fgb": frozenset({"FlatGeobuf"}),
        "gdb": frozenset({"OpenFileGDB"}),
        "dxf": frozenset({"DXF"}),
    }
)
_TEXTS = frozenset({"kml", "geojson", "dxf"})
# By these GDAL knows the formats that name other sources: OGR and raster VRT, descriptions of WFS,
# CSW, WMS, WCS and OGC API services, tile indexes, GDALG pipelines, PDS labels, GML.
# In lower case, and without the `<` before them: a namespace prefix may stand between.
_DETOURS = (
    b"ogrvrtdatasource", b"ogrwfsdatasource", b"ogrcswdatasource", b"ogroapifdatasource",
    b"wfs_capabilities", b"wms_capabilities", b"wmt_ms_capabilities", b"gdal_wms", b"wcs_gdal",
    b"vrtdataset", b"gdaltileindex", b"gdal_streamed_alg", b"product_observational",
    b"pds_version_id", b"opengis.net/gml",
)  # fmt: skip
_KML_NAMESPACE = re.compile(r"|https?://(www\.opengis\.net|earth\.google\.com)/kml/2\.\d+")
# Nobody listens there: a request that GDAL would still make ends on this machine.
_NOWHERE = "http://127.0.0.1:9"
_NO_NETWORK = MappingProxyType(
    {
        "GDAL_HTTP_PROXY": _NOWHERE,
        "GDAL_HTTPS_PROXY": _NOWHERE,
        "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": "none",
    }
)
_CHUNK_BYTES = 1024**2
_MAX_KMZ_MEMBERS = 10_000
_KML = Text("KML 或 KMZ 文件", "a KML or KMZ file")


class _NotKmlError(Exception):
    """The root element is another, or a document type is declared."""


def require_plain_path(path: Path) -> None:
    """Refuse a path that GDAL or pyogrio would take for more than the name of a file.

    Raises:
        SourceError: It begins with /vsi, holds `!` (which leads into an archive) or ends in .zip.
    """
    name = path.as_posix()
    if name.startswith("/vsi") or "!" in name or name.lower().endswith(".zip"):
        found = Text("路径指向虚拟文件或压缩包内部", "its path leads into an archive or elsewhere")
        expected = Text(
            "普通文件，路径中不含“!”，不以 /vsi 开头，不以 .zip 结尾",
            "an ordinary file: no '!' in its path, no /vsi before it, no .zip after it",
        )
        raise SourceError(path, found, expected)


def require_plain_content(path: Path, file_format: str) -> None:
    """Refuse a text that leads elsewhere, a GeoPackage of queries, a KML or KMZ that is none.

    Args:
        path: The file, already known to be of bounded size.
        file_format: A key of `DRIVERS`.

    Raises:
        SourceError: As said.
    """
    if file_format == "gpkg":
        require_stored_tables(path)
    if file_format not in _TEXTS:
        return
    with path.open("rb") as file:
        _require_no_detour(path, file)
        if file_format == "kml" and kind_of(path) == "XML":
            file.seek(0)
            _require_kml(path, file)
    if file_format == "kml" and kind_of(path) == "ZIP":
        _require_plain_kmz(path)


def require_driver(path: Path, file_format: str, driver: str) -> None:
    """Refuse what GDAL opened as another format.

    Raises:
        SourceError: `driver` is not one of the format's own.
    """
    if driver not in DRIVERS[file_format]:
        found = Text(f"内容是 {driver} 格式", f"its content is in the format {driver}")
        names = " / ".join(sorted(DRIVERS[file_format]))
        raise SourceError(path, found, Text(f"{names} 格式", f"the format {names}"))


@contextmanager
def without_network() -> Iterator[None]:
    """GDAL makes no request to anywhere meanwhile; its settings are restored afterwards."""
    before = {name: pyogrio.get_gdal_config_option(name) for name in _NO_NETWORK}
    pyogrio.set_gdal_config_options(dict(_NO_NETWORK))
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options(before)


def _require_no_detour(path: Path, file: IO[bytes]) -> None:
    overlap = max(len(mark) for mark in _DETOURS) - 1
    tail = b""
    while chunk := file.read(_CHUNK_BYTES):
        text = tail + chunk.lower()
        for mark in _DETOURS:
            if mark in text:
                shown = mark.decode()
                found = Text(
                    f"含有指向其他数据源的内容（{shown}）", f"points to other sources ({shown})"
                )
                expected = Text("只含自身数据的文件", "a file that holds its own data only")
                raise SourceError(path, found, expected)
        tail = text[-overlap:]


def _require_kml(path: Path, file: IO[bytes]) -> None:
    """One well-formed document, its root `kml` in a namespace of KML, without a document type."""
    parser = expat.ParserCreate()
    depth = 0

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal depth
        if depth == 0 and not _is_kml(name, attributes):
            raise _NotKmlError
        depth += 1

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    def doctype(*_: object) -> None:
        raise _NotKmlError

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.ParseFile(file)
    except _NotKmlError as error:
        found = Text("根元素不是 kml", "its root element is not kml")
        raise SourceError(path, found, _KML) from error
    except (expat.ExpatError, LookupError, ValueError) as error:
        found = Text(f"XML 有误（{error}）", f"its XML is broken ({error})")
        raise SourceError(path, found, _KML) from error


def _is_kml(root: str, attributes: Mapping[str, str]) -> bool:
    prefix, _, name = root.rpartition(":")
    namespace = attributes.get(f"xmlns:{prefix}" if prefix else "xmlns", "")
    return name == "kml" and _KML_NAMESPACE.fullmatch(namespace) is not None


def _require_plain_kmz(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _require_bounded(path, members)
            documents = [m for m in members if m.filename.lower().endswith(".kml")]
            if not documents:
                found = Text("压缩包内没有 KML", "is an archive without KML in it")
                raise SourceError(path, found, _KML)
            for member in documents:
                with archive.open(member) as file:
                    _require_no_detour(path, file)
                with archive.open(member) as file:
                    _require_kml(path, file)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        found = Text(f"压缩包无法读取（{error}）", f"the archive cannot be read ({error})")
        raise SourceError(path, found, _KML) from error


def _require_bounded(path: Path, members: list[zipfile.ZipInfo]) -> None:
    if len(members) > _MAX_KMZ_MEMBERS:
        n = len(members)
        found = Text(f"压缩包内有 {n} 个文件", f"is an archive of {n} files")
        expected = Text(f"不超过 {_MAX_KMZ_MEMBERS} 个", f"at most {_MAX_KMZ_MEMBERS}")
        raise SourceError(path, found, expected)
    require_bytes(path, sum(member.file_size for member in members), MAX_TEXT_BYTES)
