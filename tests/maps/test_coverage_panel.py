"""The words beside the map."""

from dataclasses import replace

from geo.answers import GroupCounts, Losses
from maps.coverage_notes import coverage_notes
from maps.coverage_panel import reason_rows


def test_reasons_come_with_people_and_share_what_concerns_most_first(coverage):
    reasons = {"beyond_limit": 100.0, "gates_unknown": 900.0, "no_path": 0.0}
    counts = replace(coverage.main, reasons=reasons)
    rows = reason_rows(replace(coverage, groups={"population": counts}))
    assert [(row.title.zh, row.people, row.share) for row in rows] == [
        ("封闭管理但出入口未登记", "900", "45.0%"),
        ("最近站点超出时限", "100", "5.0%"),
    ]


def test_without_people_there_are_no_reasons(coverage):
    nobody = GroupCounts(totals=None)
    assert reason_rows(replace(coverage, groups={"population": nobody})) == ()


def test_every_kind_of_loss_is_said_beside_the_shares(coverage):
    lost = replace(coverage, losses=Losses(residents=1, stations=2, streets=3, unowned_gates=4))
    said = " ".join(note.zh for note in coverage_notes(lost))
    for words in ("1 条常住人口", "2 条站点", "3 段道路", "4 个出入口"):
        assert words in said
