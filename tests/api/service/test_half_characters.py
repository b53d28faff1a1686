"""Half a surrogate pair, and moments that no clock of ours can show: refused like all the rest."""

import json
import logging

import pytest
from support.asked_office import SITE, SURVEY

HALF = "\ud800"
PASSWORD = "HunterSecret43"


@pytest.fixture(scope="module", autouse=True)
def root(asked):
    return asked.office.account("root", admin=True)


def sent(asked, path, body, name="a"):
    """What a body is answered with that only ASCII can carry."""
    headers = {"Content-Type": "application/json", **asked.of(name)}
    return asked.client.post(path, content=json.dumps(body), headers=headers)


@pytest.mark.parametrize(
    "changes",
    [
        {"business": HALF},
        {"district": HALF},
        {"undertaking": HALF},
        {"facts": {HALF: 1}},
        {"facts": {"floor": HALF}},
        {"site": {**SITE, "datum": HALF}},
        {"site": {"address": HALF}},
        {"at": HALF},
        {HALF: 1},
        {"site": {HALF * 100: HALF}},
    ],
)
def test_a_field_with_half_a_character_is_refused(asked, changes):
    answer = sent(asked, "/surveys", {**SURVEY, **changes})
    assert 400 <= answer.status_code < 500
    assert answer.json()["errors"]


@pytest.mark.parametrize("field", ["login", "password", "x"])
def test_neither_does_it_tell_a_password(asked, caplog, field):
    typed = {"login": "li", "password": PASSWORD, field: HALF}
    answer = sent(asked, "/session", typed, "")
    assert answer.status_code in {401, 422}
    assert PASSWORD not in answer.text + caplog.text


def test_a_request_that_was_not_understood_is_never_logged_as_it_was_typed(
    asked, caplog, monkeypatch
):
    """Whatever else goes wrong while it is refused."""

    def broken(_):
        raise RuntimeError("of ours")

    monkeypatch.setattr("api.service.refusals.complaints", broken)
    with caplog.at_level(logging.ERROR):
        answer = asked.client.post("/session", json={"password": PASSWORD, "y": 1})
    assert answer.status_code == 500
    assert "of ours" in caplog.text and "test_half_characters" in caplog.text
    assert PASSWORD not in caplog.text


# Beyond the year 1 and the year 9999, once they are in UTC.
TOO_EARLY, TOO_LATE = "0001-01-01T00:00:00%2B23:59", "9999-12-31T23:59:59-23:59"
AFTER = "MDAwMS0wMS0wMVQwMDowMDowMCsyMzo1OSB4"


@pytest.mark.parametrize("query", [f"since={TOO_EARLY}", f"until={TOO_LATE}", f"after={AFTER}"])
@pytest.mark.parametrize("path", ["/coverages", "/surveys", "/jobs"])
def test_a_moment_beyond_all_clocks_is_refused(asked, path, query):
    answer = asked.get(f"{path}?{query}", "planner")
    known = path != "/jobs" or query.startswith("after")
    assert answer.status_code in ({422, 400} if known else {200, 422}), answer.text


@pytest.mark.parametrize("query", [f"since={TOO_EARLY}", f"until={TOO_LATE}"])
def test_nor_is_it_looked_for_in_the_log(asked, query):
    assert asked.get(f"/audit?{query}", "root").json()["code"] == "request"
