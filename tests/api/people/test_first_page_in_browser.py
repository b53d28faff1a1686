"""The first page in a browser: its policy lets through what it needs, and its form arrives."""

import pytest
from support.layer_service import serving
from support.office import PASSWORD

from api.people.first_admin import lacks_admin, new_admin_link
from api.service.app import create_app


@pytest.mark.browser
def test_an_administrator_is_set_up_in_a_browser(office, browser_page):
    with serving(create_app(office.service)) as address:
        path = new_admin_link(office.service.store, office.watch.at)
        browser_page.goto(f"{address}{path}")
        for name, text in (("login", "chief"), ("password", PASSWORD), ("again", PASSWORD)):
            browser_page.fill(f"[name={name}]", text)
        width = browser_page.evaluate("document.body.getBoundingClientRect().width")
        browser_page.click("button")
        assert browser_page.locator("form").count() == 0
    assert width < 500, "the style of the page is not kept out by its own policy"
    assert browser_page.console_errors == [] and not lacks_admin(office.service.store)
