"""Households and enterprises are no people: every number has the unit of its group."""

from dataclasses import replace

import pytest
from support.village_report import tally

from geo.question import ask
from maps.coverage_notes import coverage_notes
from maps.report_panel import equity_rows, gain_lines
from maps.script_words import script_words


@pytest.fixture
def of_group(report):
    """The report with its people taken for members of another group."""

    def of(group):
        main = replace(report.coverage.main, unassigned=tally(7.0, 0.0))
        answer = replace(report.coverage, question=ask(group=group), groups={group: main})
        week = replace(report.week, gains={group: report.week.gains["population"]})
        equity = {group: report.equity["population"]}
        return replace(report, coverage=answer, week=week, equity=equity)

    return of


@pytest.mark.parametrize(
    ("group", "zh", "en", "whole"),
    [
        ("population", "人", "people", "人口"),
        ("age_80_plus", "人", "people", "人口"),
        ("households", "户", "households", "住户"),
        ("enterprises", "家", "enterprises", "企业"),
    ],
)
def test_notes_gains_and_tables_count_in_the_unit_of_the_group(of_group, group, zh, en, whole):
    found = of_group(group)
    notes = coverage_notes(found.coverage)
    assert f"7 {zh}不在任何区域内" in [note.zh for note in notes]
    assert f"7 {en} are in no area" in [note.en for note in notes]
    assert any(f"40.0% 的{whole}所在场所" in note.zh for note in notes)
    assert all(f" {zh}" in line.zh and en in line.en for line in gain_lines(found))
    (row,) = equity_rows(found.equity)
    assert row.left_out.zh == f"未能算出步行时间的 500 {zh}不计入平均"
    assert row.left_out.en == f"500 {en} without a known walking time are not in the mean"
    assert script_words(found.coverage.question)["people_unit"].zh == zh
