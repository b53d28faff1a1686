"""Control zones of the demo district: the three lines of the plan, heritage, water, hazards."""

from collections.abc import Iterator

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from data.demo.layout import Layout
from data.demo.parcels import outlines
from data.demo.planning_zones import planning_zones
from data.demo.protection_zones import protection_zones
from data.demo.words import RIVER
from data.demo.zone_shapes import Zone, square, town, within

_HERITAGE = (("鹿鸣书院", -300, -4700), ("云渡会馆", 2300, -3300), ("老窑遗址", -3100, -600),
             ("松涛塔", 1300, 1200), ("北堰古堰", -1900, 3000))  # fmt: skip
_OLD_STREET = (700, -4600, 180.0)
_INTAKE = (-1350, 6000)  # where the waterworks takes its water


def control_zones_table(layout: Layout) -> gpd.GeoDataFrame:
    """The layer `control_zones`; a zone in several parts has a row for each."""
    rows = [
        *_lines_of_the_plan(layout),
        *_heritage(layout),
        *_water(layout),
        *_hazards(layout),
        *_rings_and_cores(layout),
        *planning_zones(layout),
        *protection_zones(layout),
    ]
    kept = [(kind, name, part) for kind, name, shape in rows for part in shapely.get_parts(shape)]
    table = pd.DataFrame(
        {
            "id": [f"z-{number:03d}" for number in range(1, len(kept) + 1)],
            "name": [name for _, name, _ in kept],
            "kind": [kind for kind, _, _ in kept],
        }
    )
    return gpd.GeoDataFrame(table, geometry=[shape for _, _, shape in kept])


def _lines_of_the_plan(layout: Layout) -> Iterator[Zone]:
    """三区三线: farmland, the ecological red line, the urban development boundary."""
    plan = layout.plan
    fields = layout.used_as("farmland")
    for number, shape in enumerate(outlines(plan.warp, fields, 15.0), start=1):
        yield "permanent_basic_farmland", f"永久基本农田{number}号地块", shape
    woods = shapely.union_all(outlines(plan.warp, layout.used_as("forest"), 0.0))
    hills = plan.warp.rectangles([(2600, 6000, 4300, 7400)])[0]
    red = shapely.intersection(shapely.union(shapely.buffer(woods, 20.0), hills), layout.boundary)
    yield "ecological_redline", "望岭生态保护红线", red
    yield "urban_development_boundary", "城镇开发边界", town(layout)


def _heritage(layout: Layout) -> Iterator[Zone]:
    for name, x, y in _HERITAGE:
        site = square(layout, x, y, 45.0)
        yield "heritage_protection", f"{name}保护范围", site
        belt = shapely.difference(shapely.buffer(site, 80.0), site)
        yield "heritage_control", f"{name}建设控制地带", belt
    yield "historic_quarter_core", "鹿鸣老街核心保护范围", square(layout, *_OLD_STREET)


def _water(layout: Layout) -> Iterator[Zone]:
    intake = layout.plan.warp.points(*_INTAKE).item()
    first = shapely.buffer(intake, 200.0)
    second = shapely.difference(shapely.buffer(intake, 900.0), first)
    for kind, name, shape in (
        ("water_source_1", "北堰水厂一级保护区", first),
        ("water_source_2", "北堰水厂二级保护区", second),
    ):
        yield kind, name, shapely.intersection(shape, layout.boundary)
    river = _river(layout)
    yield "river_management", f"{RIVER}管理范围", shapely.buffer(river, 20.0)
    low = layout.plan.warp.rectangles([(-2000, -6400, -900, -4400)])[0]
    yield "flood_detention", f"{RIVER}南段洪泛区", shapely.difference(low, river)


def _hazards(layout: Layout) -> Iterator[Zone]:
    yield "geo_hazard", "望岭滑坡易发区", square(layout, 3300, 5000, 260.0)
    yield "scenic_area", "望岭风景区", square(layout, 3000, 6400, 450.0)


def _rings_and_cores(layout: Layout) -> Iterator[Zone]:
    """What lies round the zones above, or in their midst."""
    core = square(layout, *_OLD_STREET)
    belt = shapely.difference(within(layout, shapely.buffer(core, 90.0)), core)
    yield "historic_quarter_control", "鹿鸣老街建设控制地带", belt
    intake = layout.plan.warp.points(*_INTAKE).item()
    far = shapely.difference(shapely.buffer(intake, 1800.0), shapely.buffer(intake, 900.0))
    yield "water_source_quasi", "北堰水厂准保护区", within(layout, far)
    yield "scenic_core", "望岭风景区核心景区", square(layout, 3000, 6400, 180.0)


def _river(layout: Layout) -> BaseGeometry:
    """The river within the district."""
    plan = layout.plan
    cells = [cell for cell in plan.district_cells() if plan.strip_at("x", cell[0])]
    return shapely.union_all(plan.cell_polygons(cells))
