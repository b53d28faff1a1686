"""Every route of the service, asked by everybody: the table in `support.routes`.

To add a route, add a row there (its docstring says how); a route without a row fails here.
"""

import httpx
import pytest
from support.layer_service import serving
from support.office import open_office
from support.routes import CALLERS, all_rows, routes_of
from support.world import world

from api.service.app import create_app


@pytest.fixture(scope="module")
def everything(tmp_path_factory):
    office = open_office(tmp_path_factory.mktemp("world"), requests_per_minute=1_000_000)
    yield world(office)
    office.service.store.close()


@pytest.fixture(scope="module")
def app(everything):
    return create_app(everything.office.service)


@pytest.fixture(scope="module")
def client(app):
    with serving(app) as address, httpx.Client(base_url=address) as opened:
        yield opened


def test_every_route_has_a_row_and_every_row_a_route(app):
    there, said = routes_of(app), {row.route for row in all_rows()}
    assert (there - said, said - there) == (set(), set())


@pytest.mark.parametrize("row", all_rows(), ids=lambda row: f"{row.route} {row.at} {row.query}")
def test_each_caller_is_answered_as_the_table_says(everything, client, row):
    found = {name: everything.answer(client, row, name).status_code for name in CALLERS}
    assert found == row.expected()


# Each writing route once; who is asking is the administrator, who may do everything.
WRITING = {row.route: row for row in all_rows() if row.method != "GET"}
WITHOUT_SESSION = {"POST /session", "POST /first"}


@pytest.mark.parametrize("route", WRITING)
def test_no_page_of_others_writes_anything(everything, client, route):
    answer = everything.answer(client, WRITING[route], "admin", Origin="https://evil.example")
    assert (answer.status_code, answer.json()["code"]) == (403, "forgery")


@pytest.mark.parametrize("route", sorted(WRITING.keys() - WITHOUT_SESSION))
def test_a_cookie_alone_writes_nothing(everything, client, route):
    sent = {"X_CSRF_Token": None}
    answer = everything.answer(client, WRITING[route], "admin", **sent)
    assert (answer.status_code, answer.json()["code"]) == (403, "forgery")
