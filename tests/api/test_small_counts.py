"""Counts of fewer than ten residents, and what lets them be worked out, are null below planner."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import pyogrio
import pytest
from support.tiny import table
from support.town import town

from api.coverage_run import Readers, run_coverage
from api.job import Job, job_of
from api.settings import Settings
from data.declarations import Declaration, Visibility
from geo.question import ask

FEW = Readers(small_counts=False)
PUBLIC = Readers(Visibility.PUBLIC, small_counts=False)
SCHEMA = Path(__file__).parents[2] / "api/outputs/coverage.schema.json"


def homes(*people, far=50):
    """A town whose residents near the station are so many, one row each; and far away 50."""
    near = [{"id": f"n{i}", "population": n, "at": (500 + i, 10)} for i, n in enumerate(people)]
    rows = [*near, {"id": "far", "population": far, "at": (1990, 1400)}]
    place = town()
    return replace(place, layers={**place.layers, "residents": table("residents", rows)[0]})


def written(folder, place, readers=FEW, job=None):
    run_coverage(place, job or Job(ask()), folder, settings=Settings(), readers=readers)
    return {f.name: f.read_bytes() for f in folder.iterdir()}


def document(folder, *people, far=50):
    return json.loads(written(folder, homes(*people, far=far))["coverage.json"])


def numbers(value):
    """Every number of people in the sums of a document."""
    if isinstance(value, dict):
        return [n for key, v in value.items() if not key.startswith("share") for n in numbers(v)]
    return [value] if isinstance(value, int | float) else []


def test_a_count_below_ten_is_null_and_so_is_the_total_it_could_be_taken_from(tmp_path):
    total = document(tmp_path, 9)["totals"]["population"]
    assert (total["covered"], total["share_min"], total["share_max"]) == (None, None, None)
    assert (total["uncovered"], total["total"]) == (50, None)


def test_ten_are_told(tmp_path):
    total = document(tmp_path, 10)["totals"]["population"]
    assert (total["covered"], total["uncovered"], total["total"]) == (10, 50, 60)


def test_a_sum_is_told_where_the_rows_that_are_not_hold_ten_together(tmp_path):
    found = document(tmp_path, 5, 5)
    assert found["totals"]["population"]["covered"] == 10
    assert found["stations"]["s1"]["population"]["nearest"] == 10


def test_one_of_two_areas_is_not_the_difference_of_the_district_and_the_other(tmp_path):
    areas = document(tmp_path, 9, far=50)["areas"]
    assert areas["west"]["population"]["total"] is None


@pytest.mark.parametrize("people", [(1,), (9, 40), (3, 4), (4, 5, 6), (9, 9, 2)])
def test_no_sum_of_one_to_nine_is_in_the_document(tmp_path, people):
    found = document(tmp_path, *people)
    sums = ("totals", "areas", "unassigned", "stations", "reasons", "tiers", "more_than_one")
    assert not [n for part in sums for n in numbers(found[part]) if 0 < n < 10]


def test_the_document_says_so_and_keeps_to_its_schema(tmp_path):
    found = document(tmp_path, 9)
    jsonschema.validate(found, json.loads(SCHEMA.read_text("utf-8")))
    assert found["notes"]["small_counts"]["en"].startswith("counts below 10")


def test_tables_and_geopackage_have_nulls(tmp_path):
    files = written(tmp_path, homes(9))
    east, west, _ = files["areas.csv"].decode("utf-8-sig").splitlines()[1:]
    assert (east, west) == (
        "east,东社区,community,,50.0,0.0,50.0,0.0,0.0,0.0,0.0",
        "west,西社区,community,,,,0.0,0.0,0.0,,",
    )
    table_ = pyogrio.read_dataframe(tmp_path / "coverage.gpkg", layer="residents")
    assert dict(zip(table_["id"], table_["population"].isna(), strict=True)) == {
        "far": False, "n0": True,
    }  # fmt: skip


def test_the_map_shows_no_number_below_ten(tmp_path):
    page = written(tmp_path, homes(9))["map.html"].decode()
    assert '"people":[50,null]' in page and '"sums":false' in page
    assert "少于 10 的人数" in page


def test_who_sees_small_counts_gets_the_bytes_of_the_command_line(tmp_path):
    insider = written(tmp_path / "a", homes(9), Readers())
    run_coverage(homes(9), Job(ask()), tmp_path / "b", settings=Settings())
    assert {n: c for n, c in insider.items() if n != "coverage.gpkg"} == {
        f.name: f.read_bytes() for f in (tmp_path / "b").iterdir() if f.name != "coverage.gpkg"
    }


def test_everything_asked_at_once_can_be_told_without_small_counts(tmp_path, office):
    job = job_of(
        ask(group="all", at="2026-10-10T10:00"), every_matter=True, week=True,
        today=lambda: date(2026, 10, 9),
    )  # fmt: skip
    few = office.layers["residents"].assign(population=[9.0, 5.0, 30.0, 20.0])
    place = replace(office, layers={**office.layers, "residents": few})
    found = json.loads(written(tmp_path, place, job=job)["coverage.json"])
    jsonschema.validate(found, json.loads(SCHEMA.read_text("utf-8")))
    parts = ("totals", "areas", "stations", "matters", "week", "extended_hours", "with_appointment")
    assert not [n for part in parts for n in numbers(found[part]) if 0 < n < 10]


def test_at_public_what_nobody_declared_public_is_not_there(tmp_path):
    declared = Declaration("areas", visibility=Visibility.PUBLIC)
    files = written(tmp_path, replace(town(), declarations=(declared,)), PUBLIC)
    assert files["residents.csv"].count(b"\n") == files["stations.csv"].count(b"\n") == 1
    assert "西社区".encode() in files["areas.csv"] and b"s1" not in files["coverage.json"]
    assert "=便民服务站".encode() not in b"".join(files.values())
    assert json.loads(files["coverage.json"])["totals"]["population"]["covered"] == 100


def test_public_layers_are_there_at_public(tmp_path):
    every = [Declaration(layer, visibility=Visibility.PUBLIC) for layer in town().layers]
    files = written(tmp_path, replace(town(), declarations=tuple(every)), PUBLIC)
    assert "=便民服务站".encode() in files["map.html"] and b"\nr1,covered" in files["residents.csv"]


def test_shapes_of_hidden_areas_are_not_on_the_map(tmp_path):
    assert '"areas":[]' in written(tmp_path, town(), PUBLIC)["map.html"].decode()
