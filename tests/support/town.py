"""A small town with one of everything that the outputs tell apart."""

import shapely
from support.tiny import district, street

from data.district import District

A, B, C = ("a", 0, 0), ("b", 2000, 0), ("c", 2000, 1500)


def town() -> District:
    """Two streets; of four residents one is covered, one far, one enclosed, one off the streets."""
    return district(
        areas=[
            {"id": "west", "name": "西社区", "level": "community",
             "at": shapely.box(-100, -500, 1000, 2000)},
            {"id": "east", "name": "东社区", "level": "community",
             "at": shapely.box(1000, -500, 2500, 2000)},
        ],
        streets=[street(A, B, name="一环路"), street(B, C, name="二环路")],
        stations=[
            {"id": "s1", "name": "=便民服务站", "tier": "community", "at": (0, 0)},
            {"id": "s2", "name": "企业服务中心", "network": "enterprises", "at": (2000, 0)},
        ],
        residents=[
            {"id": "r1", "name": "近处", "population": 100, "at": (500, 10)},
            {"id": "r2", "name": "远处", "population": 50, "at": (1990, 1400), "modelled": True},
            {"id": "r3", "name": "大院", "population": 30, "at": (300, 10), "enclosed": True},
            {"id": "r4", "name": "村里", "population": 20, "at": (-90, 1500)},
        ],
    )  # fmt: skip
