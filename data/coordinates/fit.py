"""Whether coordinates can be what their datum says: degrees or metres, axes, zone prefix.

A CRS is believed only where its coordinates fall near the area it is made for. Where they do not,
the message says what they look like instead; nothing is swapped or stripped on suspicion. Each
coordinate is judged alone, whatever else is in the file.
"""

import math
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.enums import TransformDirection
from pyproj.exceptions import ProjError

from data.coordinates.datum import Datum, DatumKind
from data.coordinates.shifted_datums import CHINA
from data.errors import SourceError
from data.text import Text

# How far beyond its area a CRS is believed. Offices stretch a 3-degree zone over its neighbour;
# EPSG ends China at 16.7 N, the South China Sea does not.
_MARGIN_LON_DEG, _MARGIN_LAT_DEG = 3.0, 15.0
# For a Gauss-Kruger CRS of which no area is known: half a million metres either side.
_HALF_ZONE_M, _QUARTER_MERIDIAN_M = 500_000.0, 10_002_000.0
_MILLION = 1e6
_EQUATOR_DEG = 1.0


@dataclass(frozen=True)
class Misfit:
    """Why a shape cannot be where its datum says.

    Attributes:
        index: Its position among the shapes asked about.
        found: What its first coordinate that does not fit looks like.
        expected: What would fit.
    """

    index: int
    found: Text
    expected: Text


@dataclass(frozen=True)
class _Domain:
    """The rectangle in which coordinates make sense, in units of the CRS.

    Attributes:
        bounds: West, south, east, north.
        metric: Whether the units are metres (or feet) and not degrees.
        false_easting: Easting of the central meridian; 0 where there is none.
        near_zero: Whether (0, 0) is a place where a district may lie, as in a city's local
            system. Elsewhere a coordinate of less than (180, 90) metres is one in degrees.
    """

    bounds: tuple[float, float, float, float]
    metric: bool
    false_easting: float = 0.0
    near_zero: bool = False

    def has(self, x: float, y: float) -> bool:
        west, south, east, north = self.bounds
        return west <= x <= east and south <= y <= north


def require_fit(
    shapes: NDArray[np.object_], rows: NDArray[np.object_], datum: Datum, file: object
) -> None:
    """Refuse shapes that obviously are not in `datum`.

    Args:
        shapes: (N,) shapely geometries or None.
        rows: (N,) the row each shape belongs to, for the message.
        datum: What the source is said to be in.
        file: The source, for the message.

    Raises:
        SourceError: Names the first row that does not fit, the value and what it looks like.
    """
    mask = misfitting(shapes, datum)
    if mask.any():
        row = int(np.argmax(mask))
        (first,) = misfits(shapes[row : row + 1], datum)
        raise SourceError(file, first.found, first.expected, at=f"row {rows[row]}")


def misfitting(shapes: NDArray[np.object_], datum: Datum) -> NDArray[np.bool_]:
    """Which shapes have a coordinate that obviously is not in `datum`.

    Where few do, it is those rows that are wrong; where most do, it is the datum. A coordinate
    that is not finite says nothing.

    Args:
        shapes: (N,) shapely geometries or None.
        datum: What they are said to be in.

    Returns:
        (N,) mask; all false where the datum is a pipeline, of which no area is known.
    """
    mask = np.zeros(len(shapes), dtype=bool)
    if datum.kind is not DatumKind.PIPELINE:
        coordinates, owners = shapely.get_coordinates(shapes, return_index=True)
        mask[owners[_outside(coordinates, _domain(datum))]] = True
    return mask


def misfits(shapes: NDArray[np.object_], datum: Datum) -> tuple[Misfit, ...]:
    """The shapes that `misfitting` marks, each with what is wrong with it.

    Args:
        shapes: (N,) shapely geometries or None.
        datum: What they are said to be in.
    """
    if datum.kind is DatumKind.PIPELINE:
        return ()
    domain = _domain(datum)
    coordinates, owners = shapely.get_coordinates(shapes, return_index=True)
    outside = np.flatnonzero(_outside(coordinates, domain))
    indices, firsts = np.unique(owners[outside], return_index=True)
    return tuple(
        _misfit(index, coordinates[outside[first]], domain, datum)
        for index, first in zip(indices.tolist(), firsts.tolist(), strict=True)
    )


def _misfit(index: int, at: NDArray[np.float64], domain: _Domain, datum: Datum) -> Misfit:
    x, y = at.tolist()
    looks, expected = _diagnosis(x, y, domain, datum)
    value = f"({x:.10g}, {y:.10g})"
    found = Text(f"坐标 {value} {looks.zh}", f"the coordinate {value} {looks.en}")
    return Misfit(index, found, expected)


def _outside(coordinates: NDArray[np.float64], domain: _Domain) -> NDArray[np.bool_]:
    """(M,) which of the (M, 2) coordinates cannot be; each by itself."""
    x, y = coordinates[:, 0], coordinates[:, 1]
    west, south, east, north = domain.bounds
    outside: NDArray[np.bool_] = (x < west) | (x > east) | (y < south) | (y > north)
    if domain.metric and not domain.near_zero:
        outside |= (np.abs(x) <= 180) & (np.abs(y) <= 90)
    return outside & np.isfinite(coordinates).all(axis=1)


