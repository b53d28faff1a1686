"""A browser that is refused gets a page to read; a program gets its document."""

import httpx
import pytest

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def browsed(asked, path, **headers):
    return httpx.get(f"{asked.client.base_url}{path}", headers={"Accept": BROWSER, **headers})


@pytest.mark.parametrize(
    "path", ["/verify/none", "/surveys/svy-none.html", "/first?link=used", "/nowhere"]
)
def test_a_browser_gets_a_page(asked, path):
    page = browsed(asked, path)
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "不存在" in page.text and '<a href="/?lang=zh">' in page.text
    assert page.headers["content-security-policy"].startswith("default-src 'none'")


def test_it_says_what_is_wrong_what_is_expected_and_what_to_do(asked):
    page = browsed(asked, "/surveys", **{"Accept-Language": "en"})
    assert page.status_code == 401
    for told in ("Sign in", "Expected: ", "sign-in", '<html lang="en">'):
        assert told in page.text


@pytest.mark.parametrize("accept", ["*/*", "application/json", "", "application/problem+json"])
def test_a_program_gets_its_document(asked, accept):
    answer = httpx.get(f"{asked.client.base_url}/verify/none", headers={"Accept": accept})
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "absent"


def test_what_was_sent_is_text_on_the_page(asked):
    page = browsed(asked, "/surveys/%3Cscript%3Ealert(1)%3C%2Fscript%3E")
    assert "<script" not in page.text and "&lt;script&gt;" in page.text


def test_a_form_there_is_none_of_is_refused_with_those_there_are(asked):
    here = asked.survey(facts={"floor": 31})["href"]
    (error,) = asked.get(f"{here}.pdf").json()["errors"]
    assert error["field"] == ".pdf"
    assert error["expected"].endswith(".json, .geojson, .gpkg, .html")
