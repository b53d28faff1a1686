"""Reader of OpenStreetMap files (.osm, .osm.pbf, .osm.gz, .osm.bz2).

`SourceSpec.sublayer` says what is wanted:

- `streets`: the highway ways split at junctions, see `data.streets.osm_streets`;
- `points`: tagged nodes, see `data.sources.osm_features`;
- `areas`: tagged closed ways and multipolygons.

`SourceSpec.options`, for points and areas only:

- `tags`: which features, any one suffices: `{"building": "*"}`,
  `{"amenity": ["townhall", "public_building"]}`;
- `columns`: which tags become columns beside `id` (`n5`, `w12`, `r7`) and `name`;
- `centroids`: for points: true to add the centroids of areas with these tags.
"""

import bz2
import gzip
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from data.errors import SourceError
from data.sources.osm_filter import bad_option, feature_filter
from data.sources.raw import RawTable, SourceSpec
from data.sources.raw_file import MAX_BYTES, require_bytes
from data.text import Text

SUBLAYERS = ("streets", "points", "areas")
_OPTIONS = frozenset({"tags", "columns", "centroids"})
_UNPACKERS: Mapping[str, Callable[[Path], gzip.GzipFile | bz2.BZ2File]] = MappingProxyType(
    {".gz": gzip.GzipFile, ".bz2": bz2.BZ2File}
)
_CHUNK_BYTES = 1024**2
_OSM_CRS = frozenset({None, "EPSG:4326", "wgs84", "WGS84"})


def read_osm(spec: SourceSpec) -> RawTable:
    """Read streets, points or areas of an OpenStreetMap file, in WGS 84.

    Raises:
        SourceError: The file is not OSM or broken, or the request makes no sense.
    """
    _check_request(spec)
    _require_bounded(spec.file)
    wanted = None if spec.sublayer == "streets" else feature_filter(spec)
    # pyosmium and what stands on it take long to load; most commands never need them.
    from data.sources import osm_features
    from data.streets import osm_streets

    try:
        if wanted is None:
            return osm_streets.read_streets(spec.file)
        if spec.sublayer == "areas":
            return osm_features.read_areas(spec.file, wanted)
        return osm_features.read_points(spec.file, wanted)
    except RuntimeError as error:  # what pyosmium raises for anything it cannot read
        raise _unsound(spec.file, error) from error


def _require_bounded(file: Path) -> None:
    """Refuse what is too large, as it lies there or unpacked."""
    require_bytes(file, file.stat().st_size)
    opener = _UNPACKERS.get(file.suffix.lower())
    if opener is None:
        return
    unpacked = 0
    try:
        with opener(file) as packed:
            while unpacked <= MAX_BYTES and (chunk := packed.read(_CHUNK_BYTES)):
                unpacked += len(chunk)
    except (OSError, EOFError, zlib.error) as error:
        raise _unsound(file, error) from error
    require_bytes(file, unpacked)


def _unsound(file: Path, error: Exception) -> SourceError:
    return SourceError(
        file,
        Text(
            f"不是完好的 OpenStreetMap 文件（{error}）",
            f"is not a sound OpenStreetMap file ({error})",
        ),
        Text(
            "完整的 .osm 或 .osm.pbf 文件，内容与扩展名一致",
            "a complete .osm or .osm.pbf file that is what its ending says",
        ),
    )


def _check_request(spec: SourceSpec) -> None:
    if not spec.file.is_file():
        raise SourceError(
            spec.file,
            Text("找不到该文件", "there is no such file"),
            Text(".osm 或 .osm.pbf 文件", "an .osm or .osm.pbf file"),
        )
    if spec.sublayer not in SUBLAYERS:
        names = ", ".join(SUBLAYERS)
        raise SourceError(
            spec.file,
            Text(f"子图层为“{spec.sublayer}”", f"the sub-layer is {spec.sublayer!r}"),
            Text(f"其中之一：{names}", f"one of {names}"),
            at="sublayer",
        )
    if spec.crs not in _OSM_CRS:
        raise SourceError(
            spec.file,
            Text(f"声明的坐标系为“{spec.crs}”", f"the CRS is declared as {spec.crs!r}"),
            Text("OpenStreetMap 一律为 EPSG:4326", "EPSG:4326, as all OpenStreetMap data"),
            at="crs",
        )
    unknown = sorted(set(spec.options) - _OPTIONS)
    if unknown:
        raise bad_option(spec, unknown[0], Text("未知选项", "is no known option"))
