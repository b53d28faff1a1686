"""`/districts/{id}/layers`: what layers there are, and the rows of tables."""

import httpx
import pytest
from support.layer_places import declared, shown, spot
from support.layer_service import NOBODY, layer_service, serving

from api.people.caller import Caller, Role
from data.declarations import Visibility

MATTERS = [
    {"id": "m-1", "name": "社保卡", "online": True},
    {"id": "m-2", "name": "居住证", "online": None, "yearly_cases": 12.5},
    {"id": "m-3", "name": "落户", "online": False},
]
TABLE = "/districts/t/layers/matters"


@pytest.fixture(scope="module")
def layers(tmp_path_factory):
    place = shown(
        declared("matters", columns={"theme": Visibility.INTERNAL}),
        declared("residents", Visibility.INTERNAL),
        declared("stations"),
        declared("stations", Visibility.RESTRICTED, "kiosk"),
        matters=MATTERS,
        residents=[{"id": "r-1", "population": 3.0, "at": spot(0, 0)}],
        stations=[{"id": "s-1", "kind": "kiosk", "at": spot(0, 0)}],
    )
    return layer_service(tmp_path_factory.mktemp("home"), {"t": place.district})


@pytest.fixture(scope="module")
def http(layers):
    with serving(layers.app) as address, httpx.Client(base_url=address) as client:
        yield client


@pytest.fixture
def client(http, layers):
    layers.caller = NOBODY
    return http


def test_the_list_has_what_the_caller_sees(client, layers):
    found = client.get("/districts/t/layers").json()["layers"]
    assert [(layer["name"], layer["count"]) for layer in found] == [("stations", 0), ("matters", 3)]
    layers.caller = Caller("", "acc-1", roles={"t": frozenset({Role.OFFICER})})
    found = client.get("/districts/t/layers").json()["layers"]
    assert [layer["name"] for layer in found] == ["stations", "matters", "residents"]
    assert found[2]["note"] is not None


def test_a_hidden_kind_is_not_even_named(client):
    stations = client.get("/districts/t/layers/stations").json()
    assert [declared["kind"] for declared in stations["declarations"]] == [None]


def test_the_titles_are_in_the_language_of_the_caller(client):
    assert client.get(TABLE).json()["title"] == "政务服务事项"
    assert client.get(f"{TABLE}?lang=en").json()["title"] == "Matters"


def test_a_table_has_rows_with_null_as_null(client):
    rows = client.get(TABLE).json()["rows"]
    assert [(row["id"], row["online"], row["yearly_cases"]) for row in rows] == [
        ("m-1", True, None),
        ("m-2", None, 12.5),
        ("m-3", False, None),
    ]
    assert "theme" not in rows[0]


def test_rows_come_page_by_page_and_by_value(client):
    first = client.get(f"{TABLE}?limit=2").json()
    following = next(found["href"] for found in first["links"] if found["rel"] == "next")
    assert [row["id"] for row in client.get(following).json()["rows"]] == ["m-3"]
    assert [row["id"] for row in client.get(f"{TABLE}?online=false").json()["rows"]] == ["m-3"]


@pytest.mark.parametrize("query", ["theme=x", "bbox=1,2,3,4", "crs=x", "limit=x"])
def test_what_cannot_be_understood_is_a_bad_request(client, query):
    answer = client.get(f"{TABLE}?{query}")
    assert (answer.status_code, answer.json()["code"]) == (400, "parameter")


@pytest.mark.parametrize("path", ["residents", "walls", "gates"])
def test_what_is_hidden_is_as_absent_as_what_there_is_not(client, path):
    assert client.get(f"/districts/t/layers/{path}").status_code == 404


def test_every_link_answers(client):
    for layer in client.get("/districts/t/layers").json()["layers"]:
        for found in layer["links"]:
            assert client.get(found["href"]).status_code == 200
