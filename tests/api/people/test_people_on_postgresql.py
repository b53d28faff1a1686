"""The same on PostgreSQL: from the first link to the log, once through."""

import httpx
import pytest
from support.layer_service import serving
from support.office import PASSWORD, open_office

from api.people.csrf import csrf_of
from api.people.first_admin import new_admin_link
from api.service.app import create_app


@pytest.fixture
def office(tmp_path, postgis_url):
    made = open_office(tmp_path, url=postgis_url)
    made.district("d")
    yield made
    made.service.store.close()


@pytest.fixture
def http(office):
    with serving(create_app(office.service)) as address, httpx.Client(base_url=address) as client:
        yield client


def signed_in(http, login):
    """Sign in; the client's requests are by its cookie from now on."""
    http.cookies.clear()
    http.post("/session", json={"login": login, "password": PASSWORD})
    http.headers["X-CSRF-Token"] = csrf_of(http.cookies["quankan"])


def test_from_the_first_link_to_the_log(office, http):
    link = new_admin_link(office.service.store, office.watch.at).partition("=")[2]
    typed = {"link": link, "login": "chief", "password": PASSWORD, "again": PASSWORD}
    assert http.post("/first", data=typed).status_code == 200
    signed_in(http, "chief")
    added = {"login": "li", "name": "李", "password": PASSWORD}
    li = http.post("/accounts", json=added).json()["id"]
    role = f"/accounts/{li}/roles/d/officer"
    assert http.put(role, json={"restricted": True}).status_code == 204
    assert http.put(f"/accounts/{li}/stations/d/s-1").status_code == 204
    assert http.patch(f"/accounts/{li}", json={"admin": True}).json()["admin"]
    signed_in(http, "li")
    assert http.get("/me").json()["roles"][0]["restricted"]
    token = http.post("/tokens", json={"name": "t"}).json()["secret"]
    signed_in(http, "chief")
    assert http.patch(f"/accounts/{li}", json={"disabled": True}).status_code == 200
    program = httpx.get(
        http.base_url.join("/me"), headers={"Authorization": f"Bearer {token}"}, trust_env=False
    )
    assert program.status_code == 401
    found = {item["action"] for item in http.get(f"/audit?account={li}").json()["items"]}
    assert found == {"sign_in", "token_made"}
