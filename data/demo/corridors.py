"""Corridors along lines: expressways, railway, metro, power lines, pipelines, embankments."""

from collections.abc import Iterator

import geopandas as gpd
import pandas as pd
import shapely

from data.demo.layout import Layout
from data.demo.main_lines import arterial_lines, metro_lines
from data.demo.plan import RURAL_FROM_Y
from data.demo.streets import COMPLETE_BEYOND_M
from data.demo.words import RIVER

_FAR = 7500
_POWER = (("220kV", 60, ((-_FAR, 4300), (-1000, 4700), (3000, 4100), (_FAR, 4500))),
          ("110kV", 40, ((-3600, -8000), (-3300, 0), (-3700, 9000))),
          ("110kV", 41, ((3500, -8000), (3300, 1000), (3900, 9000))),
          ("10kV", 7, ((-2000, 5900), (1800, 6100))))  # fmt: skip
_PIPES = (
    ("gas_high_pressure", "望岭高压燃气管线", ((-_FAR, 3100), (500, 3250), (_FAR, 3000))),
    ("gas_medium_pressure", "中压燃气干管", ((400, -8000), (460, 3100))),
    ("water_main", "北堰输水干管", ((-1200, 6000), (-1150, 1000), (-600, -6000))),
)
_GAS_MAIN = "gas_high_pressure"
_HIGHWAYS = (
    ("national_highway", "国道示范段", ((-_FAR, 6300), (_FAR, 6500))),
    ("provincial_highway", "省道示范线", ((2300, 3600), (2150, 5200), (2600, 9000))),
    ("county_road", "县道望柳路", ((-_FAR, 5650), (-1500, 5750))),
    ("township_road", "乡道北堰支路", ((-3100, 4300), (-3050, 8000))),
)
_TRUNK_GAS = ("北环天然气长输管道", ((-_FAR, 6900), (0, 7000), (_FAR, 6850)))
_CABLES = (("110kV", ((900, -8000), (960, -2000), (1000, 1800))),
           ("10kV", ((-_FAR, -3000), (_FAR, -2950))))  # fmt: skip
_NORTH_SOUTH = (-8000, RURAL_FROM_Y)
_Course = tuple[tuple[int, int], ...]
# Kind, name, class, line.
_Line = tuple[str, str, str | None, shapely.LineString]


def corridors_table(layout: Layout) -> gpd.GeoDataFrame:
    """The layer `corridors`, as far as the streets are complete."""
    reach = shapely.buffer(layout.boundary, COMPLETE_BEYOND_M)
    rows: list[tuple[str, str, str, str | None]] = []
    shapes = []
    for kind, name, grade, line in _lines(layout):
        for part in shapely.get_parts(shapely.intersection(line, reach)):
            rows.append((f"k-{len(rows) + 1:02d}", name, kind, grade))
            shapes.append(part)
    table = pd.DataFrame(rows, columns=["id", "name", "kind", "class"])
    return gpd.GeoDataFrame(table, geometry=shapes)


def _lines(layout: Layout) -> Iterator[_Line]:
    warp = layout.plan.warp
    yield from _strips(layout)
    x, y = metro_lines(layout)
    yield "metro", "示范地铁1号线", "underground", warp.line([x, x], [-8500, 9000])
    yield "metro", "示范地铁2号线", "underground", warp.line([-_FAR, _FAR], [y, y])
    for grade, number, course in _POWER:
        yield "power_line", f"{grade}示范{number}线", grade, _along(layout, course)
    for grade, name, course in _PIPES:
        yield "pipeline", name, grade, _along(layout, course)
    for kind, name, line in highways(layout):
        yield kind, name, None, line
    yield from _buried(layout)
    yield from _arterials(layout)


def highways(layout: Layout) -> Iterator[tuple[str, str, shapely.LineString]]:
    """公路 outside the town: kind, name, middle line."""
    for kind, name, course in _HIGHWAYS:
        yield kind, name, _along(layout, course)


def gas_mains(layout: Layout) -> Iterator[tuple[str, shapely.LineString]]:
    """The town's high-pressure gas mains: name, line."""
    for grade, name, course in _PIPES:
        if grade == _GAS_MAIN:
            yield name, _along(layout, course)


def _along(layout: Layout, course: _Course) -> shapely.LineString:
    xs, ys = zip(*course, strict=True)
    return layout.plan.warp.line(xs, ys)


def _buried(layout: Layout) -> Iterator[_Line]:
    name, trunk = _TRUNK_GAS
    yield "gas_trunk_pipeline", name, None, _along(layout, trunk)
    for grade, course in _CABLES:
        yield "power_cable", f"{grade}示范电缆", grade, _along(layout, course)


def _arterials(layout: Layout) -> Iterator[_Line]:
    warp = layout.plan.warp
    xs, ys = arterial_lines(layout)
    for number, x in enumerate(xs, start=1):
        yield "arterial_road", f"示范南北主干道{number}号", None, warp.line([x, x], _NORTH_SOUTH)
    for number, y in enumerate(ys, start=1):
        yield "arterial_road", f"示范东西主干道{number}号", None, warp.line([-_FAR, _FAR], [y, y])


def _strips(layout: Layout) -> Iterator[_Line]:
    plan = layout.plan
    for number, strip in enumerate(plan.strips, start=1):
        lines = plan.x_lines if strip.axis == "x" else plan.y_lines
        low, high = lines[strip.index], lines[strip.index + 1]
        if strip.kind == "river":
            for side, x in (("右岸", low + 15), ("左岸", high - 15)):
                bank = plan.warp.line([x, x], [-8800, 11_000])
                yield "river_embankment", f"{RIVER}{side}堤防", "II", bank
            continue
        middle = (low + high) / 2
        course = plan.warp.line([-_FAR, _FAR], [middle, middle])
        name = "示范铁路" if strip.kind == "railway" else f"示范{number}环快速路"
        yield strip.kind, name, "conventional" if strip.kind == "railway" else "urban", course
