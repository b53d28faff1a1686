"""A district whose file is damaged keeps nobody from the others, and is no fault of who asks."""

import httpx
import pytest
from support.layer_places import declared, shown, spot
from support.layer_service import layer_service, serving

from api.districts.pool import Pool
from api.store.districts import standing_version


@pytest.fixture
def layers(tmp_path):
    place = shown(declared("stations"), stations=[{"id": "s-1", "kind": "hall", "at": spot(0, 0)}])
    other = shown(declared("stations"), stations=[{"id": "s-2", "kind": "hall", "at": spot(9, 9)}])
    return layer_service(tmp_path, {"damaged": place.district, "whole": other.district})


@pytest.fixture
def http(layers):
    with layers.service.store.reading() as connection:
        version = standing_version(connection, "damaged")
    layers.service.home.district_file(version.file_sha256).write_bytes(b"no longer a GeoPackage")
    with serving(layers.app) as address, httpx.Client(base_url=address) as client:
        yield client


def test_the_others_are_listed(http):
    ids = [each["id"] for each in http.get("/districts").json()["items"]]
    assert ids == ["damaged", "whole"]
    collections = http.get("/ogc/collections").json()["collections"]
    assert [each["id"] for each in collections] == ["whole:stations"]


def test_who_asks_for_it_is_told_that_it_is_the_services_fault(http):
    for path in ("/districts/damaged", "/districts/damaged/layers"):
        answer = http.get(path)
        assert (answer.status_code, answer.json()["code"]) == (500, "kept-district")
        assert ".gpkg" not in answer.text


def test_a_list_opens_no_district(http, monkeypatch):
    def open_nothing(self, sha256):
        raise AssertionError(sha256)

    monkeypatch.setattr(Pool, "open", open_nothing)
    assert http.get("/districts").status_code == 200
