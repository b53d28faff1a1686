"""Which representation is given: a suffix decides, else what is welcome most."""

import pytest
from starlette.requests import Request

from api.people.errors import AbsentError
from api.service.errors import NotAcceptableError
from api.service.representation import has_it, split_suffix, suffix_asked

FORMATS = {"json": "survey.json", "geojson": "x.geojson", "html": "survey.html"}


def request(**headers):
    raw = [(n.replace("_", "-").encode(), v.encode()) for n, v in headers.items()]
    return Request({"type": "http", "method": "GET", "path": "/", "headers": raw})


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        ("*/*", "json"),
        ("", "json"),
        ("text/html", "html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"),
        ("application/json;q=0.5, application/geo+json", "geojson"),
        ("application/*", "json"),
        ("text/*;q=0.1, application/json;q=0", "html"),
        ("application/json;q=nonsense, text/html;q=0.1", "html"),
    ],
)
def test_what_is_welcome_most_is_given(accept, suffix):
    assert suffix_asked(request(accept=accept), None, FORMATS) == suffix


def test_a_suffix_stands_above_accept():
    assert suffix_asked(request(accept="text/html"), "json", FORMATS) == "json"


@pytest.mark.parametrize("accept", ["image/png", "text/plain", "*/*;q=0"])
def test_what_nothing_fits_is_refused_with_what_there_is(accept):
    with pytest.raises(NotAcceptableError, match=r"application/geo\+json"):
        suffix_asked(request(accept=accept), None, FORMATS)


def test_an_unknown_suffix_is_absent():
    with pytest.raises(AbsentError):
        suffix_asked(request(), "exe", FORMATS)


def test_a_suffix_is_what_follows_the_first_dot():
    assert split_suffix("svy-1.html") == ("svy-1", "html")
    assert split_suffix("svy-1") == ("svy-1", None)


@pytest.mark.parametrize(
    ("given", "has"),
    [('"a"', True), ('"b", "a"', True), ('W/"a"', True), ("*", True), ('"b"', False)],
)
def test_who_has_a_file_says_so_by_its_tag(given, has):
    assert has_it(request(if_none_match=given), '"a"') is has
