"""What stands on the page of a survey, whatever browser opens it."""

import re
from dataclasses import replace

import pytest

from data.declarations import Visibility
from data.text import Language
from maps.assets import leaflet_script
from maps.siting.survey_page import survey_page


@pytest.fixture(scope="module")
def page(survey):
    return survey_page(survey())


def test_the_page_asks_nobody_for_anything(page):
    own = page.replace(leaflet_script(), "")  # Leaflet's text holds a link that is never shown
    assert not re.findall(r"""(?:src|href|url\()=?["']?(?:https?:)?//""", own)
    assert "default-src 'none'" in page
    assert len(page.encode()) < 2_000_000


def test_the_same_view_is_the_same_bytes(survey, page):
    assert survey_page(survey()) == page


@pytest.mark.parametrize(
    "expected",
    [
        "不符合", "《管理条例》", "第九条", "第363号", "拟修订", "100 米（±10 米）", "限值 200 米",
        "实验小学（小学）", "2026-06-01", "已核对条文", "申请人自述", "书面材料", "现场核查清单",
        "提示（不影响结论）", "不涉及的规则", "FUME-1", "本次未核查的事项", "消防安全", "城中街道",
        "行政指导，不是行政许可", "内部用图，不得公开", "审图号", "EPSG:4544", "规则包", "0.1.0",
    ],
)  # fmt: skip
def test_the_page_says_it(page, expected):
    assert expected in page


def test_remarks_stand_apart_with_their_answer(page):
    remarks = page.split('id="remarks-name"')[1].split("</section>")[0]
    assert "AREA-1" in remarks and "不满足" in remarks
    assert "NET-1" not in remarks


def test_findings_stand_worst_first(page):
    rows = re.findall(r'<bdi>([A-Z]+-1)</bdi></button>|class="rule-id"><bdi>([A-Z]+-1)', page)
    assert [a or b for a, b in rows] == ["NET-1", "DOC-1", "AREA-1"]


def test_made_up_numbers_are_said_to_be_made_up(survey, page):
    assert "部分规则数值为虚构" not in page
    assert "部分规则数值为虚构" in survey_page(survey(made_up=True))


def test_an_approval_number_takes_the_place_of_the_internal_mark(survey):
    page = survey_page(survey(approval_number="川S（2026）001号"))
    assert "川S（2026）001号" in page
    assert 'class="watermark"' not in page


def test_what_is_withheld_is_neither_drawn_nor_told(survey):
    view = survey(school="秘密小学", visibility="restricted")
    assert view.findings[0].withheld
    page = survey_page(view)
    assert "秘密小学" not in page
    assert "对提问者不公开" in page


def test_a_page_for_who_may_see_restricted_layers_warns(survey):
    view = survey()
    view = replace(view, asked=replace(view.asked, level=Visibility.RESTRICTED))
    assert "不得外传" in survey_page(view)


def test_for_the_public_internal_layers_do_not_lie_under_the_map(survey):
    view = survey()
    public = replace(view, asked=replace(view.asked, level=Visibility.PUBLIC))
    assert '"areas":[{' in survey_page(view)
    assert '"areas":[]' in survey_page(public)


def test_english_comes_first_on_request(survey):
    page = survey_page(survey(), Language.EN)
    assert '<html lang="en">' in page
    assert "<title>Siting survey:" in page
