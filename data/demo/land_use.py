"""Land use of the demo district: every parcel, every strip, and the streets between."""

import geopandas as gpd
import pandas as pd
import shapely

from data.demo.layout import Layout
from data.demo.parcels import outlines

_STREET_HALF_M = 9.0
_PLAN_NAME = "示范区国土空间详细规划（示范）"
# 国土空间调查、规划、用途管制用地用海分类指南 (2023).
_CODES = {
    "residential": "0701", "village": "0703", "government": "0801", "culture": "0803",
    "primary_school": "080403", "middle_school": "080403", "kindergarten": "080404",
    "sports": "0805", "hospital": "0806", "elder_care": "080701", "commercial": "0901",
    "market": "0901", "filling_station": "0901", "office": "0902", "industry": "1001",
    "logistics": "1101", "green": "1401", "inner_green": "1402", "reserve": "16",
    "farmland": "0101", "orchard": "0201", "forest": "0301", "pond": "1704",
}  # fmt: skip
_STRIP_CODES = {"river": "1701", "railway": "1201", "expressway": "1207"}
_ROAD = "1207"


def land_use_table(layout: Layout) -> gpd.GeoDataFrame:
    """The layer `land_use`: every parcel, every strip, and what is left between them as streets."""
    plan = layout.plan
    parcels = layout.parcels
    cells = plan.district_cells()
    shapes = outlines(plan.warp, parcels, _STREET_HALF_M)
    by_cell: dict[tuple[int, int], list[shapely.Geometry]] = {cell: [] for cell in cells}
    for parcel, shape in zip(parcels, shapes, strict=True):
        by_cell[parcel.cell].append(shape)
    codes, geometry = [_CODES[parcel.use] for parcel in parcels], list(shapes)
    for cell, whole in zip(cells, plan.cell_polygons(cells), strict=True):
        strip = plan.strip_at("x", cell[0]) or plan.strip_at("y", cell[1])
        rest = shapely.get_parts(shapely.difference(whole, shapely.union_all(by_cell[cell])))
        codes += [_STRIP_CODES[strip.kind] if strip else _ROAD] * len(rest)
        geometry += list(rest)
    table = pd.DataFrame(
        {
            "id": [f"l-{number:04d}" for number in range(1, len(codes) + 1)],
            "code": codes,
            "plan": _PLAN_NAME,
        }
    )
    return gpd.GeoDataFrame(table, geometry=geometry)
