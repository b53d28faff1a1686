"""How much of a site lies in a zone, for people to read: area, share and depth."""

from dataclasses import dataclass

import shapely

# A depth is found to this.
_DEPTH_STEP_M = 0.01


@dataclass(frozen=True)
class Overlap:
    """How much of a site lies in a zone.

    Attributes:
        area_m2: Area that both share.
        share: That area over the site's; of a point that lies in the zone 1.
        depth_m: How deep one lies in the other: the largest error of position with which they
            would still surely overlap; 0 where they do not.
    """

    area_m2: float
    share: float
    depth_m: float


def overlap(site_shape: shapely.Geometry, zone_shape: shapely.Geometry) -> Overlap:
    """Measure how much of a site lies in a zone, shapes in the same CRS, metres."""
    whole = float(shapely.area(site_shape))
    if whole == 0:
        inside = bool(shapely.contains(zone_shape, site_shape))
        depth = float(shapely.distance(site_shape, shapely.boundary(zone_shape)))
        return Overlap(0.0, float(inside), depth if inside else 0.0)
    area = float(shapely.area(shapely.intersection(site_shape, zone_shape)))
    return Overlap(area, area / whole, _depth_m(site_shape, zone_shape) if area > 0 else 0.0)


def _depth_m(site: shapely.Geometry, zone: shapely.Geometry) -> float:
    """Bisect for the depth; nothing lies deeper in a shape than half the shorter side of its box.

    The depth is reported, never decided by.
    """
    low, high = 0.0, max(_half_width(site), _half_width(zone))
    while high - low > _DEPTH_STEP_M:
        middle = (low + high) / 2
        inner = shapely.buffer(zone, -middle), shapely.buffer(site, -middle)
        left = shapely.intersects(site, inner[0]) or shapely.intersects(zone, inner[1])
        low, high = (middle, high) if left else (low, middle)
    return low


def _half_width(shape: shapely.Geometry) -> float:
    west, south, east, north = shapely.bounds(shape)
    return float(min(east - west, north - south)) / 2
