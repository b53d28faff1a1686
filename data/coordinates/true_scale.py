"""Whether a metre of a CRS is a metre on the ground where a district lies."""

import numpy as np
from pyproj import CRS, Proj

from data.errors import DistrictError
from data.text import Text

# A 3-degree Gauss-Kruger zone stays within 0.03 % of true, a 6-degree zone or UTM within 0.1 %;
# Web Mercator is 15 % off at 30 degrees north.
MAX_SCALE_ERROR = 0.0015


def require_true_scale(crs: CRS, bounds: tuple[float, float, float, float], file: object) -> None:
    """Refuse a CRS in which distances within `bounds` (in it) are not true to 0.15 %.

    Raises:
        DistrictError: The scale is off, or the place lies where the CRS cannot be used.
    """
    west, south, east, north = bounds
    x, y = np.meshgrid([west, (west + east) / 2, east], [south, (south + north) / 2, north])
    projection = Proj(crs)
    lon, lat = projection(x.ravel(), y.ravel(), inverse=True)
    factors = projection.get_factors(lon, lat)
    scales = np.concatenate([factors.meridional_scale, factors.parallel_scale])
    error = float(np.max(np.abs(scales - 1))) if np.isfinite(scales).all() else np.inf
    if error > MAX_SCALE_ERROR:
        raise DistrictError(
            file,
            Text(
                f"坐标系 {crs.name} 在该处的长度变形达 {error:.1%}",
                f"lengths in {crs.name} are {error:.1%} off there",
            ),
            Text(
                "在该处长度可靠的投影坐标系，如当地的 CGCS2000 3度带",
                "a projected CRS that is true there, such as the local CGCS2000 3-degree zone",
            ),
        )
