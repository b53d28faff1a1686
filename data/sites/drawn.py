"""A site drawn by somebody: one feature of a GeoJSON, GeoPackage, Shapefile, KML or 界址点 TXT."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import CRS
from shapely.geometry.base import BaseGeometry

from data.coordinates.datum import Datum, parse_datum
from data.coordinates.reprojection import each_to_crs
from data.errors import DataError, SiteError, SourceError
from data.sites.coordinates import site_datum
from data.sites.drawn_error import error_of_feature, error_of_file
from data.sites.drawn_shape import require_site_shape
from data.sources.raw import RawTable, SourceSpec
from data.sources.raw_file import require_bytes
from data.sources.read import read_source
from data.text import Text
from data.text_values import as_key_text
from data.written import listed, plain, shown

# Endings of files that may hold a drawn site.
DRAWN_ENDINGS = (".geojson", ".json", ".gpkg", ".shp", ".kml", ".txt")
_MAX_BYTES = 256 * 1024**2
# Columns that may name a feature, and those that say what it is called.
_ID_COLUMNS = ("id", "地块编号")
_NAME_COLUMNS = ("name", "地块名称", "名称", "Name")
_LISTED = 20
_FILE = Text(
    "GeoJSON、GeoPackage、Shapefile、KML 或界址点 TXT 文件",
    "a GeoJSON, GeoPackage, Shapefile, KML or boundary-point TXT file",
)


@dataclass(frozen=True)
class Drawn:
    """A drawn site.

    Attributes:
        label: File name, and the feature in it where there were several.
        shape: Point, polygon or multipolygon in the district's CRS, metres.
        error_m: Its position error as the file declares it; None where it does not.
        notes: What a careful colleague would mention.
    """

    label: str
    shape: BaseGeometry
    error_m: float | None
    notes: tuple[Text, ...] = ()


def is_drawn(text: str) -> bool:
    """Whether `text` is meant as a file with a drawn site: `parcel.geojson`, `plan.gpkg#A-1`."""
    return _parts(text)[0].suffix.lower() in DRAWN_ENDINGS


def read_drawn(text: str, crs: CRS, datum: str | None = None) -> Drawn:
    """The one feature that a file holds, or that `file#id` names.

    Args:
        text: Path of the file; `#` and the feature's id (or its row, from 1) behind it where the
            file holds several.
        crs: The district's CRS.
        datum: What the coordinates are in, where the file does not say or says it wrongly; a
            GeoJSON is WGS 84 (RFC 7946) unless said otherwise.

    Raises:
        SiteError: There is not one feature to take, or it is no site: see `require_site_shape`.
        SourceError: The file is not what its ending says.
    """
    path, feature = _parts(text)
    if path.suffix.lower() not in DRAWN_ENDINGS:
        raise SiteError(text, Text("不是可读取的图形文件", "is no file that can be read"), _FILE)
    if path.is_file():
        require_bytes(path, path.stat().st_size, _MAX_BYTES)
    named = None if datum is None else site_datum(datum)
    table = _read(path, named)
    row = _row(path, table, feature)
    label = path.name if feature is None else f"{path.name}#{feature}"
    given = table.frame["geometry"].to_numpy(dtype=object)[row]
    require_site_shape(given, label)
    shape = _moved(given, named or parse_datum(table.crs, path), crs, label)
    require_site_shape(shape, label, in_metres=True)
    error_m = error_of_feature(table.frame.iloc[row], label)
    return Drawn(label, shape, error_of_file(path) if error_m is None else error_m, table.notes)


def drawn_shape(shape: BaseGeometry, label: str, crs: CRS, datum: str | None = None) -> Drawn:
    """A drawn site that came without a file.

    Args:
        shape: As drawn, in longitude and latitude or whatever `datum` says.
        label: What to call it.
        crs: The district's CRS.
        datum: As in `read_drawn`; WGS 84 (RFC 7946) unless said otherwise.

    Raises:
        SiteError: It is no site: see `require_site_shape`; or it cannot be in `datum`.
    """
    require_site_shape(shape, label)
    moved = _moved(shape, site_datum(datum or "wgs84"), crs, label)
    require_site_shape(moved, label, in_metres=True)
    return Drawn(label, moved, None)


def _parts(text: str) -> tuple[Path, str | None]:
    """The file, and the feature named behind `#`; a file may have `#` in its own name."""
    whole = Path(text)
    head, mark, feature = text.rpartition("#")
    if not mark or whole.suffix.lower() in DRAWN_ENDINGS:
        return whole, None
    return Path(head), feature


def _read(path: Path, datum: Datum | None) -> RawTable:
    notation = None if datum is None else datum.definition or datum.kind.value
    try:
        table = read_source(SourceSpec(path, crs=notation))
    except SourceError as error:
        if error.at == "crs":
            expected = Text("用 --datum 注明坐标系", "the datum, named by --datum")
            raise SiteError(path, error.found, expected, at="crs") from error
        if error.at == "sublayer":
            raise SiteError(
                path, error.found, Text("只有一个图层的文件", "a file with a single layer")
            ) from error
        raise
    for reject in table.rejects[:1]:
        if not len(table.frame):
            raise SiteError(path, reject.reason, _FILE, at=reject.row)
    if "geometry" not in table.frame.columns or not len(table.frame):
        raise SiteError(path, Text("没有图形", "holds no shapes"), _FILE)
    return table


def _row(path: Path, table: RawTable, feature: str | None) -> int:
    """The position of the row to take: the only one, or the one that is named."""
    frame = table.frame
    if feature is None:
        if len(frame) + len(table.rejects) == 1:
            return 0
        n = len(frame)
        raise SiteError(
            path, Text(f"含有 {n} 个图形", f"holds {n} features"), _choices(path, frame)
        )
    rows = np.flatnonzero(_names(frame) == plain(feature)).tolist()
    if len(rows) == 1:
        return int(rows[0])
    what = f"{len(rows)} 个" if rows else "没有"
    found = Text(
        f"{what}编号为“{shown(feature)}”的图形",
        f"holds {len(rows) or 'no'} features {shown(feature)!r}",
    )
    raise SiteError(path, found, _choices(path, frame))


def _names(frame: pd.DataFrame) -> NDArray[np.object_]:
    """(N,) by what each feature can be named: its id, else its row from 1."""
    column = next((name for name in _ID_COLUMNS if name in frame.columns), None)
    rows = pd.Series(frame.index.astype(str), frame.index, dtype="string")
    names = rows if column is None else as_key_text(frame[column]).fillna(rows)
    return np.asarray([plain(name) for name in names], dtype=object)


def _choices(path: Path, frame: pd.DataFrame) -> Text:
    """What can be asked for, by what it is called."""
    column = next((name for name in _NAME_COLUMNS if name in frame.columns), None)
    ids: Sequence[str] = _names(frame)[:_LISTED].tolist()
    called = [""] * len(ids) if column is None else list(as_key_text(frame[column]).fillna(""))
    each = [f"{path.name}#{i} {name}".strip() for i, name in zip(ids, called, strict=False)]
    words = listed([shown(word) for word in each])
    more = "……" if len(frame) > _LISTED else ""
    return Text(f"其中之一：{words.zh}{more}", f"one of: {words.en}{more}")


def _moved(shape: BaseGeometry, datum: Datum, crs: CRS, label: str) -> BaseGeometry:
    try:
        moved, wrong = each_to_crs(np.array([shape], dtype=object), datum, crs, file=label)
    except DataError as error:
        raise SiteError(label, error.found, error.expected) from error
    for misfit in wrong:
        raise SiteError(label, misfit.found, misfit.expected)
    place: BaseGeometry = moved[0]
    parts = shapely.get_parts(place)
    return parts[0] if len(parts) == 1 else place
