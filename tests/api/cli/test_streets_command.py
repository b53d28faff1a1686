"""`quankan district streets` turns what was fetched into a district that recipes can use."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from typer.testing import CliRunner

from api.cli.main import app
from data.geopackage import read_district
from data.sources.raw import RawTable
from data.streets import overpass
from data.streets.overpass import FetchedStreets

INNER, OUTER = shapely.box(104.0, 30.6, 104.01, 30.61), shapely.box(103.99, 30.59, 104.02, 30.62)


@pytest.fixture
def fetched(monkeypatch):
    row = {
        "id": "w1-0", "name": "一环路", "u": "n1", "v": "n2", "highway": "residential",
        "foot": True, "steps": False, "bridge": False, "tunnel": False, "level": None,
        "u_cut": False, "v_cut": False,
        "geometry": shapely.LineString([(104.0, 30.605), (104.03, 30.605)]),
    }  # fmt: skip
    table = RawTable(gpd.GeoDataFrame(pd.DataFrame([row], index=[1])), "EPSG:4326")
    answer = FetchedStreets(table, INNER, OUTER)
    monkeypatch.setattr(overpass, "streets_of_place", lambda place: answer)


def run(*words):
    return CliRunner().invoke(app, ["--lang", "en", "district", "streets", *map(str, words)])


def test_streets_are_stored_in_the_zone_of_the_place_and_cut_at_their_extent(fetched, tmp_path):
    result = run("--place", "金牛区", "-o", tmp_path / "s.gpkg")
    assert result.exit_code == 0, result.output
    found = read_district(tmp_path / "s.gpkg")
    assert (found.name, found.crs.to_epsg()) == ("金牛区", 4544)
    assert found.layers["streets"]["v_cut"].tolist() == [True]
    assert found.layers["streets"]["length_m"].iloc[0] == pytest.approx(
        1918, abs=2
    )  # 0.02 degrees at 30.6 N
    assert found.declaration("streets").licence == "ODbL 1.0"


def test_it_must_be_asked_for_a_place_or_a_box(tmp_path):
    result = run("-o", tmp_path / "s.gpkg")
    assert (result.exit_code, "--place" in result.stderr) == (2, True)
