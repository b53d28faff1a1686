"""Sessions and tokens over HTTP: cookies, forgery, and what ends at once."""

import json

import pytest
from support.office import PASSWORD

from api.people.accounts import Wish, change, end_access

SIGN_IN = {"login": "li", "password": PASSWORD}


def cookie(answer):
    """The parts of the cookie that an answer sets."""
    name, *rest = answer.headers["set-cookie"].split("; ")
    return name.partition("=")[0], {part.lower() for part in rest}


def test_signing_in_sets_a_cookie_that_no_script_reads(office, http):
    office.account("li")
    name, said = cookie(http.post("/session", json=SIGN_IN))
    assert name == "quankan"
    assert {"httponly", "samesite=lax", "path=/", "max-age=43200"} <= said and "secure" not in said


def test_behind_https_the_cookie_is_bound_to_the_host(office, http):
    office.account("li")
    object.__setattr__(office.service.limits, "public_url", "https://map.example.cn")
    name, said = cookie(http.post("/session", json=SIGN_IN))
    assert name == "__Host-quankan" and "secure" in said


def test_the_answer_tells_the_token_against_forgery_and_not_the_secret(office, http):
    office.account("li")
    answer = http.post("/session", json=SIGN_IN)
    secret = answer.headers["set-cookie"].split(";")[0].partition("=")[2]
    headers = {"Cookie": f"quankan={secret}"}
    assert http.get("/session", headers=headers).json()["csrf"] == answer.json()["csrf"]
    assert secret not in answer.text and answer.headers["cache-control"] == "no-store"
    assert "password" not in http.get("/me", headers=headers).text


@pytest.mark.parametrize("taken", ["X-CSRF-Token", "Cookie"])
def test_writing_takes_the_cookie_and_the_token_against_forgery(office, http, taken):
    headers = office.session(office.account("li"))
    assert http.post("/tokens", json={"name": "t"}, headers=headers).status_code == 201
    del headers[taken]
    answer = http.post("/tokens", json={"name": "t"}, headers=headers)
    assert answer.json()["code"] == {"X-CSRF-Token": "forgery", "Cookie": "sign-in"}[taken]


@pytest.mark.parametrize("from_", [{"Origin": "https://evil.example"}, {"Origin": "null"},
                                   {"Sec-Fetch-Site": "cross-site"}])  # fmt: skip
def test_a_page_of_others_writes_nothing_and_signs_nobody_in(office, http, from_):
    headers = {**office.session(office.account("li")), **from_}
    for method, path, body in (
        ("POST", "/tokens", {"name": "t"}),
        ("DELETE", "/session", None),
        ("POST", "/session", SIGN_IN),
    ):
        answer = http.request(method, path, json=body, headers=headers)
        assert answer.json()["code"] == "forgery"
    assert http.get("/me", headers=headers).status_code == 200


def test_a_form_brings_the_token_in_a_field(office, http):
    headers = office.session(office.account("li"))
    csrf = headers.pop("X-CSRF-Token")
    path = "/tokens/tok-none"
    sent = {"headers": headers, "data": {"csrf": csrf}}
    assert http.request("DELETE", path, **sent).status_code == 404
    assert http.request("DELETE", path, **{**sent, "data": {"csrf": ""}}).status_code == 403


def test_a_long_form_is_not_even_read(office, http):
    headers = office.session(office.account("li"))
    csrf = headers.pop("X-CSRF-Token")
    long = {"csrf": csrf, "more": "x" * 100_000}
    answer = http.request("DELETE", "/tokens/tok-none", headers=headers, data=long)
    assert answer.json()["code"] == "forgery"


def test_a_sign_in_is_json_so_that_no_form_of_others_sends_it(office, http):
    office.account("li")
    text = json.dumps(SIGN_IN)
    answer = http.post("/session", content=text, headers={"Content-Type": "text/plain"})
    assert answer.status_code in {415, 422}


def test_a_session_that_is_over_is_told_from_none(office, http):
    headers = office.session(office.account("li"), hours=1)
    assert http.get("/districts", headers=headers).status_code == 200
    office.watch.move(hours=1)
    assert http.get("/districts", headers=headers).status_code == 401
    assert http.get("/districts").status_code == 200


