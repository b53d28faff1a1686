"""Restricted layers never leave, by whichever file."""

import json
from dataclasses import replace
from datetime import date

import pytest
from support.tiny import table
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
    assert len(files["residents.csv"].splitlines()) == 1
    assert json.loads(files["circles.geojson"])["features"] == []


def test_nor_is_it_told_by_what_hangs_on_a_station_or_a_resident(tmp_path, office):
    hidden = Declaration("station_matters", visibility=RESTRICTED)
    files = office_files(tmp_path, office, hidden)
    hanging = json.loads(files["coverage.json"])["dependence"]["s1"]["population"]
    assert hanging == {
        "alone": 100, "closed_day": None, "only_here_matters": None, "only_here_people": None,
    }  # fmt: skip
    assert files["residents.csv"].decode().splitlines()[1].endswith(",")
    assert b"-1" not in files["matters.csv"]


def gated(place):
    """The only gate of r1 is locked."""
    gates = table("gates", [
        {"id": "g1", "of": "r1", "at": (500, 5), "opening_hours": "24/7", "status": "locked"},
    ])[0]  # fmt: skip
    return replace(place, layers={**place.layers, "gates": gates})


@pytest.mark.parametrize(
    "hidden",
    [
        Declaration("gates", visibility=RESTRICTED),
        Declaration("gates", column_visibility={"status": RESTRICTED}),
        Declaration("gates", column_visibility={"opening_hours": RESTRICTED}),
    ],
)
def test_restricted_gates_are_not_told_by_whom_they_bar(tmp_path, office, hidden):
    files = office_files(tmp_path, gated(office), hidden, at="2026-10-09T10:00")
    assert b"r1" not in files["residents.csv"]
    document = json.loads(files["coverage.json"])
    assert document["reasons"]["gates_barred"]["population"] == 100
    # Of a station sums are told, as they are of an area.
    assert document["stations"]["s1"]["population"]["total"] == 200


def test_of_a_station_with_hidden_gates_of_its_own_nothing_is_told(tmp_path, office):
    place = gated(office)
    of = place.layers["gates"].assign(of="s1", status="locked")
    place = replace(place, layers={**place.layers, "gates": of})
    files = office_files(tmp_path, place, Declaration("gates", visibility=RESTRICTED))
    document = json.loads(files["coverage.json"])
    assert "s1" not in document["stations"] and "s1" not in document["notes"]["stations"]
    assert json.loads(files["circles.geojson"])["features"] == []


def test_gates_that_may_be_seen_are_told(tmp_path, office):
    files = office_files(tmp_path, gated(office), at="2026-10-09T10:00")
    assert files["residents.csv"].splitlines()[1].startswith(b"r1,uncovered,,,gates_barred,")


def test_hours_of_restricted_gates_matter_only_at_an_hour(tmp_path, office):
    hidden = Declaration("gates", column_visibility={"opening_hours": RESTRICTED})
    assert b"r1,uncovered" in office_files(tmp_path, gated(office), hidden)["residents.csv"]


@pytest.mark.parametrize(("scope", "lines"), [("own_community", 1), ("district", 5)])
def test_restricted_areas_are_not_told_by_whom_a_matter_serves(tmp_path, office, scope, lines):
    matters = office.layers["matters"].assign(scope=scope)
    scoped = replace(office, layers={**office.layers, "matters": matters})
    hidden = Declaration("areas", visibility=RESTRICTED)
    files = office_files(tmp_path, scoped, hidden, matters=("m1",))
    assert len(files["residents.csv"].splitlines()) == lines


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
    assert len(files["residents.csv"].splitlines()) == 1
    assert document["week"]["weekday"]["10"]["population"]["covered"] == 100


def test_a_restricted_tier_is_not_told_with_the_resident(tmp_path):
    hidden = Declaration("stations", column_visibility={"tier": RESTRICTED})
    assert written(tmp_path, hidden)["residents.csv"].splitlines()[1].endswith(b",s1,,10.000,1,,")
