"""The words beside the map."""

from dataclasses import replace

from maps.coverage_panel import reason_rows


def test_reasons_come_with_people_and_share_what_concerns_most_first(coverage):
    reasons = {"beyond_limit": 100.0, "gates_unknown": 900.0, "no_path": 0.0}
    rows = reason_rows(replace(coverage, reasons=reasons))
    assert [(row.title.zh, row.people, row.share) for row in rows] == [
        ("封闭管理但出入口未登记", "900", "45.0%"),
        ("最近站点超出时限", "100", "5.0%"),
    ]


def test_without_people_there_are_no_reasons(coverage):
    assert reason_rows(replace(coverage, totals=None)) == ()
