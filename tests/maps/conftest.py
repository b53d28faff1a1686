"""A village of four blocks, and answers made by hand: what maps are tried on."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from types import MappingProxyType

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from pyproj import CRS
from shapely import LineString, Point, box

from data.declarations import Declaration
from data.district import District
from data.hours.typical import TypicalDays
from data.layers import LAYER_BY_NAME
from data.schema import conform
from data.text import Language, Text
from geo.answers import (
    Coverage,
    GroupCounts,
    Inside,
    Losses,
    ResidentAnswers,
    StationTally,
    Tally,
)  # fmt: skip
from geo.dependence import Dependence
from geo.equity import Equity
from geo.matter_table import MatterCounts, MatterRow
from geo.question import ask
from geo.report import Report, RowStatuses
from geo.week_table import Gain, HourCounts, WeekTable

EAST, NORTH = 404_000.0, 3_396_000.0  # in Jinniu, so that pictures look like home
CRS_M = CRS.from_epsg(4544)


def layer_table(name, rows):
    """Rows of a standard layer in canonical types."""
    raw = pd.DataFrame(rows)
    if "geometry" in raw.columns:
        raw = gpd.GeoDataFrame(raw, geometry="geometry", crs=CRS_M)
    return conform(LAYER_BY_NAME[name], raw).table.sort_values("id").reset_index(drop=True)


def at(east_m, north_m):
    return Point(EAST + east_m, NORTH + north_m)


def tally(total, covered, unknown=0.0, modelled=0.0):
    uncovered = total - covered - unknown
    low = covered / total if total else None
    high = (covered + unknown) / total if total else None
    return Tally(total, covered, uncovered, unknown, modelled, low, high)


def village_layers():
    def block(i, j):
        return box(EAST + i * 900, NORTH + j * 700, EAST + i * 900 + 900, NORTH + j * 700 + 700)

    areas = [
        {"id": "a-0", "name": "金牛区", "level": "district",
         "geometry": box(EAST, NORTH, EAST + 1800, NORTH + 1400)},
        {"id": "a-1", "name": "驷马桥街道", "level": "subdistrict", "geometry": block(0, 0)},
        {"id": "a-2", "name": "荷花池街道", "level": "subdistrict", "geometry": block(1, 0)},
        {"id": "a-3", "name": "西华街道", "level": "subdistrict", "geometry": block(0, 1)},
        {"id": "a-4", "name": "空地", "level": "subdistrict", "geometry": block(1, 1)},
    ]  # fmt: skip
    streets = [
        {"id": f"e-{axis}{k}", "name": None, "u": f"u{axis}{k}", "v": f"v{axis}{k}",
         "length_m": 1800.0, "highway": "primary" if k == 3 else "residential",
         "geometry": LineString([at(0, 200 * k), at(900, 200 * k + 4), at(1800, 200 * k)])
         if axis == "x" else LineString([at(300 * k, 0), at(300 * k, 1400)])}
        for axis in "xy" for k in range(7)
    ]  # fmt: skip
    stations = [
        {"id": "s-1", "name": "金牛区政务服务中心", "tier": "district", "kind": "hall",
         "network": "both", "opening_hours": "Mo-Fr 09:00-12:00,13:00-17:00", "windows": 60,
         "address": "成都市金牛区沙湾路65号", "phone": "028-87705555", "geometry": at(600, 600)},
        {"id": "s-2", "name": "荷花池街道便民服务中心", "tier": "subdistrict", "kind": "centre",
         "geometry": at(1500, 300)},
        {"id": "s-3", "name": "泉水人家社区便民服务站", "tier": "community",
         "geometry": at(300, 1000)},
        {"id": "s-4", "name": "合作银行驿站", "tier": "post", "geometry": at(900, 200)},
    ]  # fmt: skip
    matters = [
        {"id": "m-1", "name": "老年人优待证办理", "theme": "养老", "online": True},
        {"id": "m-2", "name": "城乡居民基本医疗保险参保登记", "theme": "医保", "online": False},
        {"id": "m-3", "name": "食品经营许可", "theme": "食品", "online": None},
    ]
    handled = [
        {"id": "sm-1", "station_id": "s-1", "matter_id": "m-1", "service": "complete"},
        {"id": "sm-2", "station_id": "s-1", "matter_id": "m-2", "service": "accept"},
        {"id": "sm-3", "station_id": "s-2", "matter_id": "m-1", "service": "complete"},
    ]
    residents = [
        {"id": "r-1", "name": "一号院", "population": 1200.0, "geometry": at(500, 500)},
        {"id": "r-2", "name": "二号院", "population": 300.0, "geometry": at(1700, 1300)},
        {"id": "r-3", "name": "三号院", "population": 500.0, "modelled": True,
         "geometry": at(100, 1300)},
    ]  # fmt: skip
    rows = {
        "areas": areas, "streets": streets, "stations": stations, "matters": matters,
        "station_matters": handled, "residents": residents,
    }  # fmt: skip
    return {name: layer_table(name, rows[name]) for name in rows}


@pytest.fixture
def district():
    declarations = (
        Declaration("areas", source="区民政局", as_of=date(2026, 1, 1)),
        Declaration("stations", source="区行政审批局", as_of=date(2026, 6, 30)),
    )
    layers = MappingProxyType(village_layers())
    return District("金牛区", "village.gpkg", CRS_M, layers, declarations)


@pytest.fixture
def coverage():
    residents = ResidentAnswers(
        ids=np.array(["r-1", "r-2", "r-3"], dtype=object),
        status=np.array(["covered", "uncovered", "unknown"], dtype=object),
        reason=np.array(["", "beyond_limit", "streets_end"], dtype=object),
        cost_mm=np.array([141_421, 1_000_001, -1]),
        station=np.array(["s-1", "s-2", ""], dtype=object),
        tier=np.array(["community", "", ""], dtype=object),
        access_mm=np.array([1000, 2000, -1]),
        stations_within=np.array([2, 0, 0]),
        x=EAST + np.array([500.0, 1700.0, 100.0]),
        y=NORTH + np.array([500.0, 1300.0, 1300.0]),
    )
    return Coverage(
        question=ask(),
        residents=residents,
        groups={
            "population": GroupCounts(
                totals=tally(2000.0, 1200.0, 500.0, 500.0),
                areas={
                    "a-0": tally(2000.0, 1200.0, 500.0, 500.0),
                    "a-1": tally(1200.0, 1200.0),
                    "a-2": tally(300.0, 0.0),
                    "a-3": tally(500.0, 0.0, 500.0, 500.0),
                    "a-4": tally(0.0, 0.0),
                },
                unassigned=tally(0.0, 0.0),
                stations={
                    "s-1": StationTally(tally(2000.0, 1200.0, 500.0), 1200.0),
                    "s-2": StationTally(tally(2000.0, 0.0), 0.0),
                },
                tiers={"community": 1200.0},
                more_than_one=1200.0,
                ungated_share=0.4,
            )
        },
        station_notes={"s-4": Text("仅服务企业，不计入", "serves enterprises only, not counted")},
        losses=Losses(stations=1),
        compounds=Inside(total=4, with_post=1, undrawn=2),
    )


PEOPLE = (1200.0, 300.0, 500.0)
COVERED, UNCOVERED, UNKNOWN = 0, 1, 2
# Status codes of r-1, r-2, r-3.
MATTERS = {"m-1": (0, 0, 2), "m-2": (1, 1, 1), "m-3": (1, 1, 1)}
SERVED, CLOSED, UNSURE = (0, 1, 2), (1, 1, 1), (2, 2, 2)


def counted(codes):
    """The village's people by the status codes of its three residents."""
    covered, unknown = (
        sum(n for n, code in zip(PEOPLE, codes, strict=True) if code == wanted)
        for wanted in (COVERED, UNKNOWN)
    )
    return tally(2000.0, covered, unknown, 500.0)


