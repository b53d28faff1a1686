"""A job says which files it was made of."""

import hashlib

import pytest
from pyproj import CRS

import data.scenario.file
from api.job import asked_scenario, used_calendar
from data.errors import ScenarioFileError, SourceError

CLOSED = b'[[change]]\nkind = "station_closed"\nstation = "s1"\n'


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "closing.toml"
    path.write_bytes(CLOSED)
    return path


def test_a_scenario_comes_with_the_hash_of_its_file(file):
    found = asked_scenario(file, CRS(4547))
    assert (found.sha256, found.name) == (hashlib.sha256(CLOSED).hexdigest(), "closing")


def test_a_title_stands_before_the_name_of_the_file(file):
    file.write_bytes(b'title = "x"\n' + CLOSED)
    assert asked_scenario(file, CRS(4547)).name == "x"


def test_a_file_that_changes_while_it_is_read_is_refused(file, monkeypatch):
    read = data.scenario.file.read_scenario

    def read_and_change(path, crs):
        found = read(path, crs)
        path.write_bytes(CLOSED.replace(b"s1", b"s2"))
        return found

    monkeypatch.setattr(data.scenario.file, "read_scenario", read_and_change)
    with pytest.raises(ScenarioFileError, match="changed while it was being read"):
        asked_scenario(file, CRS(4547))


def test_a_file_that_is_not_there_is_said_not_to_be(tmp_path):
    with pytest.raises(ScenarioFileError, match="no such file"):
        asked_scenario(tmp_path / "none.toml", CRS(4547))
    with pytest.raises(SourceError):
        used_calendar(tmp_path / "none.csv")


def test_without_a_table_of_days_there_is_no_hash():
    assert used_calendar(None).table_sha256 is None
