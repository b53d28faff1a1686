"""The village on a map: its district, answers made by hand, and the page written to disk."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from types import MappingProxyType

import numpy as np
import pytest
from support.village import CRS_M, EAST, NORTH, at, village_layers
from support.village_report import (
    MATTERS,
    codes_of,
    matter_row,
    tally,
    village_week,
    week_figures,
)

from data.declarations import Declaration, Visibility
from data.district import District
from data.hours.typical import TypicalDays
from data.text import Language, Text
from geo.answers import (
    Coverage,
    GroupCounts,
    Inside,
    Losses,
    ResidentAnswers,
    StationTally,
)
from geo.dependence import Dependence
from geo.equity import Equity
from geo.question import ask
from geo.report import Report, RowStatuses


@pytest.fixture(scope="session")
def district():
    declarations = (
        Declaration("areas", source="区民政局", as_of=date(2026, 1, 1)),
        Declaration("stations", source="区行政审批局", as_of=date(2026, 6, 30)),
    )
    layers = MappingProxyType(village_layers())
    return District("金牛区", "village.gpkg", CRS_M, layers, declarations)


@pytest.fixture(scope="session")
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


@pytest.fixture(scope="session")
def report(coverage):
    """The answer with three matters, a week, one group and one station nobody can do without."""
    days, booked = village_week()
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
        week=week_figures(days, booked),
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


@pytest.fixture(scope="session")
def circles():
    centre = at(600, 600)
    return {Fraction(m): centre.buffer(m * 60) for m in (5, 10, 15)}


@pytest.fixture(scope="session")
def page_of(tmp_path_factory, district, report, circles):
    """Writes a map to disk and gives its file address; changes to the district by keyword.

    Most tests look at the same page: without keywords it is written once.
    """
    from maps.coverage_map import coverage_map

    folder = tmp_path_factory.mktemp("maps")

    def write(
        language=Language.ZH, approval_number="", title=None, answer=report,
        level=Visibility.INTERNAL, **changes,
    ):  # fmt: skip
        html = coverage_map(
            replace(district, **changes), answer, circles, language=language,
            approval_number=approval_number, title=title, level=level,
        )  # fmt: skip
        path = folder / f"map-{len(list(folder.iterdir()))}.html"
        path.write_text(html, "utf-8")
        return path.as_uri()

    usual = cache(write)
    return lambda **options: write(**options) if options else usual()
