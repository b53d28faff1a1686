"""Facilities of which there are few: what pollutes, what is dangerous, where many people come."""

from collections.abc import Iterator, Sequence

import numpy as np

from data.demo.chance import chance
from data.demo.layout import Layout
from data.demo.main_lines import arterial_lines

# Kind, ending, uses of the host parcel, how many.
_DOORS = (
    ("vocational_school", "职业学校", ("office", "industry"), 3),
    ("special_school", "特殊教育学校", ("government", "office"), 1),
    ("university", "学院", ("office", "culture"), 2),
    ("infectious_hospital", "传染病医院", ("logistics",), 1),
    ("shopping_centre", "购物中心", ("commercial",), 8),
    ("wholesale_market", "批发市场", ("logistics",), 2),
    ("live_animal_market", "活禽市场", ("market",), 2),
    ("slaughterhouse", "屠宰场", ("logistics",), 1),
    ("animal_farm", "养殖场", ("orchard",), 5),
    ("sewage_works", "污水处理厂", ("reserve", "logistics"), 2),
    ("polluting_plant", "表面处理厂", ("industry",), 5),
    ("hazmat_plant", "精细化工厂", ("industry",), 1),
    ("gas_facility", "燃气调压站", ("reserve", "industry"), 4),
    ("recycling_point", "再生资源回收站", ("logistics", "reserve"), 10),
    ("construction_site", "项目工地", ("reserve",), 6),
    ("dry_latrine", "旱厕", ("village",), 4),
    ("funeral_home", "殡仪馆", ("orchard",), 1),
    ("bus_station", "客运站", ("commercial",), 2),
    ("weather_station_general", "气象站", ("forest",), 1),
)
# A kind, its ending, and where it is on the board.
Place = tuple[str, str, tuple[float, float]]


def rare_facilities(layout: Layout) -> Iterator[Place]:
    """All of them, kind by kind."""
    dice = chance(layout.plan.seed, "rare facilities")
    for kind, ending, hosts, count in _DOORS:
        parcels = [parcel for parcel in layout.used_as(*hosts) if parcel.sides]
        for k in dice.choice(len(parcels), min(count, len(parcels)), replace=False):
            parcel = parcels[int(k)]
            yield kind, ending, parcel.front(parcel.sides[0], float(dice.uniform(0.2, 0.8)), 40.0)
    yield from _on_roads(layout)


def _on_roads(layout: Layout) -> Iterator[Place]:
    """Junctions of arterials, bridges over the river, a station on the railway."""
    xs, ys = arterial_lines(layout)
    for place in _inside(layout, [(float(x), float(y)) for x in xs for y in ys]):
        yield "arterial_junction", "路口", place
    plan = layout.plan
    for strip in plan.strips:
        lines = plan.x_lines if strip.axis == "x" else plan.y_lines
        middle = (lines[strip.index] + lines[strip.index + 1]) / 2
        if strip.kind == "river":
            bridges = [(middle, float(y)) for y in sorted(strip.road_crossings)]
            for place in _inside(layout, bridges):
                yield "bridge_medium", "大桥", place
        elif strip.kind == "railway":
            yield "railway_station", "火车站", (1000.0, middle)


def _inside(layout: Layout, places: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Those in a cell of the district, or at its corner."""
    plan, cells = layout.plan, set(layout.plan.district_cells())
    for x, y in places:
        column = int(np.searchsorted(plan.x_lines, x, side="right")) - 1
        row = int(np.searchsorted(plan.y_lines, y, side="right")) - 1
        if (column, row) in cells:
            yield x, y
