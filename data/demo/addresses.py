"""Standard addresses, what they were called before, and what people call them."""

from collections.abc import Iterator, Sequence

import geopandas as gpd
import pandas as pd

from data.demo.buildings import Building
from data.demo.chance import chance
from data.demo.layout import Layout
from data.demo.parcels import on_ground
from data.demo.words import stems

_FORMER_SHARE, _ALIAS_SHARE, _UNKNOWN_BUILDING_SHARE = 0.06, 0.5, 0.02


def standard_addresses(layout: Layout, buildings: Sequence[Building]) -> list[str]:
    """The standard address of each building: street, number, and its own number in the compound."""
    return [
        layout.address(b.parcel) + (b.name or (f"附{k}号" if k else ""))
        for b, k in zip(buildings, _position_on_parcel(buildings), strict=True)
    ]


def _position_on_parcel(buildings: Sequence[Building]) -> Iterator[int]:
    previous, position = None, 0
    for building in buildings:
        position = position + 1 if building.parcel is previous else 0
        previous = building.parcel
        yield position


def addresses_table(layout: Layout, buildings: Sequence[Building]) -> gpd.GeoDataFrame:
    """The layer `addresses`: one for each building, at its middle."""
    dice = chance(layout.plan.seed, "addresses")
    old_names = stems(dice)
    standard = standard_addresses(layout, buildings)
    former, aliases, of = [], [], []
    for building in buildings:
        head = old_names[int(dice.integers(len(old_names)))]
        number = int(dice.integers(1, 200))
        former.append(f"{head}老街{number}号" if dice.random() < _FORMER_SHARE else None)
        called = f"{building.place.name}{building.name}" if building.place else None
        aliases.append(called if dice.random() < _ALIAS_SHARE else None)
        of.append(None if dice.random() < _UNKNOWN_BUILDING_SHARE else building.id)
    table = pd.DataFrame(
        {
            "id": [f"ad-{number:05d}" for number in range(1, len(buildings) + 1)],
            "address": standard,
            "former": former,
            "aliases": aliases,
            "building_id": of,
        }
    )
    return gpd.GeoDataFrame(table, geometry=building_points(layout, buildings))


def building_points(layout: Layout, buildings: Sequence[Building]) -> list[object]:
    """The middle of each building on the ground."""
    places = [
        ((b.rectangle[0] + b.rectangle[2]) / 2, (b.rectangle[1] + b.rectangle[3]) / 2)
        for b in buildings
    ]
    return list(on_ground(layout.plan.warp, places))
