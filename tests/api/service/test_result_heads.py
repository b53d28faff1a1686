"""What a page says above its answer: whether it stands, and if not, why and what to do."""

from dataclasses import replace

import pytest
from support.asked_office import asked_office, stand
from support.surveyed_town import surveyed_town
from support.town import town

from api.answering.standing import Standing
from api.service.lapsed import lapsed_reasons
from data.layers import LAYER_BY_NAME


def without_first(district, layer):
    """The same district, a row of one layer short."""
    kept = district.table(layer).iloc[1:].reset_index(drop=True)
    return replace(district, layers={**district.layers, layer: kept}, hashes={})


@pytest.fixture(scope="module")
def lapsed(tmp_path_factory):
    """The page of a survey after a layer it rests on has changed, and its record."""
    with asked_office(tmp_path_factory.mktemp("lapsed")) as asked:
        record = asked.survey()
        stand(asked.office, "sited", without_first(surveyed_town(), "facilities"), "sited-2")
        yield asked.get(f"{record['href']}.html"), record


def test_one_that_stands_says_so_in_both_languages_and_raises_no_alarm(asked):
    page = asked.get(f"{asked.survey()['href']}.html").text
    assert '<span lang="zh-CN">有效</span><span lang="en">It stands</span>' in page
    assert 'role="alert"' not in page


def test_one_that_has_lapsed_says_so_in_both_languages_as_an_alarm(lapsed):
    head = lapsed[0].text.partition('role="alert"')[2].partition("</div>")[0]
    assert "已失效,请重新预勘" in head and "It no longer stands" in head


def test_it_names_the_layers_that_have_changed_and_how_to_ask_again(lapsed):
    page, record = lapsed
    assert f"所依据的图层有变化：{LAYER_BY_NAME['facilities'].title.zh}。" in page.text
    assert f"POST {record['href']}/again" in page.text


def test_it_stands_in_the_column_of_the_verdict_so_that_the_map_keeps_its_height(lapsed):
    page = lapsed[0].text
    verdict = page.index('<section class="verdict"')
    assert verdict < page.index('role="alert"') < page.index('id="verdict-name"')


def test_its_style_is_one_the_browser_is_let_use(lapsed):
    assert "result-head.over" in lapsed[0].text
    policy = lapsed[0].headers["content-security-policy"]
    assert policy.partition("style-src ")[2].partition(";")[0].count("sha256-") == 2


def test_time_layers_and_articles_are_each_a_sentence():
    changed = Standing(True, ("areas",), {"NET-01": "changed"}, {"NET-01": "《条例》第九条"})
    over, layers, article = lapsed_reasons(changed)
    assert over.zh == "已过有效期。" and layers.en.startswith("Layers it rests on")
    assert article.zh == "条款有修改：《条例》第九条（NET-01）。"


def test_the_page_of_a_coverage_says_only_that_it_no_longer_stands(asked_alone):
    here = asked_alone.done("/districts/walked/coverages", {}, "planner")
    before = asked_alone.get(f"{here}.html", "planner")
    kept = asked_alone.get(f"{here}/files/map.html", "planner")
    assert before.content == kept.content
    stand(asked_alone.office, "walked", without_first(town(), "residents"), "walked-2")
    after = asked_alone.get(f"{here}.html", "planner").text
    assert "已失效，请重新计算" in after and "所依据的图层有变化：常住人口" in after
    assert after.index('<aside class="panel"') < after.index('role="alert"')
