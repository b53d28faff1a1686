"""Buildings on the parcels: bars, towers, halls, farmhouses; shops below flats."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from data.demo.chance import chance
from data.demo.layout import Layout
from data.demo.parcels import SETBACK_M, Parcel
from data.demo.residents import Place

_WALL_M = SETBACK_M + 6.0  # buildings stand back from the wall
_FLOORS = {
    "tower": (16, 33), "slab": (6, 8), "old": (4, 7), "resettled": (11, 18), "village": (1, 3),
    "office": (8, 30), "commercial": (3, 6), "industry": (1, 4), "logistics": (1, 2),
    "school": (3, 5), "hospital": (5, 14), "public": (2, 8), "filling_station": (1, 1),
}  # fmt: skip
# How buildings stand: rows, depth of a building in metres, share of the width that is built.
_BLOCKS = {
    "tower": (3, 18.0, 0.4), "slab": (4, 12.0, 0.85), "old": (3, 11.0, 0.75),
    "resettled": (4, 14.0, 0.8), "village": (3, 11.0, 0.25), "office": (1, 32.0, 0.55),
    "commercial": (1, 45.0, 0.85), "industry": (2, 40.0, 0.85), "logistics": (2, 45.0, 0.85),
    "school": (2, 16.0, 0.7), "hospital": (2, 20.0, 0.7), "public": (1, 20.0, 0.6),
    "filling_station": (1, 12.0, 0.3),
}  # fmt: skip
_LAYOUT_OF_USE = {
    "office": "office", "commercial": "commercial", "market": "commercial", "industry": "industry",
    "logistics": "logistics", "primary_school": "school", "middle_school": "school",
    "kindergarten": "school", "hospital": "hospital", "elder_care": "public",
    "government": "public", "culture": "public", "sports": "public",
    "filling_station": "filling_station",
}  # fmt: skip
_USE = {"public": "public", "filling_station": "commercial"}
_HOMES = ("tower", "slab", "old", "resettled", "village")
_FLAT_M2 = 160.0  # gross, stairs and lifts included
_SHOPS_SHARE = {"tower": 0.3, "slab": 0.4, "old": 0.35, "resettled": 0.35, "village": 0.05}


@dataclass(frozen=True)
class Building:
    """One building.

    Attributes:
        id, use, floors, dwellings, lowest_dwelling_floor, uses_by_floor: As in the layer.
        name: Its number in the compound, or None.
        parcel: The land it stands on.
        place: The compound it belongs to; None where there is none.
        rectangle: Its outline on the board.
    """

    id: str
    name: str | None
    parcel: Parcel
    place: Place | None
    rectangle: tuple[float, float, float, float]
    use: str
    floors: int
    dwellings: float
    lowest_dwelling_floor: int | None
    uses_by_floor: str | None


def raise_buildings(layout: Layout, places: Sequence[Place]) -> list[Building]:
    """All buildings, in order of id."""
    dice = chance(layout.plan.seed, "buildings")
    homes: Mapping[Parcel, Place] = {place.parcel: place for place in places}
    buildings: list[Building] = []
    for parcel in layout.parcels:
        place = homes.get(parcel)
        style = _LAYOUT_OF_USE.get(parcel.use) or (place.kind if place else None)
        if style not in _BLOCKS:
            continue
        for number, outline in enumerate(_outlines(parcel, style), start=1):
            own = f"bd-{len(buildings) + 1:05d}"
            name = f"{number}栋" if place else None
            facts = _facts(dice, style, outline, front=number == 1)
            buildings.append(Building(own, name, parcel, place, outline, *facts))
    return buildings


def _outlines(parcel: Parcel, style: str) -> Iterator[tuple[float, float, float, float]]:
    rows, depth_m, share = _BLOCKS[style]
    west, south, east, north = parcel.rectangle
    width, height = east - west - 2 * _WALL_M, north - south - 2 * _WALL_M
    rows = max(min(rows, int(height // (depth_m * 1.8))), 1)
    depth_m = min(depth_m, height / rows * 0.8)
    side = width * (1 - share) / 2
    for row in range(rows):
        bottom = south + _WALL_M + (row + 0.5) * height / rows - depth_m / 2
        # Rows stand a little askew, so that no two courtyards look the same.
        shift = side * 0.8 * (-1) ** row if style in ("tower", "village") else 0.0
        yield (
            west + _WALL_M + side + shift, bottom, east - _WALL_M - side + shift, bottom + depth_m,
        )  # fmt: skip


def _facts(
    dice: np.random.Generator,
    style: str,
    outline: tuple[float, float, float, float],
    *,
    front: bool,
) -> tuple[str, int, float, int | None, str | None]:
    low, high = _FLOORS[style]
    floors = int(dice.integers(low, high + 1))
    if style not in _HOMES:
        return _USE.get(style, style), floors, 0.0, None, f"1-{floors}:{_USE.get(style, style)}"
    west, south, east, north = outline
    flats = max(round((east - west) * (north - south) / _FLAT_M2), 1)
    shops = front and floors > 2 and dice.random() < _SHOPS_SHARE[style]
    first = (2 if floors < 9 else 3) if shops else 1
    dwellings = float(flats * (floors - first + 1))
    if not shops:
        return "residential", floors, dwellings, 1, f"1-{floors}:residential"
    below = "1" if first == 2 else f"1-{first - 1}"
    return "mixed", floors, dwellings, first, f"{below}:commercial;{first}-{floors}:residential"


def buildings_table(layout: Layout, buildings: Sequence[Building]) -> gpd.GeoDataFrame:
    """The layer `buildings`; here and there nobody counted the floors or the flats."""
    dice = chance(layout.plan.seed, "building gaps")
    columns = ("id", "use", "floors", "dwellings", "lowest_dwelling_floor", "uses_by_floor")
    table = pd.DataFrame([{name: getattr(b, name) for name in columns} for b in buildings])
    table["name"] = [f"{b.place.name}{b.name}" if b.place else None for b in buildings]
    unseen = dice.random(len(table)) < 0.04
    table["floors"] = table["floors"].astype("Int64").mask(unseen)
    table["lowest_dwelling_floor"] = table["lowest_dwelling_floor"].astype("Int64").mask(unseen)
    table["uses_by_floor"] = table["uses_by_floor"].mask(dice.random(len(table)) < 0.15)
    table["dwellings"] = table["dwellings"].mask(dice.random(len(table)) < 0.03)
    shapes = layout.plan.warp.rectangles([b.rectangle for b in buildings])
    return gpd.GeoDataFrame(table, geometry=shapes)
