"""The page as text: two languages, honest shares, nothing from outside, nothing restricted."""

import re
from datetime import date

import pytest

from data.declarations import Declaration, Visibility
from data.scenario.changes import Scenario, StationClosed
from data.text import Language, Text
from geo.answers import GroupCounts
from maps.coverage_map import coverage_map
from maps.scenario_panel import MappedScenario


@pytest.fixture
def html_of(page_of):
    from pathlib import Path

    return lambda **options: Path(page_of(**options).removeprefix("file://")).read_text("utf-8")


def restricted(layer, **more):
    return Declaration(layer, visibility=Visibility.RESTRICTED, **more)


def test_nothing_on_the_page_is_fetched(html_of):
    html = html_of()
    assert "<link" not in html
    assert not re.search(r"<script[^>]+src=|@import|sourceMappingURL|url\(images", html)


def test_the_headline_is_an_interval_with_what_is_unknown_and_modelled(html_of):
    headline = re.search(r'<dl class="shares">(.*?)</dl>', html_of(), re.DOTALL).group(1)
    assert "15 分钟步行覆盖" in headline
    assert re.findall(r"<dd.*?>(.*?)</dd>", headline) == ["60.0%–85.0%", "25.0%", "25.0%"]


def test_every_area_has_its_three_percentages_the_least_covered_first(html_of):
    rows = re.findall(r'data-area="\d+"><bdi>(\w+)</bdi></button></th>(.*?)</tr>', html_of())
    cells = {name: re.findall(r"<td>(.*?)</td>", row) for name, row in rows}
    assert list(cells) == ["荷花池街道", "西华街道", "驷马桥街道", "空地"]
    assert cells["西华街道"] == ["0.0%–100.0%", "100.0%", "100.0%"]
    assert cells["空地"] == ["—", "—", "—"]


@pytest.mark.parametrize(
    ("language", "lang", "title"),
    [
        (Language.ZH, "zh-CN", "金牛区政务服务步行圈"),
        (Language.EN, "en", "金牛区: government services on foot"),
    ],
)
def test_the_language_asked_for_is_shown_first(html_of, language, lang, title):
    html = html_of(language=language)
    assert f'<html lang="{lang}">' in html
    assert f"<title>{title}</title>" in html


def test_a_title_of_ones_own(html_of):
    assert "<title>步行圈 2026</title>" in html_of(title=Text("步行圈 2026", "Circles 2026"))


def test_without_an_approval_number_the_map_is_internal(html_of):
    assert "内部用图" in html_of()


def test_an_approval_number_takes_the_place_of_the_internal_mark(html_of):
    html = html_of(approval_number="川S(2026)012号")
    assert "川S(2026)012号" in html
    assert "内部用图" not in html


def test_sources_and_dates_stand_on_the_page(html_of):
    html = html_of()
    assert "区行政审批局" in html
    assert "2026-06-30" in html
    assert "未声明" in html  # the layer `residents`, of which nobody said anything


@pytest.mark.parametrize(
    ("declaration", "secret", "note"),
    [
        (restricted("residents"), "一号院", "常住人口：受限"),
        (restricted("areas"), "西华街道", "行政区域：受限"),
        (restricted("stations", kind="centre"), "荷花池街道便民服务中心", "条受限"),
        (restricted("matters"), "老年人优待证办理", "政务服务事项：受限"),
        (
            Declaration("stations", column_visibility={"phone": Visibility.RESTRICTED}),
            "028-87705555",
            "电话受限",
        ),
    ],
    ids=["layer", "areas", "kind", "table", "column"],
)
def test_what_is_restricted_is_not_in_the_file_and_the_legend_says_so(
    html_of, declaration, secret, note
):
    assert secret in html_of()
    html = html_of(declarations=(declaration,))
    assert secret not in html
    assert note in html


def test_to_the_public_what_is_kept_back_is_not_public_whether_internal_or_restricted(html_of):
    html = html_of(level=Visibility.PUBLIC, declarations=(restricted("areas"),))
    assert "行政区域：不公开，不在图上显示" in html and ": not public, not shown" in html
    assert "受限" not in html and "restricted, not shown" not in html


@pytest.mark.parametrize("layer", ["stations", "streets"])
def test_circles_that_would_give_away_a_restricted_layer_are_not_drawn(html_of, layer):
    assert '"bands":[]' in html_of(declarations=(restricted(layer),))


def test_a_missing_group_has_no_percentage_but_its_reason(district, coverage, bare, circles):
    from dataclasses import replace

    missing = Text("缺少列 population", "there is no column population")
    unanswered = replace(coverage, groups={"population": GroupCounts(None, missing)})
    html = coverage_map(district, bare(unanswered), circles, language=Language.ZH)
    assert '<dl class="shares">' not in html
    assert "缺少列 population" in html


@pytest.mark.parametrize("layer", ["station_matters", "gates"])
def test_what_restricted_things_would_tell_by_matter_or_hour_is_kept_back_and_said(html_of, layer):
    html = html_of(declarations=(restricted(layer),))
    assert '<input type="text" id="matter-search"' not in html
    assert 'id="week-grid"' not in html
    assert "图上不逐事项、逐时段显示" in html


def test_what_nobody_asked_is_not_said_to_be_kept_back(html_of, report, bare):
    kept = "图上不逐事项、逐时段显示"
    assert kept not in html_of()
    assert kept not in html_of(answer=bare(report.coverage), declarations=(restricted("gates"),))


def test_the_map_of_a_scenario_names_its_file_and_its_changes(district, report, circles):
    changes = Scenario((StationClosed("s-4"),))
    scenario = MappedScenario(changes, "撤并<试点>", "0123456789abcdef", district)
    html = coverage_map(district, report, circles, language=Language.ZH, scenario=scenario)
    for said in ("撤并&lt;试点&gt;", "撤销站点：合作银行驿站（s-4）", "<code>0123456789ab</code>"):
        assert said in html


def test_without_matters_and_hours_the_page_asks_for_neither(html_of, report, bare):
    html = html_of(answer=bare(report.coverage))
    for part in ('id="matter-search"', 'id="week-grid"', 'class="needed"', 'class="equity"'):
        assert part not in html


def test_the_same_map_is_the_same_bytes(html_of):
    assert html_of(language=Language.ZH) == html_of()


def test_a_date_never_comes_from_a_clock(html_of):
    assert date.today().isoformat() not in html_of()
