"""Vector tiles over HTTP: who gets what from them, and how long it may be kept."""

import httpx
import mapbox_vector_tile
import pytest
import shapely
from support.layer_places import NORTH_M, declared, shown, spot
from support.layer_service import NOBODY, layer_service, serving

from api.people.caller import Caller, Role
from data.declarations import Visibility

ZONES = [
    {"id": "z-1", "kind": "park", "at": shapely.box(0, NORTH_M, 900, NORTH_M + 900)},
    {"id": "z-2", "kind": "redline", "at": shapely.box(1000, NORTH_M, 1900, NORTH_M + 900)},
]
PLANNER = Caller("", "acc-1", roles={"t": frozenset({Role.PLANNER})}, restricted=frozenset({"t"}))


@pytest.fixture(scope="module")
def layers(tmp_path_factory):
    hidden = declared("control_zones", Visibility.RESTRICTED, "redline")
    place = shown(
        declared("control_zones"),
        hidden,
        declared("gates", Visibility.INTERNAL),
        control_zones=ZONES,
        streets=[],
        gates=[{"id": "g-1", "of": "x", "at": spot(0, 0)}],
        matters=[],
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


def whole_world(client) -> str:
    """The address of a tile over the whole district, as TileJSON gives it."""
    described = client.get("/tiles/t/control_zones.json").json()
    # 129.5 to 130 degrees east, 33 to 34 north.
    return described["tiles"][0].format(z=8, x=220, y=102)


def ids(answer) -> list[str]:
    (layer,) = mapbox_vector_tile.decode(answer.content).values()
    return [feature["properties"]["id"] for feature in layer["features"]]


def test_tilejson_tells_where_the_tiles_are_and_what_is_in_them(client):
    described = client.get("/tiles/t/control_zones.json").json()
    assert described["tilejson"] == "3.0.0"
    assert list(described["vector_layers"][0]["fields"]) == ["id", "name", "kind"]
    west, south, east, north = described["bounds"]
    assert 129 < west < east < 130
    assert 33 < south < north < 34


def test_a_tile_has_only_what_the_caller_sees(client, layers):
    answer = client.get(whole_world(client))
    assert answer.headers["content-type"] == "application/vnd.mapbox-vector-tile"
    assert ids(answer) == ["z-1"]
    layers.caller = PLANNER
    assert ids(client.get(whole_world(client))) == ["z-1", "z-2"]


def test_what_everybody_sees_may_be_kept_for_minutes_since_it_may_be_hidden_tomorrow(client):
    kept = client.get(whole_world(client)).headers["cache-control"]
    assert kept == "public, max-age=300"


def test_what_not_everybody_sees_is_never_shown_from_a_copy(client, layers):
    """Who signs in next at the same browser is not shown what the one before him saw."""
    layers.caller = PLANNER
    answer = client.get(whole_world(client))
    assert answer.headers["cache-control"] == "private, no-cache"
    assert {"Authorization", "Cookie"} <= set(answer.headers["vary"].split(", "))
    again = client.get(answer.url, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    layers.caller = NOBODY
    again = client.get(answer.url, headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 404


def test_an_address_that_may_mean_another_thing_tomorrow_is_asked_about_again(client):
    answer = client.get("/tiles/t/control_zones/8/220/102.mvt")
    assert answer.headers["cache-control"] == "private, no-cache"
    again = client.get(answer.url, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_one_address_never_shows_two_people_different_things(client, layers):
    layers.caller = PLANNER
    theirs = whole_world(client)
    layers.caller = NOBODY
    assert client.get(theirs).status_code == 404
    everybodys = whole_world(client)
    layers.caller = PLANNER
    assert ids(client.get(everybodys)) == ["z-1"]


def test_where_nothing_lies_there_is_no_content(client):
    answer = client.get("/tiles/t/control_zones/8/0/0.mvt")
    assert (answer.status_code, answer.headers["quankan-features-dropped"]) == (204, "0")


def test_what_is_too_small_is_counted(client):
    answer = client.get("/tiles/t/control_zones/0/0/0.mvt")
    assert answer.headers["quankan-features-dropped"] == "1"


@pytest.mark.parametrize(
    "path",
    [
        "gates/0/0/0.mvt",
        "gates.json",
        "matters.json",
        "walls.json",
        "control_zones/19/0/0.mvt",
        "control_zones/1/2/0.mvt",
        "control_zones/0/0/0.mvt?version=ver-9",
        "control_zones/0/0/0.mvt?seen=restricted",
    ],
)
def test_what_is_hidden_is_as_absent_as_what_there_is_not(client, path):
    assert client.get(f"/tiles/t/{path}").status_code == 404
