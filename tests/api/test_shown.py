"""Restricted layers never leave, by whichever file."""

import json
from dataclasses import replace
from datetime import date

import pytest
from support.town import town

from api.coverage_run import run_coverage
from api.job import Job, job_of
from api.settings import Settings
from data.declarations import Declaration, Visibility
from geo.question import ask

RESTRICTED = Visibility.RESTRICTED
SECRETS = {
    "stations": ["=便民服务站", "s1"],
    "residents": ["近处", "r1"],
    "areas": ["西社区", "west"],
}


def written(folder, *declarations):
    place = replace(town(), declarations=declarations)
    run_coverage(place, Job(ask()), folder, settings=Settings())
    return {f.name: f.read_bytes() for f in folder.iterdir()}


@pytest.mark.parametrize("layer", SECRETS)
def test_nothing_of_a_restricted_layer_is_in_any_file(layer, tmp_path):
    files = written(tmp_path, Declaration(layer, visibility=Visibility.RESTRICTED))
    name, _ = SECRETS[layer]
    assert not [file for file, content in files.items() if name.encode() in content]
    ids = [file for file in files if file.endswith((".csv", ".json"))]
    secret = f'"{SECRETS[layer][1]}"'.encode(), f"\n{SECRETS[layer][1]},".encode()
    assert not [file for file in ids if any(s in files[file] for s in secret)]


def test_the_minutes_to_a_restricted_station_are_not_told(tmp_path):
    files = written(tmp_path, Declaration("stations", visibility=Visibility.RESTRICTED))
    assert files["residents.csv"].decode().splitlines()[1] == "r1,covered,,,,10.000,,,"


@pytest.mark.parametrize("first", [Visibility.RESTRICTED, Visibility.PUBLIC])
def test_of_two_declarations_the_stricter_stands(first, tmp_path):
    second = {Visibility.RESTRICTED: Visibility.PUBLIC, Visibility.PUBLIC: Visibility.RESTRICTED}
    both = [Declaration("stations", visibility=v) for v in (first, second[first])]
    assert b"s1," not in written(tmp_path, *both)["stations.csv"]


def test_a_restricted_column_that_nobody_knows_restricts_its_layer(tmp_path):
    hidden = Declaration("stations", column_visibility={"Phone": Visibility.RESTRICTED})
    assert b"s1," not in written(tmp_path, hidden)["stations.csv"]


def test_a_restricted_column_is_not_told(tmp_path):
    hidden = {"name": Visibility.RESTRICTED}
    files = written(tmp_path, Declaration("stations", column_visibility=hidden))
    assert "=便民服务站".encode() not in b"".join(files.values())


def test_a_row_of_no_kind_is_restricted_where_some_kind_is(tmp_path):
    secret = Declaration("stations", "post", visibility=Visibility.RESTRICTED)
    assert b"s1," not in written(tmp_path, secret)["stations.csv"]


def test_the_sums_are_told_all_the_same(tmp_path):
    files = written(tmp_path, Declaration("residents", visibility=Visibility.RESTRICTED))
    assert b'"covered": 100' in files["coverage.json"]


def office_files(folder, office, *declarations, **asked):
    question = ask(**asked)
    job = job_of(question, every_matter=True, week=True, today=lambda: date(2026, 10, 9))
    run_coverage(replace(office, declarations=declarations), job, folder, settings=Settings())
    return {f.name: f.read_bytes() for f in folder.iterdir()}


def test_restricted_matters_are_in_no_file(tmp_path, office):
    files = office_files(tmp_path, office, Declaration("matters", visibility=RESTRICTED))
    assert len(files["matters.csv"].splitlines()) == 1
    assert not [name for name, content in files.items() if "社保卡".encode() in content]
    assert b'"m1"' not in files["coverage.json"]


def test_the_name_of_a_matter_may_be_kept_back_alone(tmp_path, office):
    hidden = Declaration("matters", column_visibility={"name": RESTRICTED, "scope": RESTRICTED})
    first = office_files(tmp_path, office, hidden)["matters.csv"].decode().splitlines()[1]
    assert first.startswith("m1,,,,,true,12.0,1,0,")


def test_which_station_handles_what_may_be_kept_back(tmp_path, office):
    hidden = Declaration("station_matters", visibility=RESTRICTED)
    files = office_files(tmp_path, office, hidden, matters=("m1",))
    document = json.loads(files["coverage.json"])
    assert (document["stations"], document["notes"]["stations"]) == ({}, {})
    assert (document["dependence"], document["totals"]["population"]["covered"]) == ({}, 100)
    assert files["residents.csv"].decode().splitlines()[1] == "r1,covered,,,,10.000,,,2"
    assert json.loads(files["circles.geojson"])["features"] == []


@pytest.mark.parametrize(
    "hidden",
    [
        Declaration("stations", column_visibility={"opening_hours": Visibility.RESTRICTED}),
        Declaration("closures", visibility=Visibility.RESTRICTED),
    ],
)
def test_restricted_hours_are_not_told_by_what_they_open(tmp_path, office, hidden):
    files = office_files(tmp_path, office, hidden, at="2026-10-09T10:00")
    document = json.loads(files["coverage.json"])
    assert (document["stations"], document["dependence"]) == ({}, {})
    assert document["week"]["weekday"]["10"]["population"]["covered"] == 100


def test_a_restricted_tier_is_not_told_with_the_resident(tmp_path):
    hidden = Declaration("stations", column_visibility={"tier": RESTRICTED})
    assert written(tmp_path, hidden)["residents.csv"].splitlines()[1].endswith(b",s1,,10.000,1,,")
