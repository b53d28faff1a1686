"""Facilities that siting rules look for: schools, hospitals, filling stations, metro, banks, ..."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from data.demo.chance import chance
from data.demo.layout import Layout
from data.demo.main_lines import metro_lines
from data.demo.parcels import SETBACK_M, Parcel, on_ground, outlines
from data.demo.rare_facilities import rare_facilities
from data.demo.words import stems

# Parcel use to the kind of facility that takes the whole parcel, and what its name ends with.
_WHOLE = {
    "primary_school": ("primary_school", "小学"),
    "middle_school": ("middle_school", "中学"),
    "kindergarten": ("kindergarten", "幼儿园"),
    "hospital": ("hospital", "医院"),
    "elder_care": ("elder_care", "养老院"),
    "filling_station": ("filling_station", "加油站"),
    "market": ("market", "农贸市场"),
    "culture": ("library", "文化中心"),
    "sports": ("sports_ground", "体育中心"),
    "government": ("government_office", "综合办公区"),
    "green": ("park", "公园"),
}
# Facilities with one door among others: kind, ending, uses of the host parcel, how many.
_DOORS = (
    ("clinic", "诊所", ("residential", "commercial"), 150),
    ("health_centre", "社区卫生服务中心", ("commercial", "government"), 26),
    ("bank", "支行", ("commercial", "office"), 120),
    ("post_office", "邮政所", ("commercial", "residential"), 22),
    ("kindergarten", "幼儿园", ("residential",), 70),
    ("elder_care", "日间照料中心", ("residential",), 48),
    ("pharmacy", "药房", ("residential", "commercial"), 180),
    ("internet_cafe", "网咖", ("commercial", "residential"), 34),
    ("police_station", "派出所", ("government", "commercial"), 14),
    ("waste_transfer_station", "垃圾转运站", ("reserve", "logistics"), 16),
    ("substation", "变电站", ("reserve", "industry"), 8),
    ("hazmat_store", "危化品仓库", ("logistics",), 3),
)
# Kinds whose gates matter to rules, and which people walk to.
_GATED = ("primary_school", "middle_school", "kindergarten", "hospital")


@dataclass(frozen=True)
class Facility:
    """One facility.

    Attributes:
        id, kind, name, status, valid_from, valid_to: As in the layer `facilities`.
        board: Its door or middle on the board.
        parcel: The whole parcel, where it takes one.
    """

    id: str
    kind: str
    name: str
    board: tuple[float, float]
    parcel: Parcel | None
    status: str | None
    valid_from: str | None
    valid_to: str | None

    @property
    def gated(self) -> bool:
        """Whether it is walled and entered by gates."""
        return self.parcel is not None and self.kind in _GATED and bool(self.parcel.sides)


def place_facilities(layout: Layout) -> list[Facility]:
    """All facilities, in order of id."""
    dice = chance(layout.plan.seed, "facilities")
    heads = stems(dice)
    found: list[tuple[str, str, tuple[float, float], Parcel | None]] = []
    for parcel in layout.used_as(*_WHOLE):
        kind, ending = _WHOLE[parcel.use]
        found.append((kind, ending, parcel.middle, parcel))
    for kind, ending, hosts, count in _DOORS:
        found += [(kind, ending, place, None) for place in _doors(dice, layout, hosts, count)]
    found += [("metro_station", "地铁站", place, None) for place in metro_stations(layout)]
    # These come last, so that what they are made of does not change the others.
    found += [(kind, ending, place, None) for kind, ending, place in rare_facilities(layout)]
    return [
        Facility(f"f-{number:04d}", kind, heads[number % len(heads)] + ending, board, parcel,
                 *_validity(dice))
        for number, (kind, ending, board, parcel) in enumerate(found, start=1)
    ]  # fmt: skip


def _doors(
    dice: np.random.Generator, layout: Layout, hosts: Sequence[str], count: int
) -> Iterator[tuple[float, float]]:
    parcels = [parcel for parcel in layout.used_as(*hosts) if parcel.sides]
    for k in dice.choice(len(parcels), min(count, len(parcels)), replace=False):
        parcel = parcels[int(k)]
        yield parcel.front(parcel.sides[0], float(dice.uniform(0.1, 0.9)))


def metro_stations(layout: Layout) -> list[tuple[float, float]]:
    """Entrances at every other junction of the metro lines, beside the street."""
    plan = layout.plan
    x, y = metro_lines(layout)
    inside = set(layout.plan.district_cells())
    north = [(x + SETBACK_M, line + SETBACK_M) for line in plan.y_lines[::2]]
    east = [(line + SETBACK_M, y + SETBACK_M) for line in plan.x_lines[1::2] if line != x]

    def within(place: tuple[float, float]) -> bool:
        column = int(np.searchsorted(plan.x_lines, place[0], side="right")) - 1
        row = int(np.searchsorted(plan.y_lines, place[1], side="right")) - 1
        return (column, row) in inside and not plan.barred((column, row))

    return [place for place in [*north, *east] if within(place)]


def _validity(dice: np.random.Generator) -> tuple[str | None, str | None, str | None]:
    draw = dice.random()
    year = int(dice.integers(1985, 2024))
    opened = f"{year}-{int(dice.integers(1, 13)):02d}-01"
    if draw < 0.9:
        return "in_use", opened if draw < 0.6 else None, None
    if draw < 0.94:
        return "planned", f"2027-{int(dice.integers(1, 13)):02d}-01", None
    if draw < 0.98:
        return "closed", opened, f"2025-{int(dice.integers(1, 13)):02d}-28"
    return None, None, None


def facilities_table(layout: Layout, facilities: Sequence[Facility]) -> gpd.GeoDataFrame:
    """The layer `facilities`: whole parcels as polygons, doors as points."""
    columns = ("id", "name", "kind", "status", "valid_from", "valid_to")
    table = pd.DataFrame([{name: getattr(f, name) for name in columns} for f in facilities])
    shapes = on_ground(layout.plan.warp, [f.board for f in facilities])
    parcels = [f.parcel for f in facilities if f.parcel is not None]
    whole = iter(outlines(layout.plan.warp, parcels, SETBACK_M))
    geometry = [
        shape if f.parcel is None else next(whole)
        for shape, f in zip(shapes, facilities, strict=True)
    ]
    return gpd.GeoDataFrame(table, geometry=geometry)
