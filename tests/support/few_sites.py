"""A little district near Chengdu, 2 km wide: two buildings, an address each, a parcel, a school."""

from collections.abc import Sequence

import shapely
from pyproj import CRS, Transformer
from shapely import affinity
from support.tiny import table

from data.declarations import Declaration, Visibility
from data.district import District

CRS_OF_IT = CRS("EPSG:4544")
# Its south-west corner.
EAST, NORTH = 409_000.0, 3_394_000.0
LAYERS = {
    "areas": [{"id": "d", "name": "小区", "level": "district", "at": (0, 0, 2000, 2000)}],
    "buildings": [
        {"id": "b1", "name": "长青苑1栋", "at": (100, 100, 140, 120)},
        {"id": "b2", "name": "长青苑2栋", "at": (160, 100, 200, 120)},
    ],
    "land_use": [{"id": "l1", "code": "0901", "at": (90, 90, 210, 210)}],
    "gates": [{"id": "g1", "of": "b1", "at": (100, 110)}],
    "addresses": [
        {"id": "a1", "address": "长青路1号1栋", "former": "老街8号", "aliases": "长青苑1栋;大楼",
         "building_id": "b1", "at": (120, 110)},
        {"id": "a2", "address": "长青路1号2栋", "building_id": "b2", "at": (180, 110)},
        {"id": "a3", "address": "长青路12号", "building_id": "gone", "at": (300, 300)},
    ],
    "facilities": [
        {"id": "f1", "name": "长青小学", "kind": "primary_school", "at": (500, 500, 600, 600)},
        {"id": "f2", "name": "油库", "kind": "hazmat_store", "at": (700, 700)},
    ],
    "stations": [{"id": "s1", "name": "便民服务站", "at": (800, 800)}],
}  # fmt: skip
DECLARED = (
    Declaration("buildings", position_error_m=1.0),
    Declaration("land_use", position_error_m=2.0),
    Declaration("addresses", position_error_m=3.0),
    Declaration("facilities", kind="hazmat_store", visibility=Visibility.RESTRICTED),
)


def ground_of(declared: Sequence[Declaration] = DECLARED, without: Sequence[str] = ()) -> District:
    """The district; shapes are (x, y) or (west, south, east, north) from its corner."""
    layers = {}
    for layer, rows in LAYERS.items():
        if layer not in without:
            placed = [{**row, "at": here(*row["at"])} for row in rows]
            layers[layer] = table(layer, placed)[0].set_crs(CRS_OF_IT, allow_override=True)
    return District("小区", "hand-drawn", CRS_OF_IT, layers, tuple(declared))


def here(*corners: float) -> shapely.Geometry:
    """A point or a box, given from the corner of the district."""
    shape = shapely.Point(corners) if len(corners) == 2 else shapely.box(*corners)
    return affinity.translate(shape, EAST, NORTH)


def degrees(x: float, y: float) -> tuple[float, float]:
    """Longitude and latitude (CGCS2000) of a place given from the corner."""
    transformer = Transformer.from_crs(CRS_OF_IT, "EPSG:4490", always_xy=True)
    lon, lat = transformer.transform(EAST + x, NORTH + y)
    return float(lon), float(lat)
