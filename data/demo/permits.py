"""Permits: of shops in commercial and mixed buildings, and of institutions on their own land."""

from collections.abc import Iterator, Sequence

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
# Permits of which the register keeps others: type, ending, uses of the host parcel or building, how
# many; they come last, so that those above do not change.
_INSTITUTIONS = (
    ("school", "学校", ("primary_school", "middle_school"), 60),
    ("kindergarten", "幼儿园", ("kindergarten",), 40), ("hospital", "医院", ("hospital",), 12),
    ("elder_care", "养老院", ("elder_care",), 16),
    ("fuel_station", "加油站", ("filling_station",), 14),
    ("food_production", "食品厂", ("industry",), 8), ("gas", "燃气站", ("industry",), 3),
    ("recycling", "再生资源回收站", ("logistics",), 8),
)  # fmt: skip
_SHOPS = (
    ("business_registration", "商行", 300), ("hygiene", "美容美发店", 90),
    ("e_cigarette_retail", "电子烟店", 24), ("vet_clinic", "宠物医院", 14),
    ("high_risk_sport", "游泳健身馆", 9), ("nursery", "托育园", 12),
)  # fmt: skip
_ADDRESS_KNOWN, _BUILDING_KNOWN = 0.97, 0.9
_STATUSES = (("valid", 0.82), ("expired", 0.08), ("cancelled", 0.06), ("suspended", 0.04))
# Index of the building, type and ending of the name, index of the status.
_Drawn = tuple[int, tuple[str, str], int]


def permits_table(layout: Layout, buildings: Sequence[Building]) -> gpd.GeoDataFrame:
    """The layer `permits`: most of them of shops in commercial and mixed buildings."""
    dice = chance(layout.plan.seed, "permits")
    standard = standard_addresses(layout, buildings)
    shops = [k for k, b in enumerate(buildings) if b.use in ("commercial", "mixed", "office")]
    chosen = [shops[int(k)] for k in dice.integers(0, len(shops), _PERMITS)]
    kinds = dice.choice(len(_TYPES), _PERMITS, p=[share for _, share, _ in _TYPES])
    states = dice.choice(len(_STATUSES), _PERMITS, p=[share for _, share in _STATUSES])
    named = [(_TYPES[int(kind)][0], _TYPES[int(kind)][2]) for kind in kinds]
    heads = stems(dice, THIRD)
    rows = _rows(
        dice, heads, list(zip(chosen, named, states.tolist(), strict=True)), buildings, standard, 1
    )
    dice = chance(layout.plan.seed, "other permits")
    others = list(_others(dice, buildings, shops))
    rows += _rows(dice, heads, others, buildings, standard, len(rows) + 1)
    hosts = [*chosen, *(host for host, _, _ in others)]
    shapes = building_points(layout, [buildings[host] for host in hosts])
    return gpd.GeoDataFrame(pd.DataFrame(rows), geometry=shapes)


def _others(
    dice: np.random.Generator, buildings: Sequence[Building], shops: Sequence[int]
) -> Iterator[_Drawn]:
    shares = [share for _, share in _STATUSES]
    for kind, ending, uses, count in _INSTITUTIONS:
        hosts = [k for k, b in enumerate(buildings) if b.parcel.use in uses]
        for k in dice.choice(len(hosts), min(count, len(hosts)), replace=False):
            yield hosts[int(k)], (kind, ending), int(dice.choice(len(_STATUSES), p=shares))
    for kind, ending, count in _SHOPS:
        for k in dice.integers(0, len(shops), count):
            yield shops[int(k)], (kind, ending), int(dice.choice(len(_STATUSES), p=shares))


def _rows(
    dice: np.random.Generator,
    heads: Sequence[str],
    drawn: Sequence[_Drawn],
    buildings: Sequence[Building],
    standard: Sequence[str],
    first: int,
) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for number, (host, (name, ending), state) in enumerate(drawn, start=first):
        status = _STATUSES[state][0]
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
    return rows


def _expiry(dice: np.random.Generator, status: str) -> str:
    first, last = (2023, 2025) if status == "expired" else (2027, 2031)
    year = int(dice.integers(first, last + 1))
    return f"{year}-{int(dice.integers(1, 13)):02d}-{int(dice.integers(1, 29)):02d}"
