"""`quankan demo --serve`: the demo district stands in a service that everybody may ask."""

from dataclasses import replace
from datetime import date

import httpx
import pytest
from sqlalchemy import update
from support.layer_service import serving
from support.office import open_office
from support.surveyed_town import surveyed_town
from support.town import town

from api.cli.demo import is_served
from api.service.app import create_app
from api.service.demo_coverage import ask_demo_coverage
from api.service.demo_district import DEMO, offer_demo
from api.store.districts import find_district, list_versions
from api.store.jobs import WantedJobs, find_job, list_jobs
from api.store.tables import jobs
from api.work.answering_job import answer
from data.geopackage import read_district, write_district

TODAY = date(2026, 11, 22)


@pytest.fixture
def office(tmp_path):
    opened = open_office(tmp_path / "home")
    yield opened
    opened.service.store.close()


def offered(office, folder, name="示范区", place=surveyed_town):
    path = folder / "demo.gpkg"
    path.unlink(missing_ok=True)
    write_district(replace(place(), name=name), path)
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


def jobs_of(office):
    with office.service.store.reading() as connection:
        return list_jobs(connection, WantedJobs(), limit=10)


def test_its_coverage_is_worked_out_once_and_everybody_finds_it(office, tmp_path):
    offered(office, tmp_path, place=town)
    ask_demo_coverage(office.service, TODAY)
    ask_demo_coverage(office.service, TODAY)
    (job,) = jobs_of(office)
    with serving(create_app(office.service)) as address:
        assert "/coverages/" not in httpx.get(f"{address}/").text
        do(office, job)
        (item,) = httpx.get(f"{address}/coverages?district=demo").json()["items"]
        assert f'<a href="{item["href"]}.html">' in browsed(f"{address}/?lang=en")
        assert "Map of coverage on foot: 示范区" in browsed(f"{address}/?lang=en")
    ask_demo_coverage(office.service, TODAY)
    assert len(jobs_of(office)) == 1


def browsed(address):
    return httpx.get(address, headers={"Accept": "text/html"}).text


def do(office, job):
    """Do a job as a worker would."""
    with office.service.store.reading() as connection:
        whole = find_job(connection, job.id)
    finish = answer(office.service, whole, lambda *_: None)
    with office.service.store.writing() as connection:
        finish(connection, office.watch.at)
        connection.execute(update(jobs).where(jobs.c.id == job.id).values(state="done"))


@pytest.mark.parametrize(
    ("asked", "is_terminal", "serves"),
    [(None, True, True), (None, False, False), (True, False, True), (False, True, False)],
)
def test_it_serves_on_a_terminal_unless_it_is_told(asked, is_terminal, serves):
    assert is_served(asked, is_terminal=is_terminal) == serves
