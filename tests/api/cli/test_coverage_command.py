"""`quankan coverage` and `quankan why`, as a planner runs them."""

import json
import sqlite3
from dataclasses import replace

import pyogrio
import pytest
from support.tiny import district, street
from support.town import town
from typer.testing import CliRunner

from api.cli.main import app
from api.coverage_run import FILES
from data.declarations import Declaration, Visibility
from data.geopackage import read_district, write_district


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("town") / "town.gpkg"
    write_district(town(), path)
    return path


def run(*words, language="en"):
    return CliRunner().invoke(app, ["--lang", language, *map(str, words)])


def refused(*words):
    result = run(*words)
    assert result.exit_code == 2
    return result.stderr.strip()


@pytest.fixture(scope="module")
def out(file, tmp_path_factory):
    folder = tmp_path_factory.mktemp("out")
    assert run("coverage", file, "--out", folder).exit_code == 0
    return folder


def test_every_promised_file_is_written_and_nothing_else(out):
    assert {f.name for f in out.iterdir()} == set(FILES)


def test_the_answer_is_printed_in_the_language_asked_for(file, tmp_path):
    assert "enclosed, and no gate is recorded" in run("coverage", file, "--out", tmp_path).output
    assert (
        "封闭管理但出入口未登记" in run("coverage", file, "--out", tmp_path, language="zh").output
    )


def test_the_same_question_writes_the_same_bytes(file, out, tmp_path):
    run("coverage", file, "--out", tmp_path)
    for name in set(FILES) - {"coverage.gpkg"}:
        assert (tmp_path / name).read_bytes() == (out / name).read_bytes(), name


def test_the_geopackage_opens_with_its_layers_and_styles(out):
    layers = dict(pyogrio.list_layers(out / "coverage.gpkg"))
    expected = {"areas", "circles", "streets", "residents", "stations", "answer", "layer_styles"}
    assert set(layers) == expected
    (document,) = pyogrio.read_dataframe(out / "coverage.gpkg", layer="answer")["document"]
    assert document == (out / "coverage.json").read_text("utf-8")
    found = pyogrio.read_dataframe(out / "coverage.gpkg", layer="residents").set_index("id")
    assert found.loc["r1", ["status", "station_id"]].tolist() == ["covered", "s1"]


def test_the_parameters_reach_the_document(file, tmp_path):
    run("coverage", file, "--out", tmp_path, "--speed", "0.5", "--minutes", "20", "--step-free")
    parameters = json.loads((tmp_path / "coverage.json").read_text())["parameters"]
    assert (parameters["limit_m"], parameters["step_free"]) == (600, True)


def test_a_limit_of_nothing_is_refused_and_nothing_written(file, tmp_path):
    message = refused("coverage", file, "--out", tmp_path / "out", "--minutes", "0")
    assert message == "--minutes: is 0. Expected: a number above 0 and at most 240."
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_no_district_is_refused(tmp_path):
    (tmp_path / "x.gpkg").write_text("hello")
    assert "not a GeoPackage" in refused("coverage", tmp_path / "x.gpkg", "--out", tmp_path)


def test_a_missing_layer_is_refused_by_name(tmp_path):
    path = tmp_path / "d.gpkg"
    write_district(district(streets=[street(("a", 0, 0), ("b", 9, 0))]), path)
    assert "no layer stations" in refused("coverage", path, "--out", tmp_path)


def test_a_group_without_its_column_is_said_not_counted(file, tmp_path):
    path = tmp_path / "town.gpkg"
    path.write_bytes(file.read_bytes())
    connection = sqlite3.connect(path)
    connection.execute("ALTER TABLE residents DROP COLUMN households")
    connection.close()
    result = run("coverage", path, "--out", tmp_path / "out", "--group", "households")
    assert (result.exit_code, "records no households" in result.output) == (0, True)


@pytest.mark.parametrize("layer", ["streets", "stations", "residents"])
def test_an_empty_layer_is_an_answer_not_an_error(layer, tmp_path):
    place = town()
    empty = {**place.layers, layer: place.layers[layer].iloc[:0]}
    write_district(replace(place, layers=empty), tmp_path / "d.gpkg")
    assert run("coverage", tmp_path / "d.gpkg", "--out", tmp_path / "out").exit_code == 0


def test_why_gives_the_path_in_legs(file):
    output = run("why", file, "r1").output
    assert "r1: covered" in output
    assert "along 一环路" in output
    assert "7.65" in output


def test_why_takes_names_for_text(file, tmp_path):
    place = town()
    stations = place.layers["stations"].assign(name="[bold]站[/nonsense]")
    streets = place.layers["streets"].assign(name="[link=file:x]路[/x]")
    layers = {**place.layers, "stations": stations, "streets": streets}
    write_district(replace(place, layers=layers), tmp_path / "d.gpkg")
    output = run("why", tmp_path / "d.gpkg", "r1").output
    assert "[bold]站[/nonsense]" in output
    assert "[link=file:x]路[/x]" in output


def test_why_gives_the_reason_where_there_is_no_path(file):
    assert "r3: not known · enclosed, and no gate is recorded" in run("why", file, "r3").output


def test_why_shows_nothing_of_restricted_layers(tmp_path):
    secret = Declaration("stations", visibility=Visibility.RESTRICTED)
    write_district(replace(town(), declarations=(secret,)), tmp_path / "d.gpkg")
    message = refused("why", tmp_path / "d.gpkg", "r1")
    assert "the layer stations" in message
    assert "便民服务站" not in message


def test_the_district_is_never_overwritten_by_its_own_answer(file, tmp_path):
    district = tmp_path / "coverage.gpkg"
    district.write_bytes(file.read_bytes())
    assert "would overwrite the district" in refused("coverage", district, "--out", tmp_path)
    assert district.read_bytes() == file.read_bytes()


def test_why_of_nobody_is_refused(file):
    assert "no resident nobody" in refused("why", file, "nobody")


def test_the_district_read_back_is_the_one_written(file):
    assert read_district(file).name == "小区"
