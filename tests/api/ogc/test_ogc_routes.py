"""OGC API - Features over HTTP: pages, axes, refusals, and who sees what."""

import json
from dataclasses import replace
from urllib.parse import quote

import httpx
import pytest
from support.layer_places import NORTH_M, OWN_CRS, declared, shown, spot
from support.layer_service import NOBODY, layer_service, serving

from api.people.caller import Caller, Role
from api.store.audit import WantedDeeds, list_deeds
from data.declarations import Visibility

PARKS = [
    {"id": "f-1", "kind": "park", "name": "人民公园", "at": spot(0, 0), "valid_from": "2020-01-01"},
    {"id": "f-2", "kind": "depot", "name": "库", "at": spot(9000, 0)},
    {"id": "f/3 号", "kind": "park", "at": spot(2000, 500)},
]
STATIONS = [{"id": "s-1", "step_free": None, "windows": 3, "at": spot(5, 7)}]
PEOPLE = [{"id": "r-1", "population": 9.0, "at": spot(0, 0)}]
OFFICER = Caller("", "acc-1", roles={"t": frozenset({Role.OFFICER})})
ITEMS = "/ogc/collections/t:facilities/items"


def place():
    return shown(
        declared("facilities"),
        declared("facilities", Visibility.RESTRICTED, "depot"),
        declared("residents", Visibility.INTERNAL),
        facilities=PARKS,
        stations=STATIONS,
        residents=PEOPLE,
        matters=[{"id": "m-1", "online": True}],
    ).district


@pytest.fixture(scope="module")
def layers(tmp_path_factory):
    return layer_service(tmp_path_factory.mktemp("home"), {"t": place()})


@pytest.fixture(scope="module")
def http(layers):
    with serving(layers.app) as address, httpx.Client(base_url=address) as client:
        yield client


@pytest.fixture
def client(http, layers):
    layers.caller = NOBODY
    return http


def ids(answer) -> list[str]:
    return [feature["id"] for feature in answer.json()["features"]]


def test_the_landing_page_leads_to_everything(client):
    links = {found["rel"]: found for found in client.get("/ogc").json()["links"]}
    assert set(links) == {"self", "service-desc", "conformance", "data"}
    for found in links.values():
        answer = client.get(found["href"])
        assert (answer.status_code, answer.headers["content-type"]) == (200, found["type"])


def test_collections_are_the_layers_with_geometry_that_the_caller_sees(client, layers):
    found = client.get("/ogc/collections").json()["collections"]
    assert [c["id"] for c in found] == ["t:stations", "t:facilities"]
    layers.caller = OFFICER
    found = client.get("/ogc/collections").json()["collections"]
    assert [c["id"] for c in found] == ["t:stations", "t:residents", "t:facilities"]


def test_a_collection_names_its_systems_and_does_not_reach_to_what_is_hidden(client):
    found = client.get("/ogc/collections/t:facilities").json()
    assert (found["storageCrs"], found["crs"][-1]) == (OWN_CRS, OWN_CRS)
    west, _, east, _ = found["extent"]["spatial"]["bbox"][0]
    assert east - west == pytest.approx(2000 / 93_000, rel=0.01)
    assert found["extent"]["temporal"]["interval"] == [[None, None]]


def test_a_layer_without_dates_has_the_day_that_it_describes(client):
    extent = client.get("/ogc/collections/t:stations").json()["extent"]
    day = ["2026-06-30T00:00:00+08:00", "2026-06-30T23:59:59+08:00"]
    assert extent["temporal"]["interval"] == [day]


def test_every_link_of_a_collection_answers_with_the_type_it_promises(client):
    for found in client.get("/ogc/collections/t:facilities").json()["links"]:
        answer = client.get(found["href"])
        assert (answer.status_code, answer.headers["content-type"]) == (200, found["type"])


def test_pages_follow_one_another_by_their_links(client):
    first = client.get(f"{ITEMS}?limit=1&kind=park")
    body = first.json()
    assert (body["numberMatched"], body["numberReturned"]) == (2, 1)
    links = {found["rel"]: found["href"] for found in body["links"]}
    second = client.get(links["next"])
    assert (ids(first), ids(second)) == (["f-1"], ["f/3 号"])
    back = {found["rel"]: found["href"] for found in second.json()["links"]}
    assert "next" not in back
    assert ids(client.get(back["prev"])) == ["f-1"]


