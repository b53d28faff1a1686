"""Generated districts, the same for the same numbers: a crooked grid, and a town on one."""

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import CRS

from data.district import District
from data.layers import LAYER_BY_NAME
from data.schema import PANDAS_TYPE, conform

SEED = 15
# Of a full grid's streets; 2.8 meet at a corner, as in real cities.
SHARE, BLOCK_M = 0.7, 47.0
METRES = CRS("EPSG:4544")
ORIGIN_M = np.array([450_000.0, 3_350_000.0])
# A town: subdistricts and communities along each side, matters, and how many a station handles.
SUBDISTRICTS, COMMUNITIES, MATTERS, HANDLED = 5, 20, 100, 40
SCOPES = ("district", "own_community", "own_subdistrict", "cross_district")
HOURS = ("Mo-Fr 09:00-12:00,13:00-17:00; PH off", "Mo-Su,PH 09:00-21:00", "Mo-Sa 09:00-18:00")


def crooked_grid(side: int) -> District:
    """`side` times `side` corners, each moved a little, and the streets between neighbours."""
    chance = np.random.default_rng(SEED)
    corner = np.arange(side * side).reshape(side, side)
    pairs = np.concatenate(
        [
            np.stack([corner[:, :-1].ravel(), corner[:, 1:].ravel()], axis=1),
            np.stack([corner[:-1].ravel(), corner[1:].ravel()], axis=1),
        ]
    )
    u, v = pairs[chance.random(len(pairs)) < SHARE].T
    xy = np.stack(np.divmod(corner.ravel(), side), axis=1) * BLOCK_M
    xy = xy + chance.uniform(-0.3, 0.3, xy.shape) * BLOCK_M + ORIGIN_M
    lines = shapely.linestrings(np.stack([xy[u], xy[v]], axis=1))
    names = np.array([f"第{number}大街" for number in range(side)], dtype=object)
    columns = {
        "id": [f"s-{number}" for number in range(len(u))],
        "name": names[u % side],
        "u": np.char.add("n-", u.astype(str)).astype(object),
        "v": np.char.add("n-", v.astype(str)).astype(object),
        "length_m": shapely.length(lines),
        "highway": "residential",
        "steps": chance.random(len(u)) < 0.01,
    }
    layer = LAYER_BY_NAME["streets"]
    table = pd.DataFrame({c.name: columns.get(c.name) for c in layer.columns})
    table = table.astype({c.name: PANDAS_TYPE[c.type] for c in layer.columns})
    streets = gpd.GeoDataFrame(table, geometry=lines, crs=METRES)
    return District("方格城", "", METRES, {"streets": streets})


def town(residents: int, stations: int) -> District:
    """A crooked grid with a corner for each of `residents` places, and what is asked of a town."""
    grid = crooked_grid(max(int(residents**0.5), 2))
    chance = np.random.default_rng(SEED)
    bounds = grid.features("streets").total_bounds
    low, high = bounds[:2], bounds[2:]

    def anywhere(count: int) -> NDArray[np.object_]:
        return np.asarray(shapely.points(chance.uniform(low, high, (count, 2))), dtype=object)

    homes = {
        "population": chance.integers(1, 900, residents) * 1.0,
        "geometry": anywhere(residents),
    }
    desks = {
        "tier": chance.choice(["community", "post"], stations),
        "network": "residents",
        "opening_hours": chance.choice(HOURS, stations),
        "geometry": anywhere(stations),
    }
    scopes = {"scope": [SCOPES[m % len(SCOPES)] for m in range(MATTERS)]}
    tables = {
        "street_extent": _table("street_extent", {"geometry": [shapely.box(*low, *high)]}, "x"),
        "areas": _areas(low, high),
        "residents": _table("residents", homes, "r"),
        "stations": _table("stations", desks, "p"),
        "matters": _table("matters", scopes, "m"),
        "station_matters": _table("station_matters", _handling(chance, stations), "h"),
    }
    return replace(grid, layers={**grid.layers, **tables})


def _handling(chance: np.random.Generator, stations: int) -> dict[str, object]:
    """Each station handles as many matters, drawn at random."""
    drawn = [chance.choice(MATTERS, HANDLED, replace=False) for _ in range(stations)]
    return {
        "station_id": [f"p-{station}" for station in range(stations) for _ in range(HANDLED)],
        "matter_id": [f"m-{matter}" for matters in drawn for matter in matters],
        "service": "complete",
    }


def _areas(low: NDArray[np.float64], high: NDArray[np.float64]) -> pd.DataFrame:
    """The district, and within it as many boxes along each side as the constants say."""
    levels = {"district": 1, "subdistrict": SUBDISTRICTS, "community": COMMUNITIES}
    boxes = [
        shapely.box(*(low + (high - low) * (x, y) / n), *(low + (high - low) * (x + 1, y + 1) / n))
        for n in levels.values()
        for x in range(n)
        for y in range(n)
    ]
    level = np.repeat(list(levels), [n * n for n in levels.values()])
    return _table("areas", {"level": level, "geometry": boxes}, "a")


def _table(name: str, columns: dict[str, object], prefix: str) -> pd.DataFrame:
    """A standard layer with these columns and numbered ids, in order of id."""
    frame = pd.DataFrame(columns)
    frame["id"] = frame["name"] = [f"{prefix}-{number}" for number in range(len(frame))]
    if "geometry" in frame:
        frame = gpd.GeoDataFrame(frame, geometry="geometry", crs=METRES)
    table = conform(LAYER_BY_NAME[name], frame).table
    return table.sort_values("id", ignore_index=True)
