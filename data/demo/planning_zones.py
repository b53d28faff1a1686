"""Zones that plans and notices draw: built-up land, units, quiet areas, bans, clearances."""

from collections.abc import Iterator

import shapely

from data.demo.layout import Layout
from data.demo.parcels import outlines
from data.demo.zone_shapes import Zone, rectangle, square, town, within

_CENTRE = (-1000, -5600, 1900, -3000)
_BUILT_UP_TO_Y = 3400
_QUIET = (("鹿鸣学区", -600, -3900, 260.0), ("银杏里医养片区", 2500, -700, 300.0),
          ("梧桐居住片区", -2700, 1200, 320.0))  # fmt: skip
_TO_BE_CLEARED = (
    ("槐安旧厂改造片区", 1500, 2600, 160.0),
    ("竹栖棚户区改造片区", -2500, -3400, 130.0),
)


def planning_zones(layout: Layout) -> Iterator[Zone]:
    """Zones drawn by plans, environmental units and notices."""
    built_up, centre = town(layout, _BUILT_UP_TO_Y), rectangle(layout, *_CENTRE)
    villages = shapely.union_all(outlines(layout.plan.warp, layout.used_as("village"), 0.0))
    urban = town(layout)
    yield (
        "planned_construction_land",
        "规划建设用地范围",
        within(layout, shapely.union(urban, villages)),
    )
    yield "built_up_area", "城市建成区", built_up
    yield "city_centre", "城市中心区", centre
    for name, x, y, half_m in _QUIET:
        yield "noise_sensitive_area", f"{name}噪声敏感建筑物集中区", square(layout, x, y, half_m)
    yield "barbecue_ban", "禁止露天烧烤区", built_up
    yield "livestock_ban", "畜禽养殖禁养区", urban
    for name, x, y, half_m in _TO_BE_CLEARED:
        yield "expropriation_area", f"{name}征收范围", square(layout, x, y, half_m)
    yield "contaminated_land", "长堤化工厂旧址地块", square(layout, -3200, 600, 90.0)
    parks = layout.plan.cell_polygons(sorted(layout.areas.park_cells))
    yield "environmental_key_unit", "产业园重点管控单元", shapely.union_all(parks)
    yield "environmental_key_unit", "中心城区重点管控单元", centre
    woods = rectangle(layout, 2600, 6000, 4300, 7400)
    yield "environmental_priority_unit", "望岭优先保护单元", woods
