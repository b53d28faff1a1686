"""`quankan district push` and `pull`: a file, a schema, and a file with the same content."""

import pytest
import typer
from typer.testing import CliRunner

from api.cli.district_push import pull, push
from api.cli.group import EXIT_REFUSED, RefusingGroup
from api.settings import Settings
from api.store.engine import open_store
from data.geopackage import read_district
from data.text import Language


@pytest.fixture
def run():
    """Both commands in a group that refuses as `quankan` does."""
    app = typer.Typer(cls=RefusingGroup)
    app.command()(push)
    app.command()(pull)
    english = Settings(Language.EN)
    return lambda *words: CliRunner().invoke(app, list(map(str, words)), obj=english)


@pytest.fixture
def pushed(office_file, postgis_url, run):
    done = run("push", office_file, "--store", postgis_url, "--schema", "office")
    assert done.exit_code == 0, done.output
    return postgis_url


def change(url, statement):
    store = open_store(url)
    with store.writing() as connection:
        connection.exec_driver_sql(statement)
    store.close()


def test_there_and_back_the_content_is_the_same(office_file, pushed, run, tmp_path):
    done = run("pull", "--store", pushed, "--schema", "office", "--out", tmp_path / "back.gpkg")
    assert done.exit_code == 0, done.output
    assert "8 layers" in done.output
    assert read_district(tmp_path / "back.gpkg").hashes == read_district(office_file).hashes


def test_a_schema_is_replaced_only_when_asked(office_file, pushed, run):
    again = ("push", office_file, "--store", pushed, "--schema", "office")
    refused = run(*again)
    assert refused.exit_code == EXIT_REFUSED
    assert "--replace" in refused.stderr
    assert run(*again, "--replace").exit_code == 0


def test_rows_left_out_are_told(pushed, run, tmp_path):
    change(pushed, "UPDATE office.stations SET tier = 'village' WHERE id = 's1'")
    done = run("pull", "--store", pushed, "--schema", "office", "--out", tmp_path / "back.gpkg")
    assert "rows left out on the way here, in all: 1" in done.output


def test_nothing_is_written_where_there_is_no_district(postgis_url, run, tmp_path):
    out = tmp_path / "back.gpkg"
    refused = run("pull", "--store", postgis_url, "--schema", "nowhere", "--out", out)
    assert refused.exit_code == EXIT_REFUSED
    assert not out.exists()


def test_a_file_database_is_no_place_for_a_schema(office_file, run, tmp_path):
    url = f"sqlite:///{tmp_path / 'x.db'}"
    refused = run("push", office_file, "--store", url, "--schema", "office")
    assert refused.exit_code == EXIT_REFUSED
    assert "has no PostGIS" in refused.stderr


def test_without_an_address_there_is_nothing_to_ask(office_file, run, monkeypatch):
    monkeypatch.delenv("QUANKAN_STORE", raising=False)
    assert "--store" in run("push", office_file, "--schema", "office").stderr


def test_the_password_is_in_no_message(office_file, run):
    url = "postgresql://me:secret@127.0.0.1:1/db"
    refused = run("push", office_file, "--store", url, "--schema", "office")
    assert refused.exit_code == EXIT_REFUSED
    assert "secret" not in refused.output + refused.stderr
