"""Everything asked at once: the files that come of it, and what is printed."""

import csv
import io
import json
from importlib.resources import files

import jsonschema
import pyogrio
import pytest

from api.coverage_run import FILES, FILES_ON_REQUEST


def rows(out, name):
    return list(csv.DictReader(io.StringIO((out / name).read_text("utf-8-sig"))))


@pytest.fixture(scope="module")
def out(full_run):
    return full_run[0]


@pytest.fixture(scope="module")
def document(out):
    return json.loads((out / "coverage.json").read_text("utf-8"))


def test_every_file_is_written_and_nothing_else(out):
    assert {file.name for file in out.iterdir()} == {*FILES, *FILES_ON_REQUEST}


def test_the_document_follows_its_schema(document):
    schema = json.loads(files("api.outputs").joinpath("coverage.schema.json").read_text("utf-8"))
    checker = jsonschema.FormatChecker(["date"])
    jsonschema.Draft202012Validator(schema, format_checker=checker).validate(document)


def test_a_line_a_matter_with_its_ways_apart(out):
    done, taken_in, nobody = rows(out, "matters.csv")
    assert (done["id"], done["covered"], done["covered_complete"]) == ("m1", "100.0", "100.0")
    assert (taken_in["covered_complete"], taken_in["covered_accept"]) == ("0.0", "100.0")
    assert (nobody["stations"], nobody["stations_may"], nobody["covered"]) == ("0", "0", "0.0")


def test_an_assumed_scope_is_marked_and_a_name_is_text(out):
    _, second, _ = rows(out, "matters.csv")
    assert (second["scope"], second["scope_assumed"]) == ("district", "true")
    assert second["name"] == "'=生育登记"


def test_the_document_counts_matters_by_group(document):
    assert document["matters"]["m1"]["population"]["covered"] == 100
    assert document["matters"]["m2"]["population"]["services"]["accept"]["covered"] == 100
    notes = document["notes"]
    assert (notes["matters_unhandled"], notes["matters_online"]) == (["m3"], ["m1"])


def test_a_line_an_hour_of_four_days(out):
    week = rows(out, "week.csv")
    assert len(week) == 4 * 24
    saturday = next(r for r in week if (r["day_type"], r["hour"]) == ("saturday", "10"))
    assert (saturday["date"], saturday["covered"]) == ("2026-10-17", "0.0")
    assert saturday["covered_with_appointment"] == "100.0"


def test_the_document_has_the_week_and_what_appointments_add(document):
    hour = document["week"]["saturday"]["10"]["population"]
    assert (hour["covered"], hour["with_appointment"]["covered"]) == (0, 100)
    gain = document["extended_hours"]["population"]
    assert (gain["standard"], gain["extended"], gain["appointment"]) == (100, 0, 100)


def test_what_hangs_on_a_station(out, document):
    assert document["dependence"]["s1"]["population"] == {
        "alone": 100, "closed_day": 100, "only_here_matters": 2, "only_here_people": 200,
    }  # fmt: skip
    station = rows(out, "stations.csv")[0]
    assert (station["alone"], station["only_here_matters"]) == ("100.0", "2")


def test_residents_say_the_tier_and_how_many_matters(out):
    near, far, *_ = rows(out, "residents.csv")
    assert (near["tier"], near["matters_within"]) == ("community", "2")
    assert (far["status"], far["matters_within"]) == ("uncovered", "0")


def test_the_geopackage_has_the_same_tables(out):
    names = {name for name, _ in pyogrio.list_layers(out / "coverage.gpkg")}
    assert {"matters", "week"} <= names
    matters = pyogrio.read_dataframe(out / "coverage.gpkg", layer="matters").set_index("id")
    assert matters["covered"].tolist() == [100, 100, 0]


@pytest.mark.parametrize(
    "words",
    [
        "2026-10-10 10:00",
        "covered, also by appointment",
        "two stations or more in reach",
        "Groups",
        "The hardest of 3 matters",
        "婚姻登记 m3",
        "Saturday 2026-10-17",
        "·········▅▅▅▅▅▅▅▅·······",
        "5+2: 100 people are served between 9 and 17 on a weekday",
        "matters that no station handles: m3",
        "matters that can be done wholly online: m1",
        "arrival 2026-10-10: make-up working day, judged as a Wednesday",
        "of 1 matters nobody recorded the scope",
    ],
)
def test_what_is_printed(full_run, words):
    assert words in full_run[1]


def test_files_of_an_earlier_run_do_not_stay(office_file, quankan, tmp_path):
    assert quankan("coverage", office_file, "--out", tmp_path, "--matter", "all").exit_code == 0
    assert (tmp_path / "matters.csv").exists()
    assert quankan("coverage", office_file, "--out", tmp_path).exit_code == 0
    assert {file.name for file in tmp_path.iterdir()} == set(FILES)


def test_cached_and_uncached_are_the_same_bytes(
    office_file, quankan, everything, full_run, tmp_path
):
    for cache in ("--no-cache", "--verify"):
        asked = (*everything, cache)
        assert quankan("coverage", office_file, "--out", tmp_path, *asked).exit_code == 0
        for name in {*FILES, *FILES_ON_REQUEST} - {"coverage.gpkg"}:
            assert (tmp_path / name).read_bytes() == (full_run[0] / name).read_bytes(), name
