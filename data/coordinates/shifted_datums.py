"""GCJ-02 and BD-09: the shifted longitudes and latitudes of Chinese web maps.

GCJ-02 (Amap, Tencent) moves WGS 84 by some 100 to 700 m; BD-09 (Baidu) moves GCJ-02 again. Neither
has an EPSG code. The forward formulas are those in public circulation (the eviltransform and
coordtransform projects). They are not analytically invertible; the inverses here iterate to
convergence, far below a millimetre.

All functions take and give longitude and latitude in degrees, as arrays of one shape.

Outside the rectangle `CHINA` nothing is moved. That makes a seam at its edge, far from any Chinese
soil: a strip of a few hundred metres beyond it is reached both by points moved outwards and by
points that stay, and a strip within is reached by none. The inverses prefer the point inside the
rectangle; in the empty strip they continue the inner formula.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

Degrees = NDArray[np.float64]
_Offset = Callable[[Degrees, Degrees], tuple[Degrees, Degrees]]

# West, south, east, north of the rectangle within which the published formulas move points.
CHINA = (72.004, 0.8293, 137.8347, 55.8271)

# Krasovsky 1940, on which the GCJ-02 formula is built.
_SEMI_MAJOR_AXIS_M = 6378245.0
_ECCENTRICITY_SQUARED = 0.00669342162296594323
_BD_ANGULAR_RATE = np.pi * 3000.0 / 180.0

# No offset is as large as this; what lies farther outside cannot have come from inside.
_LARGEST_OFFSET_DEG = 0.05
# 1e-11 degrees are a thousandth of a millimetre.
_CONVERGED_DEG = 1e-11
# Each step gains at least a digit and a half, so ten reach the last one. Their number is fixed: to
# stop when a whole array has converged would make a point's answer depend on its neighbours.
_STEPS = 10


def wgs84_to_gcj02(lon: ArrayLike, lat: ArrayLike) -> tuple[Degrees, Degrees]:
    """WGS 84 (or CGCS2000) to GCJ-02."""
    return _moved(lon, lat, _gcj02_offset)


def gcj02_to_wgs84(lon: ArrayLike, lat: ArrayLike) -> tuple[Degrees, Degrees]:
    """GCJ-02 to WGS 84 (or CGCS2000), the inverse of `wgs84_to_gcj02`."""
    return _moved_back(lon, lat, _gcj02_offset)


def gcj02_to_bd09(lon: ArrayLike, lat: ArrayLike) -> tuple[Degrees, Degrees]:
    """GCJ-02 to BD-09."""
    return _moved(lon, lat, _bd09_offset)


def bd09_to_gcj02(lon: ArrayLike, lat: ArrayLike) -> tuple[Degrees, Degrees]:
    """BD-09 to GCJ-02, the inverse of `gcj02_to_bd09`."""
    return _moved_back(lon, lat, _bd09_offset)


def wgs84_to_bd09(lon: ArrayLike, lat: ArrayLike) -> tuple[Degrees, Degrees]:
    """WGS 84 (or CGCS2000) to BD-09, by way of GCJ-02."""
    return gcj02_to_bd09(*wgs84_to_gcj02(lon, lat))


def bd09_to_wgs84(lon: ArrayLike, lat: ArrayLike) -> tuple[Degrees, Degrees]:
    """BD-09 to WGS 84 (or CGCS2000), the inverse of `wgs84_to_bd09`."""
    return gcj02_to_wgs84(*bd09_to_gcj02(lon, lat))


def in_china(lon: Degrees, lat: Degrees, margin_deg: float = 0.0) -> NDArray[np.bool_]:
    """Mask of the points in the rectangle `CHINA`, widened by `margin_deg`; NaN is outside."""
    west, south, east, north = CHINA
    inside: NDArray[np.bool_] = (
        (lon >= west - margin_deg)
        & (lon <= east + margin_deg)
        & (lat >= south - margin_deg)
        & (lat <= north + margin_deg)
    )
    return inside


def _arrays(lon: ArrayLike, lat: ArrayLike) -> tuple[Degrees, Degrees]:
    x, y = np.broadcast_arrays(np.asarray(lon, dtype=float), np.asarray(lat, dtype=float))
    return x.copy(), y.copy()


def _moved(lon: ArrayLike, lat: ArrayLike, offset: _Offset) -> tuple[Degrees, Degrees]:
    x, y = _arrays(lon, lat)
    inside = in_china(x, y)
    dx, dy = offset(x[inside], y[inside])
    x[inside] += dx
    y[inside] += dy
    return x, y


def _moved_back(lon: ArrayLike, lat: ArrayLike, offset: _Offset) -> tuple[Degrees, Degrees]:
    """The point that `_moved` takes to (lon, lat), by fixed-point iteration.

    The offset changes by at most a few per cent of the distance, so that p = q - offset(p) is a
    contraction.
    """
    x, y = _arrays(lon, lat)
    near = in_china(x, y, _LARGEST_OFFSET_DEG)
    target_x, target_y = x[near], y[near]
    from_x, from_y = target_x, target_y
    for _ in range(_STEPS):
        dx, dy = offset(from_x, from_y)
        from_x, from_y = target_x - dx, target_y - dy
    came_from_inside = in_china(from_x, from_y, _CONVERGED_DEG)
    # A point on the very edge must not fall off it by the last digit.
    west, south, east, north = CHINA
    on_x, on_y = np.clip(from_x, west, east), np.clip(from_y, south, north)
    stayed = ~came_from_inside & ~in_china(target_x, target_y)
    x[near] = np.select([came_from_inside, stayed], [on_x, target_x], from_x)
    y[near] = np.select([came_from_inside, stayed], [on_y, target_y], from_y)
    return x, y


def _gcj02_offset(lon: Degrees, lat: Degrees) -> tuple[Degrees, Degrees]:
    """What GCJ-02 adds to a WGS 84 position, in degrees."""
    x, y = lon - 105.0, lat - 35.0
    root = np.sqrt(np.abs(x))
    ripple = 20.0 * np.sin(6.0 * np.pi * x) + 20.0 * np.sin(2.0 * np.pi * x)
    north_m = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    north_m += (
        ripple
        + (20.0 * np.sin(np.pi * y) + 40.0 * np.sin(np.pi * y / 3.0))
        + (160.0 * np.sin(np.pi * y / 12.0) + 320.0 * np.sin(np.pi * y / 30.0))
    ) * (2.0 / 3.0)
    east_m = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    east_m += (
        ripple
        + (20.0 * np.sin(np.pi * x) + 40.0 * np.sin(np.pi * x / 3.0))
        + (150.0 * np.sin(np.pi * x / 12.0) + 300.0 * np.sin(np.pi * x / 30.0))
    ) * (2.0 / 3.0)
    phi = np.radians(lat)
    curvature = 1.0 - _ECCENTRICITY_SQUARED * np.sin(phi) ** 2
    meridian_radius_m = (
        _SEMI_MAJOR_AXIS_M * (1.0 - _ECCENTRICITY_SQUARED) / (curvature * np.sqrt(curvature))
    )
    parallel_radius_m = _SEMI_MAJOR_AXIS_M / np.sqrt(curvature) * np.cos(phi)
    return np.degrees(east_m / parallel_radius_m), np.degrees(north_m / meridian_radius_m)


def _bd09_offset(lon: Degrees, lat: Degrees) -> tuple[Degrees, Degrees]:
    """What BD-09 adds to a GCJ-02 position, in degrees: a small polar twist and a shift."""
    radius = np.hypot(lon, lat) + 0.00002 * np.sin(lat * _BD_ANGULAR_RATE)
    angle = np.arctan2(lat, lon) + 0.000003 * np.cos(lon * _BD_ANGULAR_RATE)
    return radius * np.cos(angle) + 0.0065 - lon, radius * np.sin(angle) + 0.006 - lat
