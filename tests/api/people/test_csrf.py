"""Requests that another page has a browser send are refused."""

import pytest

from api.people.csrf import csrf_of, origin_of, require_csrf, require_own_page, writes
from api.people.errors import ForgeryError

OWN = {"https://map.example.cn", "http://127.0.0.1:8000"}


def test_the_token_is_that_of_the_session_and_does_not_tell_its_secret():
    require_csrf("secret", csrf_of("secret"))
    assert "secret" not in csrf_of("secret")


@pytest.mark.parametrize("sent", [None, "", "secret", csrf_of("another"), "令牌"])
def test_another_token_or_none_is_refused(sent):
    with pytest.raises(ForgeryError):
        require_csrf("secret", sent)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://map.example.cn"},
        {"sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "same-origin", "origin": "https://behind.a.proxy"},
    ],
)
def test_own_pages_and_programs_are_let_through(headers):
    require_own_page(headers, OWN)


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "https://map.example.cn.evil.example"},
        {"origin": "http://map.example.cn"},
        {"sec-fetch-site": "cross-site", "origin": "https://map.example.cn"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_pages_of_others_are_not(headers):
    with pytest.raises(ForgeryError):
        require_own_page(headers, OWN)


def test_only_reading_is_no_writing():
    assert [writes(method) for method in ("GET", "head", "POST", "DELETE", "BREW")] == [
        False, False, True, True, True,
    ]  # fmt: skip


def test_the_origin_of_an_address():
    assert origin_of("https://map.example.cn/quankan/") == "https://map.example.cn"
