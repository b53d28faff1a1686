"""What stands on the page of a comparison."""

import re

from geo.survey.outcome import Outcome
from maps.siting.comparison_page import comparison_page
from maps.siting.comparison_rows import dominance, rule_rows, site_columns


def test_the_better_site_stands_first_and_keeps_its_number(comparison):
    columns = site_columns(comparison())
    assert [(c.number, c.verdict) for c in columns] == [(2, Outcome.PASS), (1, Outcome.FAIL)]


def test_dominance_is_stated_in_a_sentence(comparison):
    (said,) = dominance(comparison())
    assert said.zh == "场址 2 在每条规则上都不差于场址 1，且至少一条更好。"


def test_sites_that_come_to_the_same_are_said_to(comparison):
    (said,) = dominance(comparison(points=((-600.0, 0.0), (-700.0, 0.0))))
    assert said.zh == "各场址在每条规则上结论相同。"


def test_rules_on_which_sites_differ_come_first_with_what_was_measured(comparison):
    differing, alike = rule_rows(comparison())
    assert [row.rule.rule.id for row in differing] == ["NET-1"]
    assert [cell.outcome for cell in differing[0].cells] == [Outcome.PASS, Outcome.FAIL]
    assert differing[0].cells[1].measured.zh == "100 米（±10 米）"
    assert "DOC-1" in [row.rule.rule.id for row in alike]


def test_the_page_holds_the_table_and_the_nearest_place_that_would_pass(comparison):
    page = comparison_page(comparison())
    for expected in (
        "智能对比",
        "2 处场址",
        "结论不同的规则（1 条）",
        "最近的可行处",
        "直线 600 米",
        "行政指导",
    ):
        assert expected in page
    assert re.search(r"default-src 'none'", page)
    assert page == comparison_page(comparison())
