"""The town with an office that keeps hours and handles matters, and one run on it."""

from dataclasses import replace

import pytest
from support.tiny import table
from support.town import town
from typer.testing import CliRunner

from api.cli.main import app
from data.geopackage import write_district

HOURS = 'Mo-Fr 09:00-17:00; Sa 09:00-12:00 "预约办理"; PH off'


def office_district(hours=HOURS):
    """s1 completes m1, takes m2 in and hands nobody m3; m1 can be done online."""
    place = town()
    rows = {
        "matters": [
            {"id": "m1", "name": "社保卡", "scope": "district", "online": True, "yearly_cases": 12},
            {"id": "m2", "name": "=生育登记"},
            {"id": "m3", "name": "婚姻登记", "scope": "cross_district", "online": False},
        ],
        "station_matters": [
            {"id": "x1", "station_id": "s1", "matter_id": "m1", "service": "complete"},
            {"id": "x2", "station_id": "s1", "matter_id": "m2", "service": "accept"},
            {"id": "x3", "station_id": "s1", "matter_id": "m3", "service": "advise"},
        ],
        "bundles": [
            {"id": "y1", "bundle_id": "b1", "matter_id": "m1"},
            {"id": "y2", "bundle_id": "b1", "matter_id": "m2"},
            {"id": "y3", "bundle_id": "torn", "matter_id": "m1"},
            {"id": "y4", "bundle_id": "torn", "matter_id": "m9"},
        ],
    }
    stations = place.layers["stations"].assign(opening_hours=hours)
    more = {name: table(name, of_layer)[0] for name, of_layer in rows.items()}
    return replace(place, layers={**place.layers, "stations": stations, **more})


@pytest.fixture(scope="session")
def office():
    return office_district()


@pytest.fixture(scope="session")
def office_file(office, tmp_path_factory):
    path = tmp_path_factory.mktemp("office") / "office.gpkg"
    write_district(office, path)
    return path


@pytest.fixture(scope="session")
def quankan():
    """Run the command in English; gives Click's result."""

    def run(*words, language="en"):
        return CliRunner().invoke(app, ["--lang", language, *map(str, words)])

    return run


@pytest.fixture(scope="session")
def refused(quankan):
    """Run what must be refused; gives the message."""

    def run(*words):
        result = quankan(*words)
        assert result.exit_code == 2, result.output
        return result.stderr.strip()

    return run


@pytest.fixture(scope="session")
def closing(tmp_path_factory):
    """A scenario that closes the station."""
    path = tmp_path_factory.mktemp("scenario") / "closing.toml"
    text = 'title = "[撤销]"\n[[change]]\nkind = "station_closed"\nstation = "s1"\n'
    path.write_text(text, "utf-8")
    return path


@pytest.fixture(scope="session")
def everything(closing):
    """Options that ask for everything, at an hour of a Saturday that is worked."""
    asked = ("--matter", "all", "--week", "--group", "all", "--at", "2026-10-10T10:00")
    return (*asked, "--scenario", closing)


@pytest.fixture(scope="session")
def full_run(office_file, quankan, everything, tmp_path_factory):
    """Everything asked at once; the folder and what was printed."""
    out = tmp_path_factory.mktemp("full")
    result = quankan("coverage", office_file, "--out", out, *everything)
    assert result.exit_code == 0, result.output
    return out, result.output
