"""Names from data are text everywhere: the map opens, shows them, and runs nothing."""

from types import MappingProxyType

import pytest

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "`${alert(1)}`",
    "{{7*7}}{% raw %}{#",
    '"\' onmouseover="alert(1)',
    "\u202eevil\u202c\u2028line",
    "&lt;b&gt; map_" + "0" * 32,
)
NAME = " ".join(HOSTILE)
TEXT_COLUMNS = {
    "areas": ["name"],
    "stations": ["name", "address", "phone", "opening_hours", "district"],
    "matters": ["name", "theme"],
    "residents": ["name"],
}

pytestmark = pytest.mark.browser


@pytest.fixture
def hostile_page(browser_page, page_of, district):
    layers = {name: table.copy() for name, table in district.layers.items()}
    for name, columns in TEXT_COLUMNS.items():
        layers[name][columns] = NAME
    browser_page.goto(page_of(layers=MappingProxyType(layers), name=NAME, approval_number=NAME))
    browser_page.wait_for_selector(".station")
    yield browser_page
    assert browser_page.requests_seen == []
    assert browser_page.console_errors == []
    assert browser_page.dialogs_seen == []


def test_hostile_names_stand_literally_in_title_table_and_mark(hostile_page):
    assert "{{7*7}}" in hostile_page.title()
    for place in ("h1 [lang=zh-CN]", "[data-area] >> nth=0", ".mark bdi"):
        words = hostile_page.locator(place).text_content()
        assert all(part in words for part in HOSTILE)


def test_hostile_names_stand_literally_in_a_stations_popup(hostile_page):
    hostile_page.locator(".tier-district").click()
    popup = hostile_page.locator(".popup")
    for place in ("h4", ".matters h5 >> nth=0", ".matters li bdi >> nth=0"):
        words = popup.locator(place).text_content()
        assert all(part in words for part in HOSTILE)
    assert hostile_page.locator("img[src=x]").count() == 0


def test_hostile_names_stand_literally_in_the_chooser_the_card_and_the_headline(hostile_page):
    hostile_page.click("#matter-search")
    hostile_page.check("input[value=theme]")
    for place in ("#matter-list .theme bdi >> nth=0", "#matter-list [role=option] bdi >> nth=1"):
        words = hostile_page.locator(place).text_content()
        assert all(part in words for part in HOSTILE)
    hostile_page.locator("#matter-list [role=option]").nth(1).click()
    for place in ("#view-title", "#matter-card h4", "#matter-card .tag >> nth=0"):
        words = hostile_page.locator(place).text_content()
        assert all(part in words for part in HOSTILE)
    hostile_page.click("#language")
    assert hostile_page.locator("img[src=x]").count() == 0


def test_hostile_names_stand_literally_among_the_stations_depended_on(hostile_page):
    words = hostile_page.locator("[data-station] bdi").text_content()
    assert all(part in words for part in HOSTILE)


def test_hostile_names_stand_literally_in_an_areas_popup_in_either_language(hostile_page):
    hostile_page.locator("[data-area] >> nth=0").click()
    hostile_page.click("#language")
    words = hostile_page.locator(".popup h4").text_content()
    assert all(part in words for part in HOSTILE)
