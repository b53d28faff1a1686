"""Where a scenario puts things: positions as written, brought to the district's CRS."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import shapely
from pyproj import CRS
from shapely import Point

from data.builder.precision import rounded
from data.coordinates.datum import Datum, DatumKind, parse_datum
from data.coordinates.fit import misfitting
from data.coordinates.reprojection import each_to_crs
from data.errors import RecipeError, ScenarioFileError, SourceError
from data.scenario.tables import PlacedTable
from data.sites.coordinates import DATUMS
from data.text import Text
from data.toml_messages import place
from data.written import key

_DISTRICT = "district"
# No private files and no PROJ strings: a scenario travels, and names nothing on the machine.
_CODE = re.compile(r"EPSG:\d{4,6}", re.IGNORECASE)
_DATUMS = Text(
    "wgs84、cgcs2000、gcj02、bd09，EPSG:4544 一类的代码，或 district（本区坐标系，米）",
    "wgs84, cgcs2000, gcj02, bd09, a code such as EPSG:4544, or district (metres in the "
    "district's CRS)",
)


def points_of(path: Path, tables: Mapping[int, PlacedTable], crs: CRS) -> dict[int, Point]:
    """Where the tables put things, to a tenth of a millimetre.

    Args:
        path: The scenario file, for messages.
        tables: By their number in the file, from 0.
        crs: The district's CRS, projected.

    Returns:
        The points in `crs`, by the same numbers.

    Raises:
        ScenarioFileError: A position has no datum or an unknown one, or cannot be where its datum
            says, or lies far off the district's CRS.
    """
    by_datum: dict[str, list[int]] = {}
    for number, table in sorted(tables.items()):
        by_datum.setdefault(_notation(path, number, table.datum), []).append(number)
    own = Datum(_DISTRICT, DatumKind.CRS, crs.to_wkt())
    points: dict[int, Point] = {}
    for notation, numbers in by_datum.items():
        datum = own if notation == _DISTRICT else _datum(path, numbers[0], notation)
        points |= _moved(path, {n: tables[n] for n in numbers}, datum, own)
    return points


def _notation(path: Path, number: int, written: str | None) -> str:
    """What the rest of the house reads; the names are those by which sites are given, too."""
    if not written:
        found = Text("坐标没有写明坐标系", "is missing: a position without it means nothing")
        raise ScenarioFileError(path, found, _DATUMS, at=_at(number, "datum"))
    if written == _DISTRICT or _CODE.fullmatch(written):
        return written
    named = DATUMS.get(key(written))
    if named is None:
        raise _no_datum(path, number, written)
    return named


def _datum(path: Path, number: int, notation: str) -> Datum:
    try:
        return parse_datum(notation, path)
    except RecipeError:
        raise _no_datum(path, number, notation) from None


def _no_datum(path: Path, number: int, notation: str) -> ScenarioFileError:
    found = Text(f"坐标系“{notation}”无法识别", f"is {notation!r}, no datum known here")
    return ScenarioFileError(path, found, _DATUMS, at=_at(number, "datum"))


def _moved(
    path: Path, tables: Mapping[int, PlacedTable], datum: Datum, own: Datum
) -> dict[int, Point]:
    """The points of tables of one datum in the district's own."""
    numbers = list(tables)
    written = np.array([Point(table.at) for table in tables.values()], dtype=object)
    try:
        moved, misfits = each_to_crs(written, datum, own.crs, file=path)
    except SourceError as error:
        at = _at(numbers[0], "datum")
        raise ScenarioFileError(path, error.found, _DATUMS, at=at) from None
    if misfits:
        first = misfits[0]
        at = _at(numbers[first.index], "at")
        raise ScenarioFileError(path, first.found, first.expected, at=at)
    _require_near(path, numbers, written, misfitting(moved, own))
    return dict(zip(numbers, rounded(moved).tolist(), strict=True))


def _require_near(path: Path, numbers: Sequence[int], written: np.ndarray, far: np.ndarray) -> None:
    if not far.any():
        return
    first = int(np.argmax(far))
    x, y = shapely.get_coordinates(written[first])[0].tolist()
    found = Text(
        f"坐标 ({x:.10g}, {y:.10g}) 远在本区之外",
        f"the coordinate ({x:.10g}, {y:.10g}) lies far from the district",
    )
    expected = Text("本区之内或附近的位置", "a place in the district or near it")
    raise ScenarioFileError(path, found, expected, at=_at(numbers[first], "at"))


def _at(number: int, key: str) -> str:
    return place(("change", number, key))
