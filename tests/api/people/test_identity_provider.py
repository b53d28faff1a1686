"""Signing in at an identity provider: by the book, and when it or somebody in between lies."""

import secrets
import sys
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc.jwk import RSAKey
from support.identity_provider import CLIENT, SECRET, FakeProvider, providing
from support.layer_service import serving
from support.office import Watch, open_office

from api.people.oidc_attempt import Attempt
from api.service.app import create_app
from api.store.accounts import find_by_subject

_STRANGERS_KEY = RSAKey.generate_key(2048, {"kid": "k1"})


@pytest.fixture(scope="module")
def running():
    with providing(FakeProvider(now=int(Watch().at.timestamp()))) as provider:
        yield provider


@pytest.fixture(scope="module")
def office(tmp_path_factory, running):
    named = {"oidc_issuer": running.address, "oidc_client_id": CLIENT}
    made = open_office(tmp_path_factory.mktemp("office"), **named, oidc_client_secret=SECRET)
    yield made
    made.service.store.close()


@pytest.fixture(scope="module")
def address(office):
    with serving(create_app(office.service)) as address:
        yield address


@pytest.fixture
def provider(running):
    """The provider, who tells the truth until it is told otherwise; of somebody new."""
    running.subject, running.name = secrets.token_hex(8), "王五"
    running.lies, running.discovery, running.signs_with = {}, {}, None
    return running


@pytest.fixture
def browser(address, provider):
    with httpx.Client(base_url=address) as client:
        yield client


def come_in(browser):
    """Go where one is sent until one is back; who one is then, or the refusal."""
    answer = browser.get("/session/oidc", follow_redirects=True)
    return browser.get("/me") if answer.status_code == 200 else answer


def account_of(office, provider):
    with office.service.store.reading() as connection:
        return find_by_subject(connection, f"{provider.address} {provider.subject}")


def test_who_comes_the_first_time_gets_an_account_without_a_role(office, provider, browser):
    found = come_in(browser).json()
    assert (found["account"]["name"], found["roles"], found["account"]["admin"]) == (
        "王五", [], False,
    )  # fmt: skip
    account = account_of(office, provider)
    assert account.password is None
    assert [action for action, *_ in office.log()[-2:]] == ["account_added", "sign_in"]


def test_who_comes_again_has_the_same_account_whatever_the_name(office, provider, browser):
    first = come_in(browser).json()["account"]["id"]
    provider.name = "王五（新）"
    assert come_in(browser).json()["account"]["id"] == first
    provider.subject = "another"
    assert come_in(browser).json()["account"]["id"] != first


def test_a_name_like_the_login_of_another_opens_nothing(office, provider, browser):
    office.account("root", admin=True)
    provider.name, provider.lies = "root", {"preferred_username": "root"}
    assert come_in(browser).json()["account"]["login"] != "root"


def test_a_disabled_account_stays_out(office, provider, browser):
    office.account("gone", disabled=True, subject=f"{provider.address} {provider.subject}")
    assert come_in(browser).status_code == 401


def test_the_browser_is_sent_with_all_that_has_to_come_back(provider, browser):
    sent = browser.get("/session/oidc")
    asked = {k: v[0] for k, v in parse_qs(urlsplit(sent.headers["location"]).query).items()}
    cookie = browser.cookies["quankan-oidc"]
    assert (asked["state"], asked["nonce"]) == (Attempt(cookie).state, Attempt(cookie).nonce)
    assert asked["redirect_uri"].endswith("/session/oidc/callback")
    assert cookie not in sent.headers["location"] and Attempt(cookie).verifier not in str(asked)
    assert "HttpOnly" in sent.headers["set-cookie"] and asked["scope"] == "openid profile"


@pytest.mark.parametrize(
    "lies",
    [
        {"iss": "https://other.example"},
        {"aud": "another client"},
        {"aud": ["quankan", "another"], "azp": "another"},
        {"exp": 1},
        {"iat": 9_999_999_999},
        {"nonce": "of another attempt"},
        {"nonce": None},
        {"sub": None},
        {"sub": ""},
        {"sub": 42},
        {"sub": "x" * 256},
    ],
    ids=str,
)
def test_a_token_that_is_not_for_this_attempt_is_refused(office, provider, browser, lies):
    provider.lies, before = lies, office.log()
    answer = come_in(browser)
    assert (answer.status_code, answer.json()["code"]) == (502, "provider")
    assert office.log() == before and "quankan" not in browser.cookies


def test_a_token_that_somebody_else_has_signed_is_refused(provider, browser):
    provider.signs_with = _STRANGERS_KEY
    assert come_in(browser).json()["code"] == "provider"


@pytest.mark.parametrize(
    "discovery",
    [
        {"issuer": "https://other.example"},
        {"token_endpoint": "http://other.example/token"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"jwks_uri": None},
    ],
    ids=str,
)
def test_a_provider_that_is_another_or_not_safe_is_not_used(provider, browser, discovery):
    provider.discovery = discovery
    assert come_in(browser).status_code == 502


def test_an_answer_to_another_browser_is_refused(provider, browser):
    """Else somebody could sign others in as themselves, and read what they then leave."""
    there = browser.get("/session/oidc").headers["location"]
    back = urlsplit(browser.get(there).headers["location"])
    browser.cookies.clear()
    assert browser.get(f"{back.path}?{back.query}").json()["code"] == "provider"
    browser.get("/session/oidc")
    assert browser.get(f"{back.path}?{back.query}").json()["code"] == "provider"


def test_a_code_is_used_once(provider, browser):
    there = browser.get("/session/oidc").headers["location"]
    back = browser.get(there).headers["location"]
    kept = dict(browser.cookies)
    assert browser.get(back).status_code == 303
    browser.cookies.update(kept)
    assert browser.get(back).status_code == 502


def test_without_a_code_nobody_comes_in(browser):
    browser.get("/session/oidc")
    state = Attempt(browser.cookies["quankan-oidc"]).state
    answer = browser.get(f"/session/oidc/callback?error=access_denied&state={state}")
    assert answer.status_code == 502


def test_a_provider_that_does_not_answer_is_said_so(office, browser, provider):
    provider.discovery = {"issuer": None}
    answer = come_in(browser)
    assert answer.status_code == 502 and provider.address not in answer.text


def test_without_the_extra_it_is_said_what_is_missing(browser, monkeypatch):
    monkeypatch.setitem(sys.modules, "authlib", None)
    answer = browser.get("/session/oidc")
    assert answer.status_code == 502 and "quankan[oidc]" in answer.text