def test_going_on_reads_the_version_it_began_with(tmp_path):
    changing = layer_service(tmp_path, {"t": place()})
    with serving(changing.app) as address, httpx.Client(base_url=address) as client:
        links = client.get(f"{ITEMS}?limit=1").json()["links"]
        following = next(found["href"] for found in links if found["rel"] == "next")
        left = {name: t for name, t in place().layers.items() if name != "facilities"}
        changing.take_in("t", replace(place(), layers=left), "t-2")
        assert client.get(ITEMS).status_code == 404
        assert ids(client.get(following)) == ["f/3 号"]


def test_coordinates_come_in_the_axis_order_of_the_authority(client):
    answer = client.get(f"/ogc/collections/t:stations/items?crs={quote(OWN_CRS)}")
    assert answer.json()["features"][0]["geometry"]["coordinates"] == [NORTH_M + 7, 5.0]
    assert answer.headers["content-crs"] == f"<{OWN_CRS}>"


def test_null_stays_null_and_numbers_numbers(client):
    (feature,) = client.get("/ogc/collections/t:stations/items").json()["features"]
    properties = feature["properties"]
    assert (properties["step_free"], properties["windows"], properties["name"]) == (None, 3, None)


def test_one_feature_by_an_id_with_signs_in_it(client):
    answer = client.get(f"{ITEMS}/{quote('f/3 号', safe='')}")
    assert answer.json()["id"] == "f/3 号"
    assert client.get(answer.json()["links"][0]["href"]).json() == answer.json()


@pytest.mark.parametrize(
    "path",
    [
        f"{ITEMS}/f-2",
        f"{ITEMS}/f-9",
        "/ogc/collections/t:residents/items",
        "/ogc/collections/t:matters/items",
        "/ogc/collections/t:walls/items",
        "/ogc/collections/u:facilities",
        "/ogc/collections/facilities",
        f"{ITEMS}?version=ver-9",
    ],
)
def test_what_is_hidden_is_as_absent_as_what_there_is_not(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer.json()["code"]) == (404, "absent")


@pytest.mark.parametrize("query", ["colour=red", "limit=0", "bbox=1,2", "crs=x", "kind=a&kind=b"])
def test_what_cannot_be_understood_is_a_bad_request(client, query):
    answer = client.get(f"{ITEMS}?{query}")
    assert (answer.status_code, answer.json()["code"]) == (400, "parameter")


def test_an_officer_sees_internal_layers_without_small_counts(client, layers):
    layers.caller = OFFICER
    (feature,) = client.get("/ogc/collections/t:residents/items").json()["features"]
    assert feature["properties"]["population"] is None
    assert ids(client.get("/ogc/collections/t:residents/items?population=9")) == []


def test_a_district_that_one_may_not_read_is_not_there(tmp_path):
    closed = layer_service(tmp_path, {"t": place()}, anonymous=False)
    with serving(closed.app) as address, httpx.Client(base_url=address) as client:
        assert client.get("/ogc/collections").json()["collections"] == []
        assert client.get(ITEMS).json()["code"] == "absent"
        closed.caller = Caller("", "acc-3", roles={"t": frozenset({Role.ENTERPRISE})})
        assert ids(client.get(ITEMS)) == ["f-1", "f/3 号"]


def test_who_reads_what_is_not_public_is_written_down_once_a_day(client, layers):
    layers.caller = replace(OFFICER, account_id="acc-9")
    for name in ("residents", "residents", "stations"):
        client.get(f"/ogc/collections/t:{name}/items")
    layers.caller = NOBODY
    client.get("/ogc/collections/t:stations/items")
    with layers.service.store.reading() as connection:
        rows = list_deeds(connection, WantedDeeds(account_id="acc-9"), limit=9)
    assert sorted(row.object for row in rows) == ["residents", "stations"]


def test_a_planner_sees_small_counts(client, layers):
    layers.caller = Caller("", "acc-2", roles={"t": frozenset({Role.PLANNER})})
    assert ids(client.get("/ogc/collections/t:residents/items?population=9")) == ["r-1"]


def test_the_schema_tells_the_types_that_the_features_have(client):
    described = client.get("/ogc/collections/t:stations/schema").json()
    columns = described["properties"]["properties"]["properties"]
    assert columns["step_free"]["type"] == "boolean"
    (feature,) = client.get("/ogc/collections/t:stations/items").json()["features"]
    assert list(columns) == list(feature["properties"])


def test_the_description_is_openapi_3_0_and_names_every_resource(client):
    described = client.get("/ogc/api").json()
    assert described["openapi"].startswith("3.0.")
    assert "/collections/{collectionId}/items" in described["paths"]
    for reference in json.dumps(described).split('"#/')[1:]:
        part = described
        for step in reference.split('"')[0].split("/"):
            part = part[step]
