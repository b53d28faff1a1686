"""What a drawn shape must be to be a site: one place, bounded, and not crossing itself."""

import re

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from data.errors import SiteError
from data.text import Text

MAX_VERTICES = 20_000
# The largest airport has some 50 km2.
MAX_AREA_M2 = 1e8
_KINDS = ("Point", "Polygon", "MultiPolygon")
_SHAPE = Text("一个点或一块地（面）", "a point or a parcel (polygon)")
_PLACE = re.compile(r"^(?P<why>.*?)\[(?P<x>\S+) (?P<y>\S+)\]$")


def require_site_shape(
    shape: BaseGeometry | None, file: object, *, in_metres: bool = False
) -> None:
    """Refuse what cannot be a site.

    Args:
        shape: As drawn, or in the district's CRS.
        file: The file and feature, for messages.
        in_metres: Whether its coordinates are metres, so that its size can be judged.

    Raises:
        SiteError: It is missing, empty, not finite, a line, too large, or crosses itself; then
            the message says where.
    """
    if shape is None or shape.is_empty:
        raise SiteError(file, Text("图形为空", "its shape is empty"), _SHAPE)
    if shape.geom_type not in _KINDS:
        kind = shape.geom_type
        raise SiteError(file, Text(f"图形类型为 {kind}", f"its shape is a {kind}"), _SHAPE)
    coordinates = shapely.get_coordinates(shape)
    if not np.isfinite(coordinates).all():
        found = Text("坐标不是有限数值", "its coordinates are not finite numbers")
        raise SiteError(file, found, Text("有限数值的坐标", "finite coordinates"))
    if len(coordinates) > MAX_VERTICES:
        n = len(coordinates)
        found = Text(f"有 {n} 个顶点", f"has {n} vertices")
        raise SiteError(file, found, Text(f"不超过 {MAX_VERTICES} 个", f"at most {MAX_VERTICES}"))
    if not shape.is_valid:
        expected = Text("不自相交的边界", "a boundary that does not cross itself")
        raise SiteError(file, _crossing(shape), expected)
    if in_metres and shape.area > MAX_AREA_M2:
        km2, most = shape.area / 1e6, MAX_AREA_M2 / 1e6
        found = Text(f"面积为 {km2:.0f} 平方公里", f"covers {km2:.0f} km²")
        raise SiteError(file, found, Text(f"不超过 {most:.0f} 平方公里", f"at most {most:.0f} km²"))


def _crossing(shape: BaseGeometry) -> Text:
    """What GEOS finds wrong, and where, in the coordinates as drawn."""
    reason = str(shapely.is_valid_reason(shape))
    found = _PLACE.match(reason)
    if found is None:
        return Text(f"边界无效（{reason}）", f"its boundary is invalid ({reason})")
    at = f"({float(found['x']):.10g}, {float(found['y']):.10g})"
    if "Self-intersection" in found["why"]:
        return Text(f"边界在 {at} 处自相交", f"its boundary crosses itself at {at}")
    why = found["why"]
    return Text(f"边界在 {at} 处无效（{why}）", f"its boundary is invalid at {at} ({why})")
