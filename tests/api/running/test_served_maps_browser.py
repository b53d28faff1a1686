"""Exported maps, served in their sandbox: they work, ask for nothing, and cannot reach the site."""

import pytest
from support.asked_office import SURVEY, asked_office

SANDBOX = "() => { try { return document.cookie } catch (error) { return error.name } }"


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    with asked_office(tmp_path_factory.mktemp("maps")) as office:
        yield office


def compared():
    lon, lat = SURVEY["site"]["point"]
    sites = [{"id": each, "lon": lon, "lat": lat} for each in ("one", "two")]
    return {"district": "sited", "business": SURVEY["business"], "datum": "wgs84", "sites": sites}


@pytest.fixture(scope="module")
def results(asked):
    """Kind to the address of a result."""
    return {
        "coverage": asked.done("/districts/walked/coverages", {}, "planner"),
        "survey": asked.post("/surveys", SURVEY).headers["Location"],
        "comparison": asked.post("/comparisons", compared()).headers["Location"],
    }


@pytest.mark.browser
@pytest.mark.parametrize(
    ("kind", "who", "waits_for"),
    [
        ("coverage", "planner", ".station"),
        ("survey", "a", ".verdict"),
        ("comparison", "a", "table"),
    ],
)
def test_a_served_page_works_in_its_sandbox(asked, results, browser_page, kind, who, waits_for):
    address = f"{str(asked.client.base_url).rstrip('/')}{results[kind]}.html"
    browser_page.set_extra_http_headers(asked.of(who))
    browser_page.goto(address)
    browser_page.wait_for_selector(waits_for, state="attached")
    assert browser_page.console_errors == []
    assert browser_page.requests_seen == [address]
    assert browser_page.evaluate(SANDBOX) == "SecurityError"
