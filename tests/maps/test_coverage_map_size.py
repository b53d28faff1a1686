"""A whole inner-city district stays a small file: the size of a photograph."""

from dataclasses import replace
from types import MappingProxyType

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from data.district import District
from data.layers import LAYER_BY_NAME
from data.schema import conform
from data.text import Language
from geo.answers import GroupCounts, ResidentAnswers, StationTally, Tally
from geo.matter_table import MatterCounts, MatterRow
from geo.report import RowStatuses
from maps.coverage_map import coverage_map

CITY_KM, BLOCKS, RESIDENTS, STATIONS, MATTERS = 10, 100, 3000, 250, 180


def streets(random):
    """About 20,000 edges of a warped grid, each bent more than simplification takes away."""
    line = np.arange(BLOCKS + 1) * CITY_KM * 1000 / BLOCKS
    x, y = np.meshgrid(line, line, indexing="ij")
    x, y = x + 300 * np.sin(y / 1700), y + 300 * np.sin(x / 2300)
    nodes = np.stack([x + 404_000, y + 3_396_000], axis=-1)
    nodes = nodes + random.normal(0, 15, nodes.shape)
    pairs = [
        (nodes[:-1].reshape(-1, 2), nodes[1:].reshape(-1, 2)),
        (nodes[:, :-1].reshape(-1, 2), nodes[:, 1:].reshape(-1, 2)),
    ]
    first = np.concatenate([a for a, _ in pairs])
    last = np.concatenate([b for _, b in pairs])
    bent = (first + last) / 2 + random.normal(0, 6, first.shape)
    lines = shapely.linestrings(np.stack([first, bent, last], axis=1))
    names = np.char.add("e-", np.arange(len(lines)).astype(str))
    highway = np.where(np.arange(len(lines)) // BLOCKS % 10 == 0, "primary", "residential")
    return gpd.GeoDataFrame(
        {"id": names, "u": "u", "v": "v", "length_m": shapely.length(lines), "highway": highway},
        geometry=lines,
    )


def areas():
    """12 subdistricts of 9 communities each, as boxes."""
    rows = [{"id": "a", "name": "大区", "level": "district"}]
    shapes = [shapely.box(404_000, 3_396_000, 414_000, 3_406_000)]
    for level, name, nx, ny in (
        ("subdistrict", "街道", 4, 3),
        ("community", "社区", 12, 9),
    ):
        for i in range(nx * ny):
            west, south = 404_000 + i % nx * 10_000 / nx, 3_396_000 + i // nx * 10_000 / ny
            rows.append({"id": f"a-{level}-{i}", "name": f"第{i}{name}", "level": level})
            shapes.append(shapely.box(west, south, west + 10_000 / nx, south + 10_000 / ny))
    return gpd.GeoDataFrame(pd.DataFrame(rows), geometry=shapes)


def points(random, prefix, count, columns):
    x, y = random.uniform(404_300, 413_700, count), random.uniform(3_396_300, 3_405_700, count)
    ids = [f"{prefix}-{i:04d}" for i in range(count)]
    return gpd.GeoDataFrame({"id": ids, **columns}, geometry=shapely.points(x, y))


def city_layers(random):
    tiers = ["district"] + ["subdistrict"] * 13 + ["community"] * 160 + ["post"] * 76
    homes = random.lognormal(5.6, 0.8, RESIDENTS).round()
    residents = {"name": [f"{i}号院" for i in range(RESIDENTS)], "population": homes}
    stations = {
        "name": [f"第{i}便民服务站" for i in range(STATIONS)],
        "tier": tiers,
        "opening_hours": "Mo-Fr 09:00-12:00,13:00-17:00",
        "address": [f"一环路北四段{i}号" for i in range(STATIONS)],
        "windows": 4,
    }
    matters = {
        "id": [f"m-{i:03d}" for i in range(MATTERS)],
        "name": [f"城乡居民第{i}类基本事项登记" for i in range(MATTERS)],
        "theme": [f"主题{i % 12}" for i in range(MATTERS)],
    }
    handled = [(s, m) for s in range(STATIONS) for m in range(s % 7, MATTERS, 3)]
    raw = {
        "areas": areas(),
        "streets": streets(random),
        "stations": points(random, "s", STATIONS, stations),
        "residents": points(random, "r", RESIDENTS, residents),
        "matters": pd.DataFrame(matters),
        "station_matters": pd.DataFrame(
            {
                "id": [f"sm-{i:05d}" for i in range(len(handled))],
                "station_id": [f"s-{s:04d}" for s, _ in handled],
                "matter_id": [f"m-{m:03d}" for _, m in handled],
                "service": "complete",
            }
        ),
    }
    return {name: conform(LAYER_BY_NAME[name], table).table for name, table in raw.items()}


def answers(random, table):
    """Plausible: everyone within 1000 m in a straight line of a station is covered."""
    x, y = shapely.get_coordinates(table["residents"].geometry).T
    ids = table["stations"]["id"].to_numpy(dtype=object)
    sx, sy = shapely.get_coordinates(table["stations"].geometry).T
    apart = np.hypot(x[:, None] - sx, y[:, None] - sy) * 1.35
    cost = (apart.min(axis=1) * 1000).astype(np.int64)
    at_edge = (x > 413_000) & (cost > 700_000)
    status = np.where(cost <= 1_000_000, "covered", np.where(at_edge, "unknown", "uncovered"))
    reason = {"covered": "", "unknown": "streets_end", "uncovered": "beyond_limit"}
    return ResidentAnswers(
        ids=table["residents"]["id"].to_numpy(dtype=object),
        status=status.astype(object),
        reason=np.array([reason[s] for s in status], dtype=object),
        cost_mm=cost,
        station=ids[apart.argmin(axis=1)],
        tier=np.full(RESIDENTS, "community", dtype=object),
        access_mm=np.full(RESIDENTS, 10_000),
        stations_within=(apart <= 1000).sum(axis=1),
        x=x,
        y=y,
    )


def tally_of(status, people):
    total = float(people.sum())
    part = {s: float(people[status == s].sum()) for s in ("covered", "uncovered", "unknown")}
    low = part["covered"] / total if total else None
    high = (part["covered"] + part["unknown"]) / total if total else None
    return Tally(total, *part.values(), total * 0.35, low, high)


@pytest.fixture
def city(district, coverage, report):
    random = np.random.default_rng(510106)
    table = city_layers(random)
    found = answers(random, table)
    people = table["residents"]["population"].to_numpy(dtype=float)
    homes = shapely.points(found.x, found.y)
    by_area = {
        area: tally_of(found.status[inside], people[inside])
        for area, shape in zip(table["areas"]["id"], table["areas"].geometry, strict=True)
        for inside in [shapely.contains(shape, homes)]
    }
    stations = {s: StationTally(by_area["a"], 900.0) for s in table["stations"]["id"]}
    counts = GroupCounts(by_area["a"], areas=by_area, stations=stations)
    answer = replace(coverage, residents=found, groups={"population": counts})
    return (
        District(district.name, "c.gpkg", district.crs, MappingProxyType(table),
                 declarations=district.declarations),
        everything_asked(random, report, answer),
    )  # fmt: skip


def everything_asked(random, report, answer):
    """Every matter and every hour, no two alike: more than any district has to say."""
    codes = random.integers(0, 3, (MATTERS + 2 * 4 * 24, RESIDENTS), dtype=np.uint8)
    matters, open_, booked = codes[:MATTERS], codes[MATTERS:-96], codes[-96:]
    counts = MatterCounts(answer.main.totals, {"complete": answer.main.totals})
    rows = tuple(
        MatterRow(f"m-{i:03d}", "", "person", "district", True, 12.0, 90, 1, {"population": counts})
        for i in range(MATTERS)
    )
    days = ("weekday", "saturday", "sunday", "holiday")
    by_day = [dict(zip(days, part.reshape(4, 24, -1), strict=True)) for part in (open_, booked)]
    return replace(report, coverage=answer, matters=rows, statuses=RowStatuses(matters, *by_day))


@pytest.fixture
def city_circles(city):
    stations = shapely.multipoints(shapely.get_coordinates(city[0].layers["stations"].geometry))
    bands = city[1].coverage.question.bands_min
    return {band: shapely.buffer(stations, float(band) * 50) for band in bands}


def test_a_city_of_20_000_streets_stays_under_5_mb(city, city_circles):
    district, answer = city
    assert len(district.layers["streets"]) > 20_000
    html = coverage_map(district, answer, city_circles, language=Language.ZH)
    assert len(html.encode("utf-8")) < 5_000_000