def _domain(datum: Datum) -> _Domain:
    if datum.kind is not DatumKind.CRS:
        return _Domain(CHINA, metric=False)
    crs = datum.crs
    area = crs.area_of_use
    if area is not None and area.west > area.east:
        area = None  # it crosses 180 degrees; none of ours does
    west, south, east, north = (-180.0, -90.0, 180.0, 90.0)
    if area is not None:
        west, east = max(-180, area.west - _MARGIN_LON_DEG), min(180, area.east + _MARGIN_LON_DEG)
        south, north = max(-90, area.south - _MARGIN_LAT_DEG), min(90, area.north + _MARGIN_LAT_DEG)
    if not crs.is_projected:
        return _Domain((west, south, east, north), metric=False)
    false_easting, false_northing = (
        _parameter(crs, f"False {way}") for way in ("easting", "northing")
    )
    if area is not None:
        bounds = _projected_bounds(crs, (west, south, east, north))
    elif "Transverse Mercator" in _method(crs):
        bounds = (
            false_easting - _HALF_ZONE_M,
            false_northing - _QUARTER_MERIDIAN_M,
            false_easting + _HALF_ZONE_M,
            false_northing + _QUARTER_MERIDIAN_M,
        )
    else:
        bounds = (-math.inf, -math.inf, math.inf, math.inf)
    return _Domain(bounds, True, false_easting, near_zero=_lies_on_land(crs))


def _lies_on_land(crs: CRS) -> bool:
    """Whether (0, 0) of a projected CRS can be in a district: it lies off the equator.

    In a zone or a world system it is a place in the sea on the equator, or none at all; the axes
    of a city's local system begin near the city.
    """
    plain = _unbound(crs)
    try:
        transformer = Transformer.from_crs(plain.geodetic_crs, plain, always_xy=True)
        _, lat = transformer.transform(0.0, 0.0, direction=TransformDirection.INVERSE)
    except ProjError:
        return False
    return math.isfinite(lat) and abs(lat) > _EQUATOR_DEG


def _method(crs: CRS) -> str:
    operation = _unbound(crs).coordinate_operation
    return str(operation.method_name) if operation else ""


def _parameter(crs: CRS, name: str) -> float:
    operation = _unbound(crs).coordinate_operation
    values = [p.value for p in operation.params if p.name == name] if operation else []
    return float(values[0]) if values else 0.0


def _unbound(crs: CRS) -> CRS:
    """The CRS itself, without a transformation (`+towgs84`) bound to it."""
    return crs.source_crs or crs if crs.is_bound else crs


def _projected_bounds(
    crs: CRS, degrees: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    """The area in units of `crs`; everywhere, where the projection cannot say."""
    everywhere = (-math.inf, -math.inf, math.inf, math.inf)
    try:
        transformer = Transformer.from_crs(crs.geodetic_crs, crs, always_xy=True)
        bounds = transformer.transform_bounds(*degrees)
    except ProjError:
        return everywhere
    return bounds if np.isfinite(bounds).all() else everywhere


def _diagnosis(x: float, y: float, domain: _Domain, datum: Datum) -> tuple[Text, Text]:
    """What the coordinate looks like instead, and what is expected."""
    label = datum.label
    if domain.metric and abs(x) <= 180 and abs(y) <= 90:
        return (
            Text("像是经纬度（度）", "looks like degrees"),
            Text(f"{label} 的米制坐标", f"metres in {label}"),
        )
    if not domain.metric and max(abs(x), abs(y)) > 360:
        return (
            Text("像是米制投影坐标", "looks like projected metres"),
            Text(f"{label} 的经纬度（度）", f"degrees in {label}"),
        )
    return (
        _swapped(x, y, domain, label)
        or _prefix(x, y, domain, label)
        or (
            Text(f"远在 {label} 适用范围之外", f"lies far outside the area of {label}"),
            Text("与坐标相符的坐标系", "the CRS that these coordinates are in"),
        )
    )


def _swapped(x: float, y: float, domain: _Domain, label: str) -> tuple[Text, Text] | None:
    bare = y % _MILLION
    zone_m = domain.false_easting - domain.false_easting % _MILLION
    if not any(domain.has(easting, x) for easting in (y, bare, y + zone_m)):
        return None
    order_zh, order_en = (
        ("东、北", "east, north") if domain.metric else ("经、纬", "longitude, latitude")
    )
    return (
        Text("两轴似乎颠倒", "looks as if its axes were swapped"),
        Text(
            f"按{order_zh}顺序给出的 {label} 坐标", f"{label} coordinates in the order {order_en}"
        ),
    )


def _prefix(x: float, y: float, domain: _Domain, label: str) -> tuple[Text, Text] | None:
    zone, bare = divmod(x, _MILLION)
    own_zone = domain.false_easting // _MILLION
    if not domain.metric or not domain.has(bare + own_zone * _MILLION, y):
        return None
    if zone == 0:
        return (
            Text("东坐标不含带号", "has an easting without zone prefix"),
            Text(
                f"以带号 {own_zone:g} 开头的 8 位东坐标，或不含带号的坐标系代码",
                f"an 8-digit easting beginning with {own_zone:g}, or the code without prefix",
            ),
        )
    code = _code_with_prefix(int(zone))
    hint_zh, hint_en = (f"，如 {code}", f", such as {code}") if code else ("", "")
    return (
        Text(f"东坐标以带号 {zone:g} 开头", f"has an easting that begins with zone {zone:g}"),
        Text(
            f"{label} 的东坐标，或该带号的坐标系代码{hint_zh}",
            f"an easting of {label}, or the code of that zone{hint_en}",
        ),
    )


def _code_with_prefix(zone: int) -> str:
    """EPSG code of the CGCS2000 zone whose eastings carry this prefix; empty if there is none."""
    if 25 <= zone <= 45:
        return f"EPSG:{4488 + zone}"
    return f"EPSG:{4478 + zone}" if 13 <= zone <= 23 else ""
