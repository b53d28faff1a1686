"""A coverage is read below planner as each level sees it, in every representation."""

import csv
import io
import json
from dataclasses import replace

import pyogrio
import pytest
from support.asked_office import stand
from support.tiny import table
from support.town import town

from data.declarations import Declaration, Visibility

# Five live at one place, forty at another; the community borders the next at x = 1000.
PEOPLE = (("few", 5, 500), ("more", 40, 400), ("far", 60, 1990))


def place():
    rows = [{"id": name, "population": n, "at": (x, 10)} for name, n, x in PEOPLE]
    layers = {**town().layers, "residents": table("residents", rows)[0]}
    said = [Declaration(name, visibility=Visibility.PUBLIC) for name in layers]
    return replace(town(), layers=layers, declarations=tuple(said))


@pytest.fixture(scope="module")
def covered(asked):
    """The office, and the address of a coverage in a district that everybody may read."""
    office = asked.office
    office.district("walks", anonymous=True)
    stand(office, "walks", place(), "walks-1")
    office.account("plans", ("walks", "planner"))
    office.account("surveys", ("walks", "officer"))
    office.account("trades", ("walks", "enterprise"))
    return asked, asked.done("/districts/walks/coverages", {}, "plans")


def read(covered, name, suffix=""):
    asked, here = covered
    answer = asked.get(f"{here}{suffix}", name)
    assert answer.status_code == 200, (name, suffix, answer.text)
    return answer


BELOW = ("", "trades", "surveys")


@pytest.mark.parametrize("name", BELOW)
def test_counts_below_ten_are_null_in_the_document(covered, name):
    found = read(covered, name).json()
    people = found["areas"]["west"]["population"]
    assert (people["covered"], people["total"]) == (None, None)
    assert "small_counts" in found["notes"]


def test_a_planner_reads_all_of_it(covered):
    found = read(covered, "plans").json()
    assert found["totals"]["population"]["covered"] == 45
    assert "small_counts" not in found["notes"]


@pytest.mark.parametrize("name", BELOW)
@pytest.mark.parametrize("suffix", [".json", ".geojson", ".gpkg", ".html", ".csv"])
def test_every_representation_is_there_and_another_than_the_planner_s(covered, name, suffix):
    content = read(covered, name, suffix).content
    pictures = {".geojson", ".csv"}  # have no counts of people
    assert (content == read(covered, "plans", suffix).content) == (suffix in pictures)


@pytest.mark.parametrize("name", BELOW)
def test_tables_have_no_count_below_ten(covered, name):
    for file in ("areas.csv", "stations.csv"):
        text = read(covered, name, f"/files/{file}").content.decode("utf-8-sig")
        for row in csv.DictReader(io.StringIO(text)):
            assert [n for n in (row["total"], row["covered"]) if n and 0 < float(n) < 10] == []


@pytest.mark.parametrize("name", BELOW)
def test_rows_of_the_geopackage_have_nulls(covered, name, tmp_path):
    (tmp_path / "read.gpkg").write_bytes(read(covered, name, ".gpkg").content)
    rows = pyogrio.read_dataframe(tmp_path / "read.gpkg", layer="residents").set_index("id")
    assert rows["population"].isna().to_dict() == {"few": True, "more": False, "far": False}


def test_the_record_says_at_which_level_it_is(covered):
    levels = {name: read(covered, name, "/record").json()["level"] for name in ("", "surveys")}
    assert levels == {"": "public", "surveys": "internal"}
    assert read(covered, "", "/record").json()["question"]["small_counts"] is False


def test_it_is_in_the_list_of_everybody_who_may_read_the_district(covered):
    asked, here = covered
    for name in BELOW:
        listed = asked.get("/coverages?district=walks", name).json()["items"]
        assert [each["href"] for each in listed] == [here]


def test_a_scenario_is_a_draft_of_planners(covered):
    asked, _ = covered
    change = [{"kind": "station_closed", "station": "s1"}]
    here = asked.done("/districts/walks/coverages", {"change": change}, "plans")
    assert [asked.get(here, name).status_code for name in (*BELOW, "plans")] == [404, 404, 404, 200]


def test_of_a_district_with_members_only_others_read_nothing(asked):
    here = asked.done("/districts/walked/coverages", {}, "planner")
    found = [asked.get(here, name).status_code for name in ("", "a", "officer", "trades")]
    assert found == [404, 200, 200, 404]


def test_what_is_internal_is_not_read_by_the_public(asked):
    here = asked.done("/districts/walked/coverages", {"minutes": 14}, "planner")
    enterprise, officer = (asked.get(here, name).json() for name in ("a", "officer"))
    assert (enterprise["stations"], "s1" in officer["stations"]) == ({}, True)
    assert json.dumps(enterprise).count("west") == 0
