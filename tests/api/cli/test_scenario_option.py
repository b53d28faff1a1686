"""`quankan coverage --scenario`: the difference, in scenario.json and on the screen."""

import hashlib
import json
from dataclasses import replace
from importlib.resources import files

import jsonschema
import pytest
from support.tiny import table

from data.declarations import Declaration, Visibility
from data.geopackage import write_district
from geo.scenario.causes import Cause
from geo.scenario.difference import Change

CLOSED = '[[change]]\nkind = "station_closed"\nstation = "s1"\n'


@pytest.fixture(scope="module")
def run(office_file, closing, quankan, tmp_path_factory):
    out = tmp_path_factory.mktemp("closed")
    result = quankan("coverage", office_file, "--out", out, "--scenario", closing)
    assert result.exit_code == 0, result.output
    return out, result.output


@pytest.fixture(scope="module")
def document(run):
    return json.loads((run[0] / "scenario.json").read_text("utf-8"))


def test_it_follows_its_schema(document):
    schema = json.loads(files("api.outputs").joinpath("scenario.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(document)


def test_before_and_after_in_sum(document):
    totals = document["totals"]["population"]
    assert (totals["before"]["covered"], totals["after"]["covered"]) == (100, 0)
    assert document["changes"]["lost"]["population"] == 100
    assert document["causes"]["station_gone"]["population"] > 0


def test_person_by_person_with_the_reason(document):
    assert document["residents"]["r1"] == {
        "change": "lost",
        "cause": "station_gone",
        "before": {"status": "covered", "station": "s1", "minutes": 7.65},
        "after": {"status": "uncovered", "station": None, "minutes": None},
    }


def test_the_answer_itself_is_about_the_district_as_it_is(run):
    found = json.loads((run[0] / "coverage.json").read_text("utf-8"))
    assert found["totals"]["population"]["covered"] == 100


def test_the_circles_are_there_before_and_after(run):
    drawn = json.loads((run[0] / "circles.geojson").read_text("utf-8"))["features"]
    assert [f["properties"]["scenario"] for f in drawn] == [False] * 3 + [True] * 3
    assert all(f["geometry"] is None for f in drawn[3:])


@pytest.mark.parametrize(
    "words", ["Scenario: [撤销]", "no longer surely covered", "its station is closed or has moved"]
)
def test_it_is_printed(run, words):
    assert words in run[1]


def test_of_restricted_stations_and_residents_only_sums_leave(office, closing, quankan, tmp_path):
    for layer in ("stations", "residents"):
        secret = Declaration(layer, visibility=Visibility.RESTRICTED)
        write_district(replace(office, declarations=(secret,)), tmp_path / f"{layer}.gpkg")
        out = tmp_path / layer
        asked = ("--out", out, "--scenario", closing)
        assert quankan("coverage", tmp_path / f"{layer}.gpkg", *asked).exit_code == 0
        found = json.loads((out / "scenario.json").read_text("utf-8"))
        assert found["changes"]["lost"]["population"] == 100
        told = [r["before"]["station"] for r in found["residents"].values()]
        assert not any(told) if layer == "stations" else not told


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (CLOSED.replace("s1", "s9"), "s9"),
        (CLOSED.replace("closed", "moved") + "at = [900.0, 5000.0]\n", "change"),
        ("title = 'x'\n", "changes nothing"),
        ("[[change]]\nkind = 'station_painted'\n", "no kind of change"),
    ],
)
def test_what_cannot_be_done_is_refused(office_file, refused, tmp_path, text, message):
    (tmp_path / "s.toml").write_text(text, "utf-8")
    asked = ("--out", tmp_path / "out", "--scenario", tmp_path / "s.toml")
    assert message in refused("coverage", office_file, *asked)
    assert not (tmp_path / "out").exists()


def test_without_a_title_a_scenario_is_called_by_its_file_and_not_its_folder(
    office_file, quankan, tmp_path
):
    (tmp_path / "closing.toml").write_text(CLOSED, "utf-8")
    asked = ("--out", tmp_path / "out", "--scenario", tmp_path / "closing.toml")
    assert quankan("coverage", office_file, *asked).exit_code == 0
    page = (tmp_path / "out" / "map-scenario.html").read_text("utf-8")
    assert "情景：closing<" in page
    assert tmp_path.name not in page


