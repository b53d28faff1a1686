"""`quankan demo --serve`: the demo district stands in a service that everybody may ask."""

from dataclasses import replace

import httpx
import pytest
from support.layer_service import serving
from support.office import open_office
from support.surveyed_town import surveyed_town

from api.cli.demo import is_served
from api.service.app import create_app
from api.service.demo_district import DEMO, offer_demo
from api.store.districts import find_district, list_versions
from data.geopackage import read_district, write_district


@pytest.fixture
def office(tmp_path):
    opened = open_office(tmp_path / "home")
    yield opened
    opened.service.store.close()


def offered(office, folder, name="示范区"):
    path = folder / "demo.gpkg"
    path.unlink(missing_ok=True)
    write_district(replace(surveyed_town(), name=name), path)
    offer_demo(office.service, path, read_district(path))


def versions(office):
    with office.service.store.reading() as connection:
        return find_district(connection, DEMO), list_versions(connection, DEMO)


def test_everybody_may_read_it(office, tmp_path):
    offered(office, tmp_path)
    with serving(create_app(office.service)) as address:
        (item,) = httpx.get(f"{address}/districts").json()["items"]
    assert (item["id"], item["anonymous"], item["level"]) == ("demo", True, "public")


def test_the_same_once_more_is_no_new_version_another_one_is(office, tmp_path):
    offered(office, tmp_path)
    offered(office, tmp_path)
    assert len(versions(office)[1]) == 1
    offered(office, tmp_path, "示范区二")
    known, listed = versions(office)
    assert len(listed) == 2
    assert known.version_id in {version.id for version in listed}


def test_its_file_is_kept_and_the_one_beside_the_results_stays(office, tmp_path):
    offered(office, tmp_path)
    (version,) = versions(office)[1]
    assert office.service.home.district_file(version.file_sha256).is_file()
    assert (tmp_path / "demo.gpkg").is_file()


@pytest.mark.parametrize(
    ("asked", "is_terminal", "serves"),
    [(None, True, True), (None, False, False), (True, False, True), (False, True, False)],
)
def test_it_serves_on_a_terminal_unless_it_is_told(asked, is_terminal, serves):
    assert is_served(asked, is_terminal=is_terminal) == serves
