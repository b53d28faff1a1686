"""A place given by its coordinates, and the datum without which they mean nothing.

Web maps in China shift what they show by up to a kilometre. So bare coordinates are refused until
somebody says from which map they are; nothing is swapped or shifted on suspicion.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS

from data.coordinates.datum import Datum, DatumKind, parse_datum
from data.coordinates.fit import Misfit
from data.coordinates.reprojection import each_to_crs
from data.errors import DataError, SiteError
from data.text import Text
from data.written import decimal, key, plain, shown

# What may be said for `--datum`, and the notation that the rest of the house reads.
DATUMS: Mapping[str, str] = MappingProxyType(
    {"wgs84": "EPSG:4326", "cgcs2000": "EPSG:4490", "gcj02": "gcj02", "bd09": "bd09"}
)
_CODE = re.compile(r"EPSG:\d{4,6}", re.IGNORECASE)
_MOST_LETTERS = 100
# Digits, and what machines write where they have none.
_NUMBERS = re.compile(r"([\s\d.,;+-]|\bnan\b|\binf(inity)?\b)+", re.IGNORECASE)
_LARGEST_DEG = 360.0
_MILLION = 1e6
# CGCS2000 3-degree zones whose eastings carry the zone: EPSG 4513 (zone 25) to 4533 (zone 45).
_PREFIXED_ZONES, _CODE_OF_ZONE_0 = range(25, 46), 4488
_WHICH_MAP = Text(
    "注明坐标系（wgs84、cgcs2000、gcj02、bd09）：腾讯、高德地图上取的是 gcj02，百度地图上取的是 "
    "bd09。GPS 读数是 wgs84，天地图上取的是 cgcs2000",
    "the datum named (wgs84, cgcs2000, gcj02, bd09): Tencent and Amap give gcj02, and Baidu gives "
    "bd09. A GPS receiver gives wgs84, and Tianditu gives cgcs2000",
)
_PAIR = Text(
    "经度,纬度，十进制度，如 104.0612,30.6701",
    "longitude,latitude in decimal degrees, such as 104.0612,30.6701",
)


@dataclass(frozen=True)
class Clicked:
    """A place given by two numbers.

    Attributes:
        x: Longitude or easting as given.
        y: Latitude or northing as given.
        datum: What they were said to be in.
        crs: The district's CRS.
        point: The place in it, metres.
    """

    x: float
    y: float
    datum: Datum
    crs: CRS
    point: shapely.Point


def site_datum(word: str | None, at: str = "--datum") -> Datum:
    """The datum that bare coordinates are in.

    Args:
        word: One of `DATUMS`, in any case, with or without hyphen; or an EPSG code.
        at: The option or column it was given in, for messages.

    Raises:
        SiteError: None is named, or none of that name is known.
    """
    if word is None or not plain(word):
        raise SiteError(
            at, Text("未注明坐标系", "the coordinates come without a datum"), _WHICH_MAP
        )
    given = plain(word)
    notation = DATUMS.get(key(given)) or (given if _CODE.fullmatch(given) else None)
    if notation is not None:
        try:
            # People know a datum by the word they typed, not by its code.
            label = key(given) if notation in DATUMS.values() else notation.upper()
            return replace(parse_datum(notation, at), label=label)
        except DataError as error:
            raise SiteError(at, error.found, _WHICH_MAP) from error
    found = Text(f"坐标系“{shown(word)}”未知", f"the datum {shown(word)!r} is unknown")
    raise SiteError(at, found, _WHICH_MAP)


def read_clicked(text: str, datum: str | None, crs: CRS, at: str = "--site") -> Clicked:
    """The place that `LON,LAT` names.

    Args:
        text: Two numbers with a comma or blanks between; full-width ones are taken as well.
        datum: As in `site_datum`.
        crs: The district's CRS.
        at: The option it was given in, for messages.

    Raises:
        SiteError: It is no pair of numbers, has no datum, or cannot be in it: swapped axes,
            degrees out of range, metres for degrees.
    """
    parts = re.split(r"\s*[,;]\s*|\s+", plain(text[: _MOST_LETTERS + 1]))
    numbers = [decimal(part) for part in parts]
    if len(text) > _MOST_LETTERS or len(parts) != 2 or None in numbers:
        raise SiteError(at, Text(f"为“{shown(text)}”", f"is {shown(text)!r}"), _PAIR)
    x, y = (float(number or 0.0) for number in numbers)
    return clicked(x, y, site_datum(datum), crs, at)


def is_coordinates(text: str) -> bool:
    """Whether `text` is meant as coordinates and not as an address or a file: numbers only."""
    return _NUMBERS.fullmatch(plain(text[: _MOST_LETTERS + 1])) is not None


def clicked(x: float, y: float, datum: Datum, crs: CRS, at: str = "--site") -> Clicked:
    """The place at two numbers.

    Raises:
        SiteError: They cannot be in `datum`.
    """
    points, wrong = points_at(np.array([x]), np.array([y]), datum, crs, at)
    for misfit in wrong:
        raise SiteError(at, misfit.found, misfit.expected)
    return Clicked(x, y, datum, crs, points[0])


def points_at(
    x: NDArray[np.float64], y: NDArray[np.float64], datum: Datum, crs: CRS, at: str = "--site"
) -> tuple[NDArray[np.object_], tuple[Misfit, ...]]:
    """Places at (N,) numbers each, every one judged alone.

    Args:
        x: Longitudes or eastings.
        y: Latitudes or northings.
        datum: What they are in.
        crs: The district's CRS.
        at: The option or file, for messages.

    Returns:
        (N,) points in `crs`, None where the numbers cannot be in `datum`; and why not.

    Raises:
        SiteError: Nothing is known that leads from `datum` to `crs`.
    """
    shapes = np.asarray(shapely.points(x, y), dtype=object).reshape(-1)
    try:
        points, wrong = each_to_crs(shapes, datum, crs, file=at)
    except DataError as error:
        raise SiteError(at, error.found, error.expected) from error
    endless = np.flatnonzero(~(np.isfinite(x) & np.isfinite(y))).tolist()
    points[endless] = None
    found = Text("坐标不是有限数值", "the coordinates are not finite numbers")
    if datum.kind is not DatumKind.CRS or datum.crs.is_geographic:
        wrong = tuple(_told(misfit, x[misfit.index], y[misfit.index], crs) for misfit in wrong)
    return points, (*wrong, *(Misfit(index, found, _PAIR) for index in endless))


def _told(misfit: Misfit, x: float, y: float, crs: CRS) -> Misfit:
    """The misfit; where metres were given for degrees, with the code that such metres may be in."""
    if max(abs(x), abs(y)) <= _LARGEST_DEG:
        return misfit
    # In China a northing has seven digits, an easting six, or eight with the zone before it.
    zone = int(max(x, y) // _MILLION)
    own = crs.to_authority()
    if zone in _PREFIXED_ZONES:
        code = f"EPSG:{_CODE_OF_ZONE_0 + zone}"
        looks = Text(
            f"8 位东坐标以带号 {zone} 开头，像是 {code}",
            f"the 8-digit easting begins with zone {zone}, as in {code}",
        )
    elif own is not None:
        code = ":".join(own)
        looks = Text(f"本区县数据为 {code}", f"this district is stored in {code}")
    else:
        return misfit
    expected = Text(
        f"{misfit.expected.zh}；{looks.zh}，确系该坐标系时以它作为坐标系注明",
        f"{misfit.expected.en}; {looks.en}: name that as the datum if so it is",
    )
    return Misfit(misfit.index, misfit.found, expected)
