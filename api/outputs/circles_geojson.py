"""`circles.geojson`: the circles as RFC 7946 GeoJSON. A picture; nothing is counted from it."""

import json
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from shapely.geometry.base import BaseGeometry

from api.outputs.fixed_digits import DECIMALS, POSITION_WIDTH, positions

_WGS84 = 4326
# Half a ten-millionth of a degree either way is 8 mm at most.
_ROUNDED_M = 0.01
_AS_IT_IS, _AS_IT_WOULD_BE = {"scenario": False}, {"scenario": True}


def circles_geojson(
    circles: Mapping[Fraction, BaseGeometry],
    crs: CRS,
    then: Mapping[Fraction, BaseGeometry] | None = None,
) -> bytes:
    """A feature collection, one feature a band with its `minutes`, the widest first.

    Positions are longitude and latitude (WGS 84) with 7 decimals; shapes are valid, exterior rings
    run counter-clockwise. Where there is a shape the collection has a `bbox`, and says by
    `position_error_m` how far rounding may move a position: bands nest, but for that.

    Args:
        circles: Band in minutes to its area in `crs`.
        crs: The district's CRS.
        then: The circles of a scenario, where one was asked; then every feature says by
            `scenario` whether it is one of these.
    """
    to_wgs84 = Transformer.from_crs(crs, _WGS84, always_xy=True)
    drawn = [
        ({"minutes": float(band), **flag}, of[band])
        for of, flag in _states(circles, then)
        for band in sorted(of, reverse=True)
    ]
    with ThreadPoolExecutor() as pool:  # GEOS and PROJ let go of the lock
        shapes = list(pool.map(lambda one: _in_degrees(one[1], to_wgs84), drawn))
    members = ['"type":"FeatureCollection"']
    if any(not shape.is_empty for shape in shapes):
        members.append(f'"bbox":{json.dumps(shapely.total_bounds(shapes).tolist())}')
        members.append(f'"position_error_m":{_ROUNDED_M}')
    said = (properties for properties, _ in drawn)
    features = ",\n".join(_feature(*one) for one in zip(said, shapes, strict=True))
    members.append(f'"features":[\n{features}\n]')
    return f"{{{','.join(members)}}}\n".encode()


def _states(
    circles: Mapping[Fraction, BaseGeometry], then: Mapping[Fraction, BaseGeometry] | None
) -> list[tuple[Mapping[Fraction, BaseGeometry], dict[str, bool]]]:
    return [(circles, {})] if then is None else [(circles, _AS_IT_IS), (then, _AS_IT_WOULD_BE)]


def _feature(properties: Mapping[str, object], shape: BaseGeometry) -> str:
    rings, polygon = shapely.get_rings(shapely.get_parts(shape), return_index=True)
    polygons: list[list[str]] = [[] for _ in range(shapely.get_num_geometries(shape))]
    for owner, ring in zip(polygon.tolist(), _rings(rings), strict=True):
        polygons[owner].append(ring)
    members = ",".join(f"[{','.join(one)}]" for one in polygons)
    geometry = f'{{"type":"MultiPolygon","coordinates":[{members}]}}' if polygons else "null"
    said = json.dumps(properties, separators=(",", ":"))
    return f'{{"type":"Feature","properties":{said},"geometry":{geometry}}}'


def _rings(rings: NDArray[np.object_]) -> Iterator[str]:
    """The positions of each ring."""
    xy, owner = shapely.get_coordinates(rings, return_index=True)
    text = positions(xy).decode()
    ends = np.searchsorted(owner, np.arange(len(rings) + 1)) * POSITION_WIDTH
    for begin, end in pairwise(ends.tolist()):
        yield f"[{text[begin : end - 1]}]"


def _in_degrees(shape: BaseGeometry, to_wgs84: Transformer) -> BaseGeometry:
    """The polygons of a shape in whole ten-millionths of a degree, valid also there."""

    def degrees(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(to_wgs84.transform(xy[:, 0], xy[:, 1]))

    def rounded(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.round(xy, DECIMALS)

    exact = shapely.transform(shape, degrees)
    turned = shapely.transform(exact, rounded)
    if not turned.is_valid:
        # Rounding let a ring touch itself; this moves positions to the grid with more care.
        turned = shapely.transform(shapely.set_precision(exact, 10.0**-DECIMALS), rounded)
    parts = shapely.get_parts(turned)
    polygons = parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]
    whole: BaseGeometry = shapely.multipolygons(polygons[~shapely.is_empty(polygons)])
    return shapely.orient_polygons(whole)
