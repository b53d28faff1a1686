"""The siting pages in a browser without a way out: no request, no error, and everything answers."""

from dataclasses import replace

import pytest

from data.text import Language
from geo.screening.why import Found

pytestmark = pytest.mark.browser
SIZES = [{"width": 1366, "height": 768}, {"width": 390, "height": 844}]


@pytest.fixture(autouse=True)
def quiet(browser_page):
    yield
    assert browser_page.requests_seen == []
    assert browser_page.console_errors == []
    assert browser_page.dialogs_seen == []


def test_a_survey_draws_its_measured_line_with_metres_and_error(browser_page, opened, survey):
    page = opened(browser_page, survey())
    assert page.locator(".measure").all_inner_texts() == [
        "场址 → 实验小学（小学）：100 米（±10 米） · NET-1"
    ]
    assert page.locator("main").count() == 1
    assert page.locator(".inset circle").count() == 1


def test_a_click_on_a_row_brings_its_line_forward_and_another_takes_it_back(
    browser_page, opened, survey
):
    page = opened(browser_page, survey())
    row = page.locator("tr[data-finding='0']")
    row.locator("button").click()
    assert "chosen" in row.get_attribute("class")
    assert row.locator("button").get_attribute("aria-pressed") == "true"
    row.locator("button").click()
    assert "chosen" not in row.get_attribute("class")


def test_a_row_is_chosen_from_the_keyboard(browser_page, opened, survey):
    page = opened(browser_page, survey())
    page.locator("tr[data-finding='0'] button").focus()
    page.keyboard.press("Enter")
    assert "chosen" in page.locator("tr[data-finding='0']").get_attribute("class")


def test_the_switch_changes_the_whole_page(browser_page, opened, survey):
    page = opened(browser_page, survey())
    page.click("#language")
    assert page.title().startswith("Siting survey:")
    assert page.locator(".measure").inner_text().endswith("100 m (±10 m) · NET-1")
    assert "不符合" not in page.locator(".verdict").inner_text()


@pytest.mark.parametrize("kind", ["survey", "screening", "comparison"])
def test_nothing_is_cut_off_at_the_side(browser_page, opened, request, kind):
    page = opened(browser_page, request.getfixturevalue(kind)(), language=Language.EN)
    for size in SIZES:
        page.set_viewport_size(size)
        for _ in Language:
            page.click("#language")
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_on_paper_the_map_is_on_the_first_page_and_no_row_is_cut(browser_page, opened, survey):
    page = opened(browser_page, survey())
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.set_viewport_size({"width": 688, "height": 1016})
    box = page.locator(".figure").bounding_box()
    assert box["y"] + box["height"] <= 1016
    cut = "[...document.querySelectorAll('tr')].map(r => getComputedStyle(r).breakInside)"
    assert set(page.evaluate(cut)) == {"avoid"}
    assert page.locator(".mark").is_visible()


def test_a_piece_asked_why_tells_the_rule_its_article_and_what_was_found_nearest(
    browser_page, opened, screening, survey
):
    view, near = screening(), survey()
    rule = [standing.rule.id for standing in view.screen.rules].index("NET-1")
    found = (Found(1, rule, near.site.shape, near.findings[0]),)
    page = opened(browser_page, replace(view, found=found))
    assert page.locator(".leaflet-pieces-pane path").count() == 2
    page.locator(".leaflet-pieces-pane path").nth(1).click()
    said = page.locator(".leaflet-popup .rules-tip").inner_text()
    assert "不符合" in said and "NET-1" in said and "《管理条例》第九条" in said
    assert (
        "查得：至实验小学（小学）的直线距离为 100 米（位置误差 ±10 米），小于规定的 200 米" in said
    )


def test_what_is_folded_on_the_screen_is_open_on_paper(browser_page, opened, survey):
    page = opened(browser_page, survey(facts="produces_fume=yes"))
    folded = (
        "[...document.querySelectorAll('.parts, [data-outcome=unknown] .basis')].map(d => d.open)"
    )
    assert not any(page.evaluate(folded))
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(folded) and all(page.evaluate(folded))
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert not any(page.evaluate(folded))


def test_outcomes_are_told_apart_by_pattern_and_approximate_ones_are_barred(
    browser_page, opened, screening
):
    page = opened(browser_page, screening())
    fills = page.eval_on_selector_all(
        ".leaflet-pieces-pane path", "paths => paths.map(p => p.getAttribute('fill'))"
    )
    assert fills == ["url(#outcome-pass)", "url(#outcome-fail-approximate)"]


def test_an_outcome_is_hidden_by_its_box_and_a_place_zoomed_to(browser_page, opened, screening):
    page = opened(browser_page, screening())
    page.uncheck("input[value=fail]")
    assert page.locator(".leaflet-pieces-pane path").count() == 1
    page.get_by_role("button", name="锦绣楼").click()
    assert page.locator(".chosen-place").inner_text() == "锦绣楼"


def test_a_comparison_numbers_its_sites_and_tells_the_chosen_ones_measurements(
    browser_page, opened, comparison
):
    page = opened(browser_page, comparison())
    assert page.locator(".site-number").all_inner_texts() == ["1", "2"]
    assert not page.locator(".measure").first.is_visible()
    page.locator("[data-site='0']").click()
    assert page.locator(".measure:not(.back)").inner_text().endswith("100 米（±10 米） · NET-1")
