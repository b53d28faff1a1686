"""Names from data are text on the siting pages: they stand there, and nothing runs."""

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

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser_page):
    yield browser_page
    assert browser_page.requests_seen == []
    assert browser_page.console_errors == []
    assert browser_page.dialogs_seen == []
    assert browser_page.locator("img[src=x]").count() == 0


def literally(page, *places):
    for place in places:
        words = page.locator(place).first.text_content()
        assert all(part in words for part in HOSTILE), place


def test_on_a_survey(page, opened, survey):
    asked = {"name": NAME, "school": NAME, "area": NAME, "approval_number": NAME}
    opened(page, survey(label=NAME, **asked))
    literally(
        page, ".site-line bdi", ".numbers small bdi", ".mark bdi", ".sentence", ".question bdi"
    )
    page.click("#language")
    page.locator("tr[data-finding='0'] button").click()


def test_on_a_screening(page, opened, screening):
    opened(page, screening(NAME, school=NAME, area=NAME, approval_number=NAME))
    page.locator("[data-place='0']").click()
    literally(page, "[data-place='0'] bdi", ".chosen-place bdi", ".mark bdi")


def test_on_a_comparison(page, opened, comparison):
    opened(page, comparison(label=NAME, school=NAME, area=NAME))
    page.locator("[data-site='0']").click()
    literally(page, "[data-site='0'] bdi", ".hope bdi", ".matrix thead bdi")
