"""The page in a browser without a way out: no request, no error, and everything answers."""

import pytest
from support.village import at, layer_table

pytestmark = pytest.mark.browser
WIDE, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
COUNT_MARKS = """() => [...document.querySelectorAll('.station')].length"""


@pytest.fixture
def opened(browser_page, page_of):
    def open_page(**options):
        browser_page.goto(page_of(**options))
        browser_page.wait_for_selector(".station")
        return browser_page

    return open_page


@pytest.fixture(autouse=True)
def quiet(browser_page):
    yield
    assert browser_page.requests_seen == []
    assert browser_page.console_errors == []
    assert browser_page.dialogs_seen == []


def test_the_map_opens_from_disk_with_one_main_landmark(opened):
    page = opened()
    assert page.locator("main").count() == 1
    assert page.locator("main h1").inner_text() == "金牛区政务服务步行圈"
    assert page.locator(".leaflet-control-scale").is_visible()
    assert page.locator("a[href^=http]").count() == 0


def test_the_switch_changes_the_whole_page(opened):
    page = opened()
    page.locator(".tier-district").click()
    page.click("#language")
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.title() == "金牛区: government services on foot"
    assert "district hall" in page.locator(".popup").inner_text()
    assert page.locator(".tier-district text").text_content() == "D"
    assert page.locator("h1").inner_text() == "金牛区: government services on foot"


def test_a_tier_is_hidden_and_shown_by_its_box(opened):
    page = opened()
    assert page.evaluate(COUNT_MARKS) == 4
    page.uncheck("input[value=post]")
    assert page.evaluate(COUNT_MARKS) == 3
    page.check("input[value=post]")
    assert page.evaluate(COUNT_MARKS) == 4


def test_gates_are_drawn_on_request_with_a_key(opened, district):
    layers = dict(district.layers)
    layers["gates"] = layer_table(
        "gates", [{"id": "g-1", "of": "r-1", "status": "locked", "geometry": at(500, 470)}]
    )
    page = opened(layers=layers)
    dots = """() => { const map = Object.values(window).find(v => v instanceof L.Map); let n = 0;
        map.eachLayer(l => { n += l.options.pane === 'gates' && !!l.getLatLng; }); return n; }"""
    assert page.evaluate(dots) == 0
    page.check("input[value=gates]")
    assert page.evaluate(dots) == 1
    assert "上锁或仅供应急" in page.locator("[data-key=gates]").inner_text()


def test_circles_and_shares_take_turns(opened):
    page = opened()
    assert page.locator(".leaflet-shares-pane path").count() == 0
    page.check("input[value=subdistrict]")
    assert page.locator(".leaflet-shares-pane path").count() == 4
    assert page.locator("[data-key=circles]").is_hidden()
    assert page.locator("[data-key=shares]").is_visible()


def test_an_area_with_an_open_answer_is_striped_and_an_empty_one_hatched(opened):
    page = opened()
    page.check("input[value=subdistrict]")
    fills = page.eval_on_selector_all(
        ".leaflet-shares-pane path", "paths => paths.map(p => p.getAttribute('fill'))"
    )
    assert fills == ["#7cc5b9", "#bd8445", "url(#class-0-4)", "url(#hatch)"]


def test_a_station_tells_its_hours_its_reach_and_its_matters(opened):
    page = opened()
    page.locator(".tier-district").click()
    words = page.locator(".popup").inner_text()
    for expected in ("周一至周五 09:00–12:00、13:00–17:00", "1,200–1,700 人", "事项 (2)", "养老"):
        assert expected in words
    assert page.locator(".popup").bounding_box()["width"] > 250  # not one character a line


def test_a_station_is_opened_from_the_keyboard(opened):
    page = opened()
    page.locator(".tier-district").focus()
    page.keyboard.press("Enter")
    assert "金牛区政务服务中心" in page.locator(".popup h4").inner_text()
    page.keyboard.press("Escape")
    page.wait_for_selector(".popup", state="detached")
    assert "tier-district" in page.evaluate("document.activeElement.className")


def test_a_resident_tells_why(opened):
    page = opened()
    point = page.evaluate(
        """() => { const map = Object.values(window).find(v => v instanceof L.Map);
        let found; map.eachLayer(l => { if (l.look && l.look.shape === 'cross') { found = l; } });
        const p = map.latLngToContainerPoint(found.getLatLng());
        const box = map.getContainer().getBoundingClientRect();
        return [p.x + box.left, p.y + box.top]; }"""
    )
    page.mouse.click(*point)
    words = page.locator(".popup").inner_text()
    for expected in ("二号院", "300 人", "未覆盖", "最近站点超出时限", "15.1 分钟"):
        assert expected in words


def test_a_line_of_the_table_leads_to_its_area(opened):
    page = opened()
    page.get_by_role("button", name="西华街道").click()
    assert "0.0%–100.0%" in page.locator(".popup").inner_text()


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["1366x768", "390x844"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_panels_do_not_overlap_and_nothing_is_cut_off(opened, size, language):
    page = opened(language=language)
    page.set_viewport_size(size)
    boxes = [page.locator(part).bounding_box() for part in (".masthead", ".map", ".panel")]
    for i, one in enumerate(boxes):
        for other in boxes[i + 1 :]:
            assert not overlap(one, other)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert not overlap(page.locator(".mark").bounding_box(),
                       page.locator(".leaflet-control-zoom").bounding_box())  # fmt: skip


def overlap(one, other):
    return (
        one["x"] < other["x"] + other["width"] - 1
        and other["x"] < one["x"] + one["width"] - 1
        and one["y"] < other["y"] + other["height"] - 1
        and other["y"] < one["y"] + one["height"] - 1
    )


def test_paper_gets_a_copy_of_every_canvas_and_the_screen_gets_its_own_back(opened):
    page = opened()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    copies, all_canvases = page.locator("canvas.copy").count(), page.locator("canvas").count()
    assert copies * 2 == all_canvases > 0
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("canvas.copy").count() == 0
    assert page.locator("body.printing").count() == 0


def test_the_internal_mark_is_printed(opened):
    page = opened()
    page.emulate_media(media="print")
    assert page.locator(".mark").is_visible()
    assert page.locator(".watermark").is_visible()
