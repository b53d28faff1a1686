"""How much ground a site may take: no more than 1 km across, and most of it in the district."""

from collections.abc import Iterator

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from data.errors import SiteError
from data.text import Text
from geo.errors import SiteOutsideError

# Premises are judged as one place. What is wider than this is a quarter of the town, or drawn in
# the wrong unit.
MAX_ACROSS_M = 1000.0
_LEAST_SHARE = 0.5


def too_wide(shapes: NDArray[np.object_]) -> Iterator[tuple[int, SiteError]]:
    """The sites that are wider than `MAX_ACROSS_M` from west to east or from south to north.

    Args:
        shapes: (N,) points or polygons, metres.
    """
    west, south, east, north = shapely.bounds(shapes).T
    across_m = np.maximum(east - west, north - south)
    for row in np.flatnonzero(across_m > MAX_ACROSS_M).tolist():
        far, most = across_m[row], MAX_ACROSS_M
        yield (
            row,
            SiteError(
                "--site",
                Text(f"宽达 {far:,.0f} 米", f"is {far:,.0f} m across"),
                Text(
                    f"东西、南北均不超过 {most:g} 米的场址；更大的项目分地块勘验",
                    f"a site of at most {most:g} m from west to east and from south to north; "
                    "larger projects are surveyed parcel by parcel",
                ),
            ),
        )


def mostly_outside(
    own: BaseGeometry | None, shapes: NDArray[np.object_], error_m: NDArray[np.float64]
) -> Iterator[tuple[int, SiteOutsideError]]:
    """The polygons of which less than half lies in the district, beyond doubt.

    Args:
        own: The area of the district; where nobody says it nothing is outside.
        shapes: (N,) points or polygons in the district's CRS.
        error_m: (N,) their position errors; the middle of what may be inside lies no farther out.
    """
    if own is None:
        return
    doubted = shapely.distance(own, shapely.centroid(shapes)) > error_m
    for row in np.flatnonzero(doubted & (shapely.area(shapes) > 0)).tolist():
        share = shapely.area(shapely.intersection(own, shapes[row])) / shapely.area(shapes[row])
        if share < _LEAST_SHARE:
            yield (
                row,
                SiteOutsideError(
                    "--site",
                    Text(f"只有 {share:.0%} 在区县之内", f"lies with only {share:.0%} of its area "
                         "in the district"),
                    Text("至少一半在区县之内的选址", "a site of which at least half lies in the "
                         "district"),
                ),
            )  # fmt: skip
