"""The first administrator comes by a link that is printed, and by nothing else."""

import re

import pytest
from support.office import PASSWORD

from api.people.caller import Caller
from api.people.errors import AbsentError, AccountError
from api.people.first_admin import become_admin, lacks_admin, new_admin_link
from api.store.errors import TakenError

HERE = Caller("127.0.0.1")
TYPED = {"login": "chief", "name": "", "password": PASSWORD, "again": PASSWORD}


def link_of(office):
    return new_admin_link(office.service.store, office.watch.at)


def secret_of(office):
    return link_of(office).partition("=")[2]


def become(office, link, login="chief", password=PASSWORD):
    return become_admin(office.service, HERE, link, login, "", password)


def test_there_is_no_default_administrator(office):
    assert lacks_admin(office.service.store)
    account = become(office, secret_of(office))
    assert account.admin and not lacks_admin(office.service.store)
    assert office.log() == [("admin_link", None, ""), ("first_admin", account.id, "chief")]


def test_a_link_works_once(office):
    link = secret_of(office)
    become(office, link)
    with pytest.raises(AbsentError) as refused:
        become(office, link, "second")
    assert link not in str(refused.value)


def test_a_link_ends_after_a_day(office):
    link = secret_of(office)
    office.watch.move(hours=24)
    with pytest.raises(AbsentError):
        become(office, link)


def test_only_the_last_link_leads_anywhere(office):
    former, link = secret_of(office), secret_of(office)
    with pytest.raises(AbsentError):
        become(office, former)
    become(office, link)


@pytest.mark.parametrize("wrong", [{"login": "a b"}, {"password": "short"}, {"login": "taken"}])
def test_what_is_refused_does_not_use_the_link_up(office, wrong):
    office.account("taken")
    link = secret_of(office)
    with pytest.raises((AccountError, TakenError)):
        become(office, link, **wrong)
    become(office, link)


def test_who_has_lost_the_way_in_comes_by_a_new_link(office):
    office.account("lost", admin=True)
    assert become(office, secret_of(office)).admin


def test_the_page_runs_no_script_and_leads_to_an_account(office, http):
    link = link_of(office)
    page = http.get(link)
    assert page.status_code == 200 and "<script" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    done = http.post("/first", data={**TYPED, "link": link.partition("=")[2]})
    assert (done.status_code, "<form" in done.text) == (200, False)
    (further,) = re.findall('href="([^"]+)"', done.text)
    assert 'id="sign_in"' in http.get(further).text
    signed_in = http.post("/session", json={"login": "chief", "password": PASSWORD})
    assert signed_in.json()["account"]["admin"]
    assert http.get(link).status_code == 404


@pytest.mark.parametrize("wrong", [{"again": "another"}, {"login": '"><b>x'}, {"password": "x"}])
def test_what_is_wrong_is_said_on_the_page_as_text(office, http, wrong):
    sent = {**TYPED, **wrong, "link": secret_of(office)}
    page = http.post("/first?lang=en", data=sent)
    assert page.status_code == 422 and 'role="alert"' in page.text
    assert "<b>x" not in page.text and PASSWORD not in page.text


def test_the_page_of_another_site_sets_nothing_up(office, http):
    sent = {**TYPED, "link": secret_of(office)}
    answer = http.post("/first", data=sent, headers={"Origin": "https://evil.example"})
    assert answer.json()["code"] == "forgery" and lacks_admin(office.service.store)
