"""The CRS that the header of a boundary-point file amounts to, as an EPSG code.

坐标系, 几度分带 and 带号 are often blank or wrong (带号 may hold the degree of zoning), and
eastings may carry the zone as a prefix. What all of them allow together is taken; a contradiction,
or nothing to go by, is refused.

CGCS2000 codes: 3-degree zones 25 to 45 are EPSG 4513 to 4533 with prefix, 4534 to 4554 without;
6-degree zones 13 to 23 are 4491 to 4501 with prefix, 4502 to 4512 without.
"""

import re
from collections.abc import Mapping, Sequence

from data.errors import SourceError
from data.text import Text

_ZONES = {3: range(25, 46), 6: range(13, 24)}
_WITH_PREFIX, _WITHOUT_PREFIX = {3: 4513, 6: 4491}, {3: 4534, 6: 4502}
_SMALLEST_PREFIXED_M = 1e7
_MILLION = 1e6
_EXPECTED = Text(
    "完整一致的坐标系、几度分带、带号，或在配方中写明坐标系（crs）",
    "坐标系, 几度分带 and 带号 complete and in agreement, or the CRS named as crs in the recipe",
)


def declared_crs(header: Mapping[str, str], eastings: Sequence[float], file: object) -> str:
    """The CRS as `EPSG:...`.

    Args:
        header: Keys and values of [属性描述].
        eastings: All Y values of the file, in metres.
        file: The file, for messages.

    Raises:
        SourceError: The header and the eastings do not lead to one CRS.
    """
    _require_plain_cgcs2000(header, file)
    prefix = _prefix(eastings, file)
    declared = _declared_zone(header)
    if prefix is not None and declared is not None and prefix != declared:
        found = Text(
            f"带号为 {declared}，东坐标却以 {prefix} 开头",
            f"says zone {declared}, but its eastings begin with {prefix}",
        )
        raise SourceError(file, found, _EXPECTED, at="带号")
    zone = prefix if prefix is not None else declared
    width = _width(zone)
    if zone is None or width is None:
        found = Text("无法得知投影带", "does not say its zone")
        raise SourceError(file, found, _EXPECTED, at="带号")
    said = re.sub(r"\D", "", header.get("几度分带", ""))
    if said and said != str(width):
        found = Text(
            f"几度分带为 {said[:20]}，带号 {zone} 却属 {width} 度带",
            f"says {said[:20]}-degree zones, but zone {zone} is one of {width} degrees",
        )
        raise SourceError(file, found, _EXPECTED, at="几度分带")
    first = (_WITHOUT_PREFIX if prefix is None else _WITH_PREFIX)[width]
    return f"EPSG:{first + zone - _ZONES[width].start}"


def _require_plain_cgcs2000(header: Mapping[str, str], file: object) -> None:
    rules = (
        ("坐标系", re.compile(r"2000国家大地坐标系|国家2000|CGCS ?2000", re.IGNORECASE)),
        ("投影类型", re.compile(r"高斯|^$")),
        ("计量单位", re.compile(r"^(米|m)?$", re.IGNORECASE)),
    )
    for key, allowed in rules:
        value = header.get(key, "")
        if not allowed.search(value):
            shown = value[:60]
            found = Text(f"{key}为“{shown}”", f"its {key} is {shown!r}")
            raise SourceError(file, found, _EXPECTED, at=key)


def _declared_zone(header: Mapping[str, str]) -> int | None:
    """带号, where it is one: 3 or 6 there is the degree of zoning, not a zone."""
    digits = re.sub(r"\D", "", header.get("带号", ""))
    zone = int(digits) if digits and len(digits) <= 3 else None
    return zone if _width(zone) is not None else None


def _prefix(eastings: Sequence[float], file: object) -> int | None:
    """The zone that all eastings begin with; None if none carries one."""
    zones = {int(y // _MILLION) if y >= _SMALLEST_PREFIXED_M else None for y in eastings}
    if len(zones) > 1:
        listed = ", ".join(sorted("—" if zone is None else str(zone) for zone in zones))
        found = Text(f"东坐标的带号不一（{listed}）", f"its eastings differ in zone ({listed})")
        raise SourceError(file, found, _EXPECTED, at="Y")
    return zones.pop() if zones else None


def _width(zone: int | None) -> int | None:
    """Degrees of zoning: the numbers of 3- and 6-degree zones in China do not overlap."""
    return next((width for width, zones in _ZONES.items() if zone in zones), None)