def test_the_schema_names_every_cause_and_change():
    schema = json.loads(files("api.outputs").joinpath("scenario.schema.json").read_text("utf-8"))
    found = schema["properties"]
    of_one = found["residents"]["additionalProperties"]["properties"]
    assert of_one["cause"]["enum"] == [*Cause, None]
    assert of_one["change"]["enum"] == list(Change)
    assert found["causes"]["propertyNames"]["enum"] == list(Cause)
    assert found["changes"]["propertyNames"]["enum"] == list(Change)


def test_restricted_gates_are_not_told_by_what_a_scenario_changes(
    office, closing, quankan, tmp_path
):
    gates = table("gates", [{"id": "g1", "of": "r1", "at": (500, 5)}])[0]
    secret = Declaration("gates", visibility=Visibility.RESTRICTED)
    gated = replace(office, layers={**office.layers, "gates": gates}, declarations=(secret,))
    write_district(gated, tmp_path / "d.gpkg")
    asked = ("--out", tmp_path / "out", "--scenario", closing)
    result = quankan("coverage", tmp_path / "d.gpkg", *asked)
    assert "sums only" in result.output
    found = json.loads((tmp_path / "out" / "scenario.json").read_text("utf-8"))
    assert (found["residents"], found["changes"]["lost"]["population"]) == ({}, 100)
    for name in ("map.html", "map-scenario.html"):
        assert '"r1"' not in (tmp_path / "out" / name).read_text("utf-8")


def test_the_map_of_the_scenario_has_its_title_and_its_stations(run):
    today, then = ((run[0] / name).read_text("utf-8") for name in ("map.html", "map-scenario.html"))
    assert '"id":"s1"' in today
    assert '"id":"s1"' not in then
    assert "情景：" in then


def test_the_map_of_the_scenario_names_its_file_by_hash_and_its_changes(run, closing):
    page = (run[0] / "map-scenario.html").read_text("utf-8")
    assert hashlib.sha256(closing.read_bytes()).hexdigest()[:12] in page
    assert "station closed" in page


DELEGATED = """[[change]]
kind = "matter_delegated"
station = "s1"
matter = "m3"
service = "complete"
"""


@pytest.fixture(scope="module")
def delegate(quankan, tmp_path_factory):
    """Delegate the matter m3 to the station of a district; gives the document and the output."""

    def run(district_file, *words):
        out = tmp_path_factory.mktemp("delegated")
        (out / "s.toml").write_text(DELEGATED, "utf-8")
        asked = ("--out", out / "out", "--scenario", out / "s.toml", *words)
        result = quankan("coverage", district_file, *asked)
        assert result.exit_code == 0, result.output
        return json.loads((out / "out" / "scenario.json").read_text("utf-8")), result.output

    return run


def covered(totals):
    return [totals["population"][side]["covered"] for side in ("before", "after")]


@pytest.fixture(scope="module")
def unasked(delegate, office_file):
    return delegate(office_file)


class TestADelegatedMatterThatIsNotAskedFor:
    def test_its_own_figures_show_what_becomes_of_it(self, unasked):
        document, output = unasked
        assert covered(document["totals"]) == [100, 100]
        assert document["matters"]["m3"]["name"] == "婚姻登记"
        assert covered(document["matters"]["m3"]["totals"]) == [0, 100]
        assert "婚姻登记 m3" in output

    def test_that_the_overall_figures_cannot_is_said(self, unasked):
        document, output = unasked
        assert "--matter m3" in document["notes"]["matters_not_asked"]["m3"]["en"]
        assert "cannot show what becomes of it; person by person: --matter m3" in output

    def test_it_follows_the_schema(self, unasked):
        schema = json.loads(files("api.outputs").joinpath("scenario.schema.json").read_text())
        jsonschema.Draft202012Validator(schema).validate(unasked[0])


def test_asked_for_itself_it_has_the_same_figures_and_no_note(delegate, office_file):
    document, output = delegate(office_file, "--matter", "m3")
    assert document["matters"]["m3"]["totals"] == document["totals"]
    assert document["notes"] == {"matters_not_asked": {}}
    assert "cannot show" not in output


def test_a_restricted_matter_is_not_named(delegate, office, tmp_path):
    secret = Declaration("matters", visibility=Visibility.RESTRICTED)
    write_district(replace(office, declarations=(secret,)), tmp_path / "d.gpkg")
    document, output = delegate(tmp_path / "d.gpkg")
    assert (document["matters"], document["notes"]) == ({}, {"matters_not_asked": {}})
    assert "m3" not in output
