"""Choosing a matter or an hour: the page shows that slice, with the figures counted in Python."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from support.village import EAST, NORTH, layer_table

from data.percent import percent
from geo.answers import GroupCounts, ResidentAnswers
from geo.places.homes import homes, read_areas
from geo.question import ask
from geo.tally import by_area, people
from maps.plain import count_text
from maps.shares import share_text

pytestmark = pytest.mark.browser
ANY = ["60.0%–85.0%", "25.0%", "25.0%"]


@pytest.fixture
def page(browser_page, page_of):
    browser_page.goto(page_of())
    browser_page.wait_for_selector(".station")
    yield browser_page
    assert browser_page.requests_seen == []
    assert browser_page.console_errors == []


def headline(page):
    return page.locator("#headline dd").all_inner_texts()


def choose(page, words):
    page.fill("#matter-search", words)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def hour(page, day, at):
    return page.locator(f'.hour[data-day="{day}"][data-hour="{at}"]')


def test_a_matter_found_by_its_theme_changes_headline_legend_and_areas(page):
    choose(page, "养老")
    assert headline(page) == ["75.0%–100.0%", "25.0%", "25.0%"]
    assert page.locator("[data-count]").all_inner_texts() == ["1,500", "0", "500"]
    choose(page, "医保")
    row = page.locator("tr", has=page.get_by_role("button", name="西华街道"))
    assert row.locator("td").all_inner_texts() == ["0.0%", "0.0%", "100.0%"]
    assert page.locator("#view-title").inner_text() == "事项 · 城乡居民基本医疗保险参保登记"


def test_stations_show_who_handles_the_matter_and_how(page):
    choose(page, "m-1")
    assert page.locator(".holder.dimmed").count() == 2
    assert page.locator(".holder .badge").all_text_contents() == ["办", "办"]
    page.click("#view-reset")
    assert page.locator(".holder.dimmed, .holder .badge").count() == 0


def test_the_card_says_what_can_be_done_online(page):
    choose(page, "m-1")
    words = page.locator("#matter-card").inner_text()
    assert "2 个站点" in words
    assert "可全程网办" in words


def test_a_matter_nobody_handles_says_so(page):
    choose(page, "食品经营")
    assert headline(page) == ["0.0%", "0.0%", "25.0%"]
    words = page.locator("#matter-card").inner_text()
    assert "0：没有站点办理此事项" in words
    assert "能否全程网办未登记" in words


def test_the_list_holds_the_least_covered_first_and_themes_on_request(page):
    page.click("#matter-search")
    names = page.locator("#matter-list [role=option] bdi")
    assert names.all_inner_texts()[1:] == [
        "城乡居民基本医疗保险参保登记", "食品经营许可", "老年人优待证办理"
    ]  # fmt: skip
    page.check("input[value=theme]")
    assert page.locator("#matter-list .theme").all_inner_texts() == ["养老", "医保", "食品"]
    names.nth(1).click()
    assert "老年人优待证办理" in page.locator("#view-title").inner_text()


def test_escape_closes_the_list_and_no_match_is_said(page):
    page.fill("#matter-search", "没有这样的事项")
    assert page.locator("#matter-list").inner_text() == "没有符合的事项"
    page.keyboard.press("Escape")
    assert page.locator("#matter-box").is_hidden()


def test_pointing_at_an_hour_shows_it_and_leaving_brings_the_answer_back(page):
    hour(page, 0, 8).hover()
    assert headline(page) == ["0.0%", "0.0%", "25.0%"]
    assert page.locator("#week-now").inner_text().startswith("工作日 08:00 到达：覆盖 0.0%")
    page.locator("h1").hover()
    assert headline(page) == ANY


def test_an_hour_kept_resets_the_matter_and_the_other_way_round(page):
    choose(page, "m-1")
    hour(page, 3, 10).click()
    page.locator("h1").hover()
    assert headline(page) == ["0.0%–100.0%", "100.0%", "25.0%"]
    assert page.locator("#matter-card").is_hidden()
    choose(page, "m-1")
    assert page.locator(".hour.chosen").count() == 0
    assert headline(page)[0] == "75.0%–100.0%"


def test_appointments_are_marked_apart_and_count_on_request(page):
    assert page.locator(".hour.bookable").count() == 1
    hour(page, 1, 9).click()
    assert headline(page)[0] == "0.0%"
    page.check("#week-booked")
    assert headline(page) == ANY
    assert "含预约" in page.locator("#view-title").inner_text()


def test_the_strip_is_walked_with_the_arrows(page):
    page.keyboard.press("Tab")
    page.locator(".hour[tabindex='0']").focus()
    page.keyboard.press("ArrowLeft")
    assert headline(page)[0] == "0.0%"  # weekday, 8:00
    page.keyboard.press("Enter")
    assert page.locator(".hour.chosen").get_attribute("data-hour") == "8"
    page.keyboard.press("Escape")
    assert page.locator(".hour.chosen").count() == 0


def test_circles_step_aside_for_areas_and_come_back(page):
    choose(page, "m-1")
    assert page.locator("input[name=fill][value=subdistrict]").is_checked()
    assert page.locator(".leaflet-shares-pane path").count() == 4
    page.click("#view-reset")
    assert page.locator("input[value=circles]").is_checked()


def test_the_language_is_switched_with_a_matter_in_view(page):
    choose(page, "m-2")
    page.click("#language")
    assert page.locator("#view-title").inner_text().startswith("Matter · ")
    assert "a visit is needed" in page.locator("#matter-card").inner_text()
    assert "Weekday 09:00" in hour(page, 0, 9).get_attribute("aria-label")


def test_a_station_nobody_can_do_without_is_gone_to_and_says_who_depends_on_it(page):
    page.locator("[data-station]").click()
    words = page.locator(".popup").inner_text()
    for expected in ("金牛区政务服务中心", "仅能到达此站\n1,200 人", "800 人", "2 项"):
        assert expected in words


def test_a_matter_asked_by_name_is_shown_as_such(browser_page, page_of, report):
    asked = replace(report.coverage, question=ask(matters=["m-2"]))
    browser_page.goto(page_of(answer=replace(report, coverage=asked)))
    browser_page.wait_for_selector(".holder .badge")
    assert browser_page.locator("#view-title").inner_text() == "城乡居民基本医疗保险参保登记"
    assert browser_page.locator(".holder.dimmed").count() == 3


def test_a_page_on_which_nothing_can_be_chosen_opens_without_an_error(
    browser_page, page_of, bare, report
):
    browser_page.goto(page_of(answer=bare(report.coverage)))
    browser_page.wait_for_selector(".station text")
    assert browser_page.console_errors == []
    assert browser_page.locator("#view-title").inner_text() == "任何站点"


def test_shares_read_as_python_writes_them(page):
    some = [0.0, 0.0004, 0.0005, 0.1225, 0.1275, 0.12345, 0.3333, 0.8725, 0.9995, 1 - 1e-10, 1.0]
    shares = [*some, *np.random.default_rng(3).random(500), *(np.arange(0, 401) / 400)]
    told = page.evaluate("shares => shares.map(quankan.percent)", [float(s) for s in shares])
    assert told == [percent(float(share)) for share in shares]


def test_people_read_as_python_writes_them(page):
    numbers = [0.0, 0.5, 1.5, 2.5, 999.5, 1000.5, 1234567.49, 1e7]
    told = page.evaluate("numbers => numbers.map(quankan.whole)", numbers)
    assert told == [count_text(number) for number in numbers]


AREAS = """() => {
  const data = JSON.parse(document.getElementById("payload").textContent);
  const views = quankan.viewsOn(data);
  return data.slices.matters.map((_, matter) => {
    views.choose({ kind: "matter", matter });
    return views.areas().map(area => [area.text, area.people]);
  });
}"""
HOMES = 200


@pytest.fixture
def crowded(district, report):
    """Two hundred homes with fractions of people, and statuses by chance."""
    random = np.random.default_rng(11)
    ids = np.array([f"r-{i:03d}" for i in range(HOMES)], dtype=object)
    x, y = EAST + random.uniform(0, 1800, HOMES), NORTH + random.uniform(0, 700, HOMES)
    count = random.lognormal(4, 2, HOMES)
    rows = [
        {"id": name, "population": n, "modelled": i % 3 == 0, "geometry": shapely.Point(px, py)}
        for i, (name, n, px, py) in enumerate(zip(ids, count, x, y, strict=True))
    ]
    residents = layer_table("residents", rows)
    codes = random.integers(0, 3, (3, HOMES), dtype=np.uint8)
    counted = people(count, np.arange(HOMES) % 3 == 0)
    home = homes(read_areas(district.features("areas")), shapely.points(x, y))
    answers = ResidentAnswers(
        ids, *(np.full(HOMES, value, dtype=object) for value in ("covered", "")),
        np.zeros(HOMES, dtype=np.int64), *(np.full(HOMES, "", dtype=object) for _ in range(2)),
        *(np.zeros(HOMES, dtype=np.int64) for _ in range(2)), x, y,
    )  # fmt: skip
    totals = GroupCounts(report.coverage.main.totals, areas=by_area(counted, codes[0], home))
    coverage = replace(report.coverage, residents=answers, groups={"population": totals})
    answer = replace(
        report, coverage=coverage, week=None, statuses=replace(report.statuses, matters=codes)
    )
    expected = [by_area(counted, matter, home) for matter in codes]
    return answer, {**district.layers, "residents": residents}, expected


def test_areas_summed_on_the_page_come_to_what_python_counts(browser_page, page_of, crowded):
    answer, layers, expected = crowded
    browser_page.goto(page_of(answer=answer, layers=layers))
    told = browser_page.evaluate(AREAS)
    for tallies, areas in zip(expected, told, strict=True):
        for (text, numbers), area in zip(areas, layers["areas"]["id"], strict=True):
            tally, shares = tallies[area], share_text(tallies[area])
            assert text == [shares.covered, shares.unknown, shares.modelled]
            assert numbers == pytest.approx(
                [tally.total, tally.covered, tally.uncovered, tally.unknown], rel=1e-15
            )
