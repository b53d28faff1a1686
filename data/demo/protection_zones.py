"""Zones along lines and round things that are protected: highways, metro, gas, trees, wetland."""

from collections.abc import Iterator

import shapely

from data.demo.corridors import gas_mains, highways
from data.demo.layout import Layout
from data.demo.main_lines import metro_lines
from data.demo.zone_shapes import Zone, square, within

# Half the land of a highway, and what is kept free beyond it on either side, by its class.
_HIGHWAY_HALF_M = 12.0
_KEPT_FREE_M = {
    "national_highway": 20.0, "provincial_highway": 15.0, "county_road": 10.0,
    "township_road": 5.0,
}  # fmt: skip
_TREES = (("黄葛树", -900, -4300), ("银杏", 1900, -2500), ("桢楠", -2600, 300), ("香樟", 3000, 900),
          ("皂荚", 1100, 4600), ("楠木", -1900, 5400))  # fmt: skip
_CROWN_M = 9.0


def protection_zones(layout: Layout) -> Iterator[Zone]:
    """Zones that protect what runs or stands somewhere."""
    yield from _along_highways(layout)
    x, y = metro_lines(layout)
    warp = layout.plan.warp
    for number, (xs, ys) in enumerate((([x, x], [-8500, 9000]), ([-7500, 7500], [y, y])), start=1):
        belt = within(layout, shapely.buffer(warp.line(xs, ys), 50.0))
        yield "rail_transit_protection", f"示范地铁{number}号线保护区", belt
    for name, line in gas_mains(layout):
        belt = within(layout, shapely.buffer(line, 5.0))
        yield "gas_protection", f"{name}最小保护范围", belt
    for name, east, north in _TREES:
        circle = shapely.buffer(warp.points(east, north).item(), _CROWN_M)
        yield "old_tree_protection", f"古树（{name}）保护范围", within(layout, circle)
    yield "important_wetland", "柳坪湿地", square(layout, -3300, 5200, 120.0)
    yield "buried_heritage", "老窑遗址地下文物埋藏区", square(layout, -3100, -600, 220.0)


def _along_highways(layout: Layout) -> Iterator[Zone]:
    for kind, name, line in highways(layout):
        land = shapely.buffer(line, _HIGHWAY_HALF_M, cap_style="flat")
        wide = shapely.buffer(line, _HIGHWAY_HALF_M + _KEPT_FREE_M[kind], cap_style="flat")
        yield "highway_land", f"{name}用地", within(layout, land)
        kept_free = shapely.difference(wide, land)
        yield "highway_control_zone", f"{name}建筑控制区", within(layout, kept_free)
