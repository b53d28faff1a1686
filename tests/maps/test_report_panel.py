"""The words for what was asked along with the answer."""

from dataclasses import replace

import pytest
from support.village_report import tally

from data.declarations import Declaration, Visibility
from data.visibility import visible
from geo.dependence import Dependence
from maps.report_panel import (
    beside_rows,
    equity_rows,
    gain_lines,
    inside_rows,
    more_than_one,
    needed_rows,
    points,
    served_rows,
)


@pytest.fixture
def stations(district):
    return visible(district, "stations")


def test_appointments_and_ways_of_handling_have_their_three_percentages(report):
    counts = replace(
        report.coverage.main,
        with_appointment=tally(2000.0, 1500.0, 0.0, 500.0),
        services={"complete": tally(2000.0, 1000.0, 500.0, 500.0)},
    )
    rows = beside_rows(replace(report.coverage, groups={"population": counts}))
    assert [(row.title.zh, row.shares.covered, row.shares.unknown) for row in rows] == [
        ("预约时段也计入时", "75.0%", "0.0%"),
        ("仅可办结", "50.0%–75.0%", "25.0%"),
    ]


def test_people_are_counted_by_the_tier_that_serves_them(report, stations):
    rows = served_rows(report.coverage, stations)
    assert [(row.title.zh, row.people, row.part) for row in rows] == [
        ("社区（村）便民服务站", "1,200", 1.0)
    ]


def test_restricted_tiers_are_not_counted(report, district):
    secret = Declaration("stations", column_visibility={"tier": Visibility.RESTRICTED})
    hidden = visible(replace(district, declarations=(secret,)), "stations")
    assert served_rows(report.coverage, hidden) == ()


def test_more_than_one_station_comes_with_what_is_unknown_and_modelled(report):
    shares = more_than_one(report.coverage)
    assert (shares.covered, shares.unknown, shares.modelled) == ("60.0%", "25.0%", "25.0%")


def test_compounds_that_are_points_are_named_apart(report):
    rows = inside_rows(report.coverage)
    assert [(row.title.zh, row.with_post, row.total, row.undrawn) for row in rows] == [
        ("封闭小区", "1", "4", 2)
    ]


def test_a_group_has_its_difference_its_minutes_and_who_is_left_out(report):
    (row,) = equity_rows(report.equity)
    assert (row.difference, row.mean, row.median, row.left_out.zh) == (
        "0.0", "2.1", "2.1", "未能算出步行时间的 500 人不计入平均",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("difference", "text"),
    [(0.02, "+2.0"), (-0.0051, "−0.5"), (-0.0001, "0.0"), (None, "—")],
)
def test_differences_are_percentage_points_with_a_sign(difference, text):
    assert points(difference) == text


def test_the_station_most_people_depend_on_comes_first(report, stations):
    found = {"s-1": Dependence(10.0, None, None, None), "s-3": Dependence(20.0, 5.0, 1, 5.0)}
    rows = needed_rows(replace(report, dependence={"population": found}), stations)
    assert [(row.index, row.alone, row.day) for row in rows] == [(2, "20", "5"), (0, "10", "—")]


def test_a_restricted_station_is_not_among_those_depended_on(report, district):
    secret = Declaration("stations", kind="hall", visibility=Visibility.RESTRICTED)
    hidden = visible(replace(district, declarations=(secret,)), "stations")
    assert needed_rows(report, hidden) == ()


def test_the_gain_of_the_week_is_told_in_people(report):
    lines = [text.zh for text in gain_lines(report)]
    assert "1,200 人" in lines[0]
    assert lines[2] == "预约时段再增加：1,200 人"


def test_without_a_week_there_is_no_gain(bare, report):
    assert gain_lines(bare(report.coverage)) == ()