def matter_row(matter, name, codes, stations):
    counts = counted(codes)
    return MatterRow(
        matter, name, "person", None, None, None, stations, 0,
        {"population": MatterCounts(counts, {"complete": counts})},
    )  # fmt: skip


def village_week():
    """Open from 9 to 16 on weekdays, by appointment on Saturday at 9, unknown on holidays."""
    weekday = [SERVED if 9 <= hour < 17 else CLOSED for hour in range(24)]
    days = {"weekday": weekday, "saturday": [CLOSED] * 24, "sunday": [CLOSED] * 24,
            "holiday": [UNSURE] * 24}  # fmt: skip
    booked = {**days, "saturday": [SERVED if hour == 9 else CLOSED for hour in range(24)]}
    return days, booked


def codes_of(days):
    return {day: np.array(hours, dtype=np.uint8) for day, hours in days.items()}


@pytest.fixture
def report(coverage):
    """The answer with three matters, a week, one group and one station nobody can do without."""
    days, booked = village_week()
    hours = {
        day: tuple(
            {"population": HourCounts(counted(days[day][h]), counted(booked[day][h]))}
            for h in range(24)
        )
        for day in days
    }
    any_hour = {"weekday": 1200.0, "saturday": 0.0, "sunday": 0.0, "holiday": 0.0}
    gain = Gain(1200.0, 0.0, 1200.0, 0.0, any_hour, any_hour | {"saturday": 1200.0})
    percentiles = {25: 2.1, 50: 2.1, 75: None, 90: None, 95: None}
    return Report(
        coverage=coverage,
        matters=(
            matter_row("m-1", "老年人优待证办理", MATTERS["m-1"], 2),
            matter_row("m-2", "城乡居民基本医疗保险参保登记", MATTERS["m-2"], 1),
            matter_row("m-3", "食品经营许可", MATTERS["m-3"], 0),
        ),
        days=TypicalDays(
            date(2026, 6, 24), date(2026, 6, 27), date(2026, 6, 28), date(2026, 9, 25),
            near=date(2026, 6, 24), near_covered=True,
        ),
        week=WeekTable(hours, {"population": gain}),
        equity={"population": Equity(coverage.main.totals, 0.0, 2.12, 500.0, percentiles)},
        dependence={"population": {"s-1": Dependence(1200.0, 800.0, 2, 2400.0)}},
        statuses=RowStatuses(
            np.array(list(MATTERS.values()), dtype=np.uint8), codes_of(days), codes_of(booked)
        ),
    )  # fmt: skip


@pytest.fixture
def bare(report):
    """Makes the report of an answer to which nothing else was asked."""

    def of(answer):
        none = RowStatuses(np.empty((0, len(answer.residents.ids)), dtype=np.uint8), {}, {})
        return Report(answer, (), None, None, {}, {}, none)

    return of


@pytest.fixture
def circles():
    centre = at(600, 600)
    return {Fraction(m): centre.buffer(m * 60) for m in (5, 10, 15)}


@pytest.fixture
def page_of(tmp_path, district, report, circles):
    """Writes a map to disk and gives its file address; changes to the district by keyword."""
    from maps.coverage_map import coverage_map

    def write(language=Language.ZH, approval_number="", title=None, answer=report, **changes):
        html = coverage_map(
            replace(district, **changes), answer, circles, language=language,
            approval_number=approval_number, title=title,
        )  # fmt: skip
        path = tmp_path / "map.html"
        path.write_text(html, "utf-8")
        return path.as_uri()

    return write
