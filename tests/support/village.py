"""A village of four blocks in the standard layers: what maps are tried on."""

import geopandas as gpd
import pandas as pd
from pyproj import CRS
from shapely import LineString, Point, box

from data.layers import LAYER_BY_NAME
from data.schema import conform

EAST, NORTH = 404_000.0, 3_396_000.0  # in Jinniu, so that pictures look like home
CRS_M = CRS.from_epsg(4544)


def layer_table(name, rows):
    """Rows of a standard layer in canonical types."""
    raw = pd.DataFrame(rows)
    if "geometry" in raw.columns:
        raw = gpd.GeoDataFrame(raw, geometry="geometry", crs=CRS_M)
    return conform(LAYER_BY_NAME[name], raw).table.sort_values("id").reset_index(drop=True)


def at(east_m, north_m):
    return Point(EAST + east_m, NORTH + north_m)


def village_layers():
    def block(i, j):
        return box(EAST + i * 900, NORTH + j * 700, EAST + i * 900 + 900, NORTH + j * 700 + 700)

    areas = [
        {"id": "a-0", "name": "金牛区", "level": "district",
         "geometry": box(EAST, NORTH, EAST + 1800, NORTH + 1400)},
        {"id": "a-1", "name": "驷马桥街道", "level": "subdistrict", "geometry": block(0, 0)},
        {"id": "a-2", "name": "荷花池街道", "level": "subdistrict", "geometry": block(1, 0)},
        {"id": "a-3", "name": "西华街道", "level": "subdistrict", "geometry": block(0, 1)},
        {"id": "a-4", "name": "空地", "level": "subdistrict", "geometry": block(1, 1)},
    ]  # fmt: skip
    streets = [
        {"id": f"e-{axis}{k}", "name": None, "u": f"u{axis}{k}", "v": f"v{axis}{k}",
         "length_m": 1800.0, "highway": "primary" if k == 3 else "residential",
         "geometry": LineString([at(0, 200 * k), at(900, 200 * k + 4), at(1800, 200 * k)])
         if axis == "x" else LineString([at(300 * k, 0), at(300 * k, 1400)])}
        for axis in "xy" for k in range(7)
    ]  # fmt: skip
    stations = [
        {"id": "s-1", "name": "金牛区政务服务中心", "tier": "district", "kind": "hall",
         "network": "both", "opening_hours": "Mo-Fr 09:00-12:00,13:00-17:00", "windows": 60,
         "address": "成都市金牛区沙湾路65号", "phone": "028-87705555", "geometry": at(600, 600)},
        {"id": "s-2", "name": "荷花池街道便民服务中心", "tier": "subdistrict", "kind": "centre",
         "geometry": at(1500, 300)},
        {"id": "s-3", "name": "泉水人家社区便民服务站", "tier": "community",
         "geometry": at(300, 1000)},
        {"id": "s-4", "name": "合作银行驿站", "tier": "post", "geometry": at(900, 200)},
    ]  # fmt: skip
    matters = [
        {"id": "m-1", "name": "老年人优待证办理", "theme": "养老", "online": True},
        {"id": "m-2", "name": "城乡居民基本医疗保险参保登记", "theme": "医保", "online": False},
        {"id": "m-3", "name": "食品经营许可", "theme": "食品", "online": None},
    ]
    handled = [
        {"id": "sm-1", "station_id": "s-1", "matter_id": "m-1", "service": "complete"},
        {"id": "sm-2", "station_id": "s-1", "matter_id": "m-2", "service": "accept"},
        {"id": "sm-3", "station_id": "s-2", "matter_id": "m-1", "service": "complete"},
    ]
    residents = [
        {"id": "r-1", "name": "一号院", "population": 1200.0, "geometry": at(500, 500)},
        {"id": "r-2", "name": "二号院", "population": 300.0, "geometry": at(1700, 1300)},
        {"id": "r-3", "name": "三号院", "population": 500.0, "modelled": True,
         "geometry": at(100, 1300)},
    ]  # fmt: skip
    rows = {
        "areas": areas, "streets": streets, "stations": stations, "matters": matters,
        "station_matters": handled, "residents": residents,
    }  # fmt: skip
    return {name: layer_table(name, rows[name]) for name in rows}