def test_a_token_is_shown_once_and_lets_a_program_in_until_it_is_revoked(office, http):
    browser = office.session(office.account("li"))
    made = http.post("/tokens", json={"name": "脚本", "days": 2}, headers=browser).json()
    program = {"Authorization": f"Bearer {made['secret']}"}
    assert http.get("/me", headers=program).json()["account"]["login"] == "li"
    assert made["secret"].startswith("qk_")
    assert made["secret"] not in http.get("/tokens", headers=program).text
    assert http.delete(f"/tokens/{made['token']['id']}", headers=program).status_code == 204
    assert http.get("/me", headers=program).status_code == 401


def test_a_token_ends_by_itself(office, http):
    program = office.token(office.account("li"), days=1)
    office.watch.move(days=1)
    assert http.get("/me", headers=program).status_code == 401


def test_an_account_holds_a_bounded_number_of_tokens(office, http):
    account_id = office.account("li")
    for days in [1] * 50 + [3]:
        office.token(account_id, days=days)
    browser = office.session(account_id, hours=100)
    assert http.post("/tokens", json={"name": "t"}, headers=browser).status_code == 422
    office.watch.move(days=2)  # those that are over do not count
    assert http.post("/tokens", json={"name": "t"}, headers=browser).status_code == 201


def test_a_program_makes_no_tokens_and_changes_no_password(office, http):
    program = office.token(office.account("li"))
    assert http.post("/tokens", json={"name": "t"}, headers=program).status_code == 403
    body = {"current": PASSWORD, "new": "another good one"}
    assert http.put("/me/password", json=body, headers=program).status_code == 403


@pytest.mark.parametrize("header", ["Bearer", "Bearer x", "Basic bGk6bGk=", "qk_", "Bearer qk_é"])
def test_what_is_no_token_of_ours_is_refused_not_ignored(office, http, header):
    browser = office.session(office.account("li"))
    sent = {**browser, "Authorization": header.encode()}
    assert http.get("/districts", headers=sent).status_code == 401


@pytest.mark.parametrize("how", ["disable", "end access"])
def test_an_account_that_is_shut_out_is_out_at_once(office, admin, http, how):
    account_id = office.account("li")
    ways = office.session(account_id), office.token(account_id)
    assert [http.get("/me", headers=way).status_code for way in ways] == [200, 200]
    if how == "disable":
        change(office.service, admin, account_id, Wish(disabled=True))
    else:
        end_access(office.service, admin, account_id)
    assert [http.get("/me", headers=way).status_code for way in ways] == [401, 401]


def test_what_was_ended_stays_so_when_the_account_is_let_in_again(office, admin, http):
    account_id = office.account("li")
    ways = office.session(account_id), office.token(account_id)
    for disabled in (True, False):
        change(office.service, admin, account_id, Wish(disabled=disabled))
    assert [http.get("/me", headers=way).status_code for way in ways] == [401, 401]
    assert http.post("/session", json=SIGN_IN).status_code == 201


def test_a_role_that_is_taken_is_gone_at_the_next_request(office, admin, http):
    from api.people.caller import Role
    from api.people.roles import withdraw_role

    office.district("d")
    headers = office.session(office.account("li", ("d", "officer")))
    assert http.get("/me", headers=headers).json()["roles"]
    withdraw_role(office.service, admin, "acc-li", "d", Role.OFFICER)
    assert http.get("/me", headers=headers).json()["roles"] == []


def test_too_many_requests_are_told_when_to_come_again(office, http):
    object.__setattr__(office.service.limits, "requests_per_minute", 2)
    answers = [http.get("/districts") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 1 <= int(answers[2].headers["retry-after"]) <= 60


def test_an_address_that_a_caller_claims_is_not_believed(office, http):
    office.account("li")
    for n in range(2):
        sent = {"X-Forwarded-For": f"10.9.9.{n}"}
        http.post("/session", json={"login": "li", "password": "no"}, headers=sent)
    with office.service.store.reading() as connection:
        from api.store.audit import WantedDeeds, list_deeds

        found = list_deeds(connection, WantedDeeds(), limit=9)
    assert {row.address for row in found} == {"127.0.0.1"}


def test_what_cannot_be_of_an_account_has_a_code_of_its_own(office, admin, http):
    chief = office.session(admin.account_id)
    last = http.patch("/accounts/acc-root", json={"disabled": True}, headers=chief)
    added = {"login": "li", "name": "李", "password": "short"}
    weak = http.post("/accounts", json=added, headers=chief)
    taken = http.post(
        "/accounts", json={**added, "login": "root", "password": PASSWORD}, headers=chief
    )
    found = [(answer.status_code, answer.json()["code"]) for answer in (last, weak, taken)]
    assert found == [(409, "last-admin"), (422, "account"), (409, "taken")]
