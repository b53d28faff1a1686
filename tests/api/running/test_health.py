"""`/health`: the process lives. `/ready`: it can do its work."""

from dataclasses import replace

import httpx
import pytest
from sqlalchemy import text
from support.layer_service import serving
from support.office import open_office

from api.service.app import create_app


@pytest.fixture
def office(tmp_path):
    opened = open_office(tmp_path)
    yield opened
    opened.service.store.close()


def answers(office):
    with serving(create_app(office.service)) as address:
        return {path: httpx.get(address + path) for path in ("/health", "/ready")}


def statuses(office):
    return tuple(answer.status_code for answer in answers(office).values())


def test_all_is_well(office):
    found = answers(office)
    assert {answer.json()["status"] for answer in found.values()} == {"ok"}


def test_a_store_that_does_not_answer_is_not_ready_and_told_so(office, tmp_path):
    office.service.store.close()
    (tmp_path / "quankan.db").write_bytes(b"no database" * 1000)
    assert statuses(office) == (200, 503)


def test_tables_of_another_program_are_not_ready(office):
    with office.service.store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    found = answers(office)["/ready"]
    assert (found.status_code, found.json()["code"]) == (503, "store-unavailable")


def test_a_home_that_cannot_be_written_is_not_ready(office):
    scratch = office.service.home.scratch
    scratch.rmdir()
    scratch.write_text("in the way", "utf-8")
    found = answers(office)["/ready"]
    assert (found.status_code, found.json()["code"]) == (507, "write")
    assert str(scratch) not in found.text


def test_a_service_whose_jobs_nobody_does_is_not_ready(office):
    service = replace(office.service, supervised=lambda: False)
    with serving(create_app(service)) as address:
        found = httpx.get(f"{address}/ready")
    assert (found.status_code, found.json()["code"]) == (503, "no-workers")


def test_nothing_is_left_behind(office):
    assert statuses(office) == (200, 200)
    assert not list(office.service.home.scratch.iterdir())
