"""Reference systems in which features are offered, and the order of their axes.

OGC 18-058r1 (OGC API - Features Part 2) wants coordinates in the order that the authority defines:
EPSG:4490 and 4326 are latitude, longitude; EPSG:4544, as all zones of CGCS2000 here, is northing,
easting. Only CRS84 is longitude, latitude.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS

from api.ogc.errors import ParameterError
from data.text import Text

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
_EPSG = "http://www.opengis.net/def/crs/EPSG/0/"
# A ten-billionth of a degree is a hundredth of a millimetre.
_DEGREE_DECIMALS, _METRE_DECIMALS = 10, 4


@dataclass(frozen=True)
class OfferedCrs:
    """A reference system in which features can be had.

    Attributes:
        uri: By which it is asked for.
        metric: Whether it is the district's own one; otherwise coordinates are degrees.
        north_first: Whether the northing, or the latitude, is the first axis.
    """

    uri: str
    metric: bool = False
    north_first: bool = False


def offered_crs(own: CRS) -> tuple[OfferedCrs, ...]:
    """The systems offered for a district stored in `own`, the default one first.

    `own` itself is among them when it has an EPSG code; parameters of a private system never leave.
    """
    offered = [
        OfferedCrs(CRS84),
        OfferedCrs(f"{_EPSG}4326", north_first=True),
        OfferedCrs(f"{_EPSG}4490", north_first=True),
    ]
    authority = own.to_authority(min_confidence=100)
    if authority is not None and authority[0] == "EPSG":
        # Asked of the registry: what a file says of its axes is often put in GIS order.
        north_first = CRS.from_authority(*authority).axis_info[0].direction == "north"
        offered.append(OfferedCrs(f"{_EPSG}{authority[1]}", metric=True, north_first=north_first))
    return tuple(offered)


def named_crs(offered: tuple[OfferedCrs, ...], uri: str, parameter: str) -> OfferedCrs:
    """The system that a parameter names.

    Raises:
        ParameterError: It is not offered.
    """
    for crs in offered:
        if crs.uri == uri:
            return crs
    uris = ", ".join(crs.uri for crs in offered)
    raise ParameterError.value(parameter, Text(f"其中之一：{uris}", f"one of {uris}"))


def geometry_texts(shapes: NDArray[np.object_], crs: OfferedCrs) -> list[str]:
    """Shapes as the text of GeoJSON geometries, in the axis order of `crs`.

    Args:
        shapes: (N,) shapes, x east and y north, in metres or degrees as `crs` has them.
        crs: The system they are in.
    """
    decimals = _METRE_DECIMALS if crs.metric else _DEGREE_DECIMALS

    def written(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        rounded = np.round(xy, decimals) + 0.0  # -0.0 becomes 0.0
        return np.asarray(rounded[:, ::-1] if crs.north_first else rounded)

    # RFC 7946: outer rings run against the clock, as seen on the map.
    turned = shapely.orient_polygons(shapely.force_2d(shapes))
    return list(shapely.to_geojson(shapely.transform(turned, written)))
