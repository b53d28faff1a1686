"""Business permits in commercial and mixed buildings."""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd

from data.demo.addresses import building_points, standard_addresses
from data.demo.buildings import Building
from data.demo.chance import chance
from data.demo.layout import Layout
from data.demo.words import THIRD, TRADES, stems

_PERMITS = 1500
# Type of permit, its share, and what the holder's name ends with.
_TYPES = (
    ("food_service", 0.38, "餐饮店"), ("food_sales", 0.2, "食品店"),
    ("tobacco_retail", 0.12, "烟酒店"), ("pharmacy", 0.06, "大药房"),
    ("hotel", 0.05, "宾馆"), ("internet_cafe", 0.03, "网咖"),
    ("entertainment_venue", 0.03, "歌厅"), ("training_centre", 0.05, "培训学校"),
    ("clinic", 0.04, "诊所"), ("fireworks_retail", 0.02, "烟花爆竹店"),
    ("hazardous_chemicals", 0.02, "化工商行"),
)  # fmt: skip
_ADDRESS_KNOWN, _BUILDING_KNOWN = 0.97, 0.9
_STATUSES = (("valid", 0.82), ("expired", 0.08), ("cancelled", 0.06), ("suspended", 0.04))


def permits_table(layout: Layout, buildings: Sequence[Building]) -> gpd.GeoDataFrame:
    """The layer `permits`: business permits in commercial and mixed buildings."""
    dice = chance(layout.plan.seed, "permits")
    standard = standard_addresses(layout, buildings)
    hosts = [k for k, b in enumerate(buildings) if b.use in ("commercial", "mixed", "office")]
    chosen = [hosts[int(k)] for k in dice.integers(0, len(hosts), _PERMITS)]
    kinds = dice.choice(len(_TYPES), _PERMITS, p=[share for _, share, _ in _TYPES])
    states = dice.choice(len(_STATUSES), _PERMITS, p=[share for _, share in _STATUSES])
    heads = stems(dice, THIRD)
    rows = []
    for number, (host, kind, state) in enumerate(zip(chosen, kinds, states, strict=True), start=1):
        name, _, ending = _TYPES[int(kind)]
        status = _STATUSES[int(state)][0]
        head, trade = heads[number % len(heads)], TRADES[number % len(TRADES)]
        rows.append(
            {
                "id": f"pm-{number:04d}",
                "name": f"{head}{ending}",
                "address": standard[host] if dice.random() < _ADDRESS_KNOWN else None,
                "building_id": buildings[host].id if dice.random() < _BUILDING_KNOWN else None,
                "type": name,
                "status": status,
                "holder": f"{head}{trade}有限公司" if number % 3 else f"{head}{ending}（个体）",
                "expires": _expiry(dice, status),
            }
        )
    shapes = building_points(layout, [buildings[host] for host in chosen])
    return gpd.GeoDataFrame(pd.DataFrame(rows), geometry=shapes)


def _expiry(dice: np.random.Generator, status: str) -> str:
    first, last = (2023, 2025) if status == "expired" else (2027, 2031)
    year = int(dice.integers(first, last + 1))
    return f"{year}-{int(dice.integers(1, 13)):02d}-{int(dice.integers(1, 29)):02d}"
