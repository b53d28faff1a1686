"""The words beside the map."""

from dataclasses import replace

import pytest

from data.visibility import visible
from geo.answers import GroupCounts, Losses
from geo.question import ask
from maps.coverage_notes import coverage_notes
from maps.coverage_panel import (
    base_title,
    headline_label,
    headline_limits,
    question_text,
    reason_rows,
)


def test_reasons_come_with_people_and_share_what_concerns_most_first(coverage):
    reasons = {"beyond_limit": 100.0, "gates_unknown": 900.0, "no_path": 0.0}
    counts = replace(coverage.main, reasons=reasons)
    rows = reason_rows(replace(coverage, groups={"population": counts}))
    assert [(row.title.zh, row.people, row.share) for row in rows] == [
        ("封闭管理但出入口未登记", "900", "45.0%"),
        ("最近站点超出时限", "100", "5.0%"),
    ]


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ({}, "任何站点"),
        ({"matters": ["m-1"]}, "老年人优待证办理"),
        ({"matters": ["m-1", "m-2"]}, "所问 2 个事项"),
        ({"at": "2026-06-24T10:00"}, "2026-06-24 10:00 到达"),
        (
            {"at": "2026-06-24T10:00", "matters": ["m-1"]},
            "2026-06-24 10:00 到达 · 老年人优待证办理",
        ),
    ],
    ids=["anything", "matter", "matters", "hour", "hour-first"],
)
def test_what_was_asked_has_a_name(coverage, district, asked, title):
    answer = replace(coverage, question=ask(**asked))
    assert base_title(answer, visible(district, "matters")).zh == title


def test_all_that_narrows_the_question_is_said(coverage):
    question = ask(
        tier="post", step_free=True, network="enterprises", at="2026-06-24T10:00",
        tier_limits_min={"post": 5}, rural_minutes=30,
    )  # fmt: skip
    said = question_text(replace(coverage, question=question)).zh
    for words in ("仅驿站", "无障碍", "企业", "2026-06-24 10:00 到达", " 5 分钟", "乡村 30 分钟"):
        assert words in said


@pytest.mark.parametrize(
    ("asked", "label"),
    [
        ({}, "15 分钟步行覆盖"),
        ({"rural_minutes": 30}, "15 分钟步行覆盖（乡村 30 分钟）"),
        (
            {"tier_limits_min": {"community": 10}, "rural_minutes": 30},
            "15 分钟步行覆盖（社区（村）便民服务站 10 分钟；乡村 30 分钟）",
        ),
    ],
    ids=["one", "rural", "tiers"],
)
def test_the_headline_names_every_limit(coverage, asked, label):
    answer = replace(coverage, question=ask(**asked))
    assert headline_label(answer).zh + headline_limits(answer).zh == label


def test_without_people_there_are_no_reasons(coverage):
    nobody = GroupCounts(totals=None)
    assert reason_rows(replace(coverage, groups={"population": nobody})) == ()


def test_every_kind_of_loss_is_said_beside_the_shares(coverage):
    lost = replace(coverage, losses=Losses(residents=1, stations=2, streets=3, unowned_gates=4))
    said = " ".join(note.zh for note in coverage_notes(lost))
    for words in ("1 条常住人口", "2 条站点", "3 段道路", "4 个出入口"):
        assert words in said
