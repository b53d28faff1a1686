"""The datum or CRS that a recipe names for a source, in the notation of `SourceSpec.crs`.

    EPSG:4490, EPSG:4544, ...    any authority code that PROJ knows
    gcj02, bd09                  the shifted datums, which have no code
    +proj=tmerc ...              a PROJ string, or WKT as found in a .prj
    file:PATH                    a private file with the parameters of a city's local system

The content of a private file never enters a message, a `repr` or an output; its name does. Such a
file holds a PROJ string or WKT of a CRS, or a PROJ pipeline from local metres (x east, y north)
to longitude and latitude on CGCS2000.
"""

import math
import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from pyproj import CRS
from pyproj.exceptions import CRSError

from data.errors import RecipeError
from data.text import Text

_PRIVATE_PREFIX = "file:"
_MAX_PARAMETER_BYTES = 65536
_MAX_NOTATION_LETTERS = 20000
# PROJ would also take bare names and guess; only codes, PROJ strings and WKT are taken here.
_CODE = re.compile(r"[A-Za-z]+:\w+")
_WKT = re.compile(r"[A-Za-z_]+\s*\[.*\]", re.DOTALL)
_SHIFTED_SPELLINGS = {"gcj02": "gcj02", "gcj-02": "gcj02", "bd09": "bd09", "bd-09": "bd09"}
_EXPECTED = Text(
    "EPSG:4490 一类的代码、gcj02、bd09、PROJ 字符串，或 file:参数文件",
    "a code such as EPSG:4490, gcj02, bd09, a PROJ string, or file:PARAMETER_FILE",
)

# GB/T 3-degree zones of CGCS2000 without zone prefix: EPSG 4534 (75 E) to 4554 (135 E).
_FIRST_MERIDIAN, _LAST_MERIDIAN, _ZONE_WIDTH = 75, 135, 3
_FIRST_CODE = 4534


class DatumKind(StrEnum):
    """How positions on this datum become longitude and latitude."""

    CRS = "crs"
    GCJ02 = "gcj02"
    BD09 = "bd09"
    PIPELINE = "pipeline"


@dataclass(frozen=True)
class Datum:
    """What the coordinates of a source mean. Make it with `parse_datum`.

    Attributes:
        label: What messages and outputs may say: `EPSG:4544`, `gcj02`, `file:NAME`, a CRS name.
        kind: How it becomes longitude and latitude.
        definition: What PROJ takes; empty for the shifted datums. Secret when `private`.
        private: Whether the definition came from a private file.
    """

    label: str
    kind: DatumKind
    definition: str = field(default="", repr=False)
    private: bool = False

    @property
    def crs(self) -> CRS:
        """The horizontal CRS; only where `kind` is `CRS`."""
        return _horizontal(self.definition)


@lru_cache(maxsize=32)
def _horizontal(definition: str) -> CRS:
    return CRS.from_user_input(definition).to_2d()


def parse_datum(notation: str, file: object) -> Datum:
    """Understand the notation of `SourceSpec.crs`.

    Args:
        notation: As written in a recipe, or as a reader found it in the source.
        file: The source or recipe, for messages.

    Raises:
        RecipeError: The notation means nothing, is no horizontal CRS, or its private file cannot
            be used.
    """
    text = notation.strip()
    shifted = _SHIFTED_SPELLINGS.get(text.casefold())
    if shifted is not None:
        return Datum(shifted, DatumKind(shifted))
    if text.startswith(_PRIVATE_PREFIX):
        return _private_datum(Path(text.removeprefix(_PRIVATE_PREFIX)), file)
    crs = _horizontal_crs(text)
    if crs is None:
        shown = text if len(text) <= 80 else text[:77] + "..."
        found = Text(
            f"坐标系“{shown}”无法识别，或不是平面或经纬度坐标系",
            f"the CRS {shown!r} is unknown, or neither projected nor geographic",
        )
        raise RecipeError(file, found, _EXPECTED, at="crs")
    return Datum(_label(text, crs), DatumKind.CRS, text)


def district_crs(lon: float) -> CRS:
    """The CGCS2000 3-degree zone without prefix in which a district at `lon` is stored.

    Args:
        lon: Longitude of the district's centre in degrees east.

    Raises:
        RecipeError: No such zone: the district is not in China and its recipe must name a CRS.
    """
    if math.isfinite(lon):
        meridian = _ZONE_WIDTH * math.floor(lon / _ZONE_WIDTH + 0.5)
        if _FIRST_MERIDIAN <= meridian <= _LAST_MERIDIAN:
            return CRS.from_epsg(_FIRST_CODE + (meridian - _FIRST_MERIDIAN) // _ZONE_WIDTH)
    raise RecipeError(
        "crs",
        Text(
            f"区县中心经度为 {lon:g}，不在 CGCS2000 三度带范围内",
            f"the district's centre is at longitude {lon:g}, outside the CGCS2000 3-degree zones",
        ),
        Text("在配方中写明米制投影坐标系", "a projected CRS in metres, named in the recipe"),
    )


def _private_datum(path: Path, file: object) -> Datum:
    label = f"{_PRIVATE_PREFIX}{path.name}"
    definition = _parameters(path, file)
    if "proj=pipeline" in definition.replace(" ", ""):
        return Datum(label, DatumKind.PIPELINE, definition, private=True)
    if _horizontal_crs(definition) is None:
        raise _unusable(path, file)
    return Datum(label, DatumKind.CRS, definition, private=True)


def _parameters(path: Path, file: object) -> str:
    """The definition in a private file, without comment lines; never repeated in messages."""
    if not path.is_file():
        found = Text(f"参数文件 {path.name} 不存在", f"there is no parameter file {path.name}")
        raise RecipeError(file, found, _EXPECTED, at="crs")
    with path.open("rb") as handle:
        content = handle.read(_MAX_PARAMETER_BYTES + 1)
    text = content.decode("utf-8-sig", errors="replace")
    if len(content) > _MAX_PARAMETER_BYTES or "\ufffd" in text:
        raise _unusable(path, file)
    lines = (line.strip() for line in text.splitlines())
    return " ".join(line for line in lines if line and not line.startswith("#"))


def _unusable(path: Path, file: object) -> RecipeError:
    return RecipeError(
        file,
        Text(f"参数文件 {path.name} 无法使用", f"the parameter file {path.name} cannot be used"),
        Text(
            "一个 PROJ 字符串、WKT 或 PROJ 流程（局部米制坐标到 CGCS2000 经纬度）",
            "one PROJ string, WKT, or PROJ pipeline from local metres to CGCS2000 degrees",
        ),
        at="crs",
    )


def _horizontal_crs(definition: str) -> CRS | None:
    """The CRS, or None; PROJ's own message is dropped because it repeats the definition."""
    if len(definition) > _MAX_NOTATION_LETTERS or not _is_definition(definition):
        return None
    try:
        crs = _horizontal(definition)
    except CRSError:
        return None
    return crs if crs.is_projected or crs.is_geographic else None


def _is_definition(text: str) -> bool:
    # `+init` would have PROJ read another file.
    is_proj = text.startswith("+") and "+proj=" in text and "+init" not in text
    return is_proj or bool(_CODE.fullmatch(text) or _WKT.fullmatch(text))


def _label(text: str, crs: CRS) -> str:
    """The code, or the name where there is none: a .prj may hold local parameters."""
    if "[" not in text and "=" not in text:
        return text.upper()
    authority = crs.to_authority(min_confidence=90)
    return ":".join(authority) if authority else crs.name
