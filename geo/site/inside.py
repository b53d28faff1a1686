"""Whether a site lies in the district; if not, how far outside, and what may have gone wrong."""

from collections.abc import Iterator

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from data.coordinates.datum import Datum, DatumKind
from data.errors import SiteError
from data.sites.coordinates import Clicked, clicked, site_datum
from data.text import Text
from geo.errors import SiteOutsideError

_KM = 1000.0
_INSIDE = Text("区县范围内的选址", "a site within the district")
# WGS 84 and CGCS2000 differ by less than a metre: one of them stands for both.
_OTHER_DATUMS = ("wgs84", "gcj02", "bd09")


def outside(
    own: BaseGeometry | None,
    shapes: NDArray[np.object_],
    error_m: NDArray[np.float64],
    asked: Clicked | None = None,
) -> Iterator[tuple[int, SiteOutsideError]]:
    """The sites that lie outside the district farther than their position error.

    Args:
        own: The area of the district; where nobody says it nothing is outside.
        shapes: (N,) points or polygons in the district's CRS; None is passed over.
        error_m: (N,) their position errors.
        asked: The coordinates by which the only site was given; then what would lie inside is
            said as a hint. It is never done.
    """
    if own is None:
        return
    away_m = shapely.distance(own, shapes)
    for row in np.flatnonzero(away_m > error_m).tolist():
        far = away_m[row]
        zh, en = (
            (f"{far / _KM:.1f} 公里", f"{far / _KM:.1f} km")
            if far >= _KM
            else (f"{far:.0f} 米", f"{far:.0f} m")
        )
        hint = Text("", "") if asked is None else _hint(own, asked)
        yield (
            row,
            SiteOutsideError(
                "--site",
                Text(f"在区县之外，相距 {zh}", f"lies {en} outside the district"),
                Text(f"{_INSIDE.zh}{hint.zh}", f"{_INSIDE.en}{hint.en}"),
            ),
        )


def _hint(own: BaseGeometry, asked: Clicked) -> Text:
    """What would lie inside: the axes swapped, or another datum."""
    if _lies_in(own, asked.y, asked.x, asked.datum, asked):
        return Text("；如两轴颠倒，则在区县之内", "; with its axes swapped it would lie inside")
    if asked.datum.kind is DatumKind.CRS and not asked.datum.crs.is_geographic:
        return Text("", "")
    inside = [
        word for word in _OTHER_DATUMS if _lies_in(own, asked.x, asked.y, site_datum(word), asked)
    ]
    if not inside:
        return Text("", "")
    zh, en = "、".join(inside), " or ".join(inside)
    return Text(f"；如坐标系是 {zh}，则在区县之内", f"; in {en} it would lie inside")


def _lies_in(own: BaseGeometry, x: float, y: float, datum: Datum, asked: Clicked) -> bool:
    try:
        point = clicked(x, y, datum, asked.crs).point
    except SiteError:
        return False
    return bool(shapely.intersects(own, point))
