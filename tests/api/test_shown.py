"""Restricted layers never leave, by whichever file."""

from dataclasses import replace

import pytest
from support.town import town

from api.coverage_run import run_coverage
from api.job import Job
from api.settings import Settings
from data.declarations import Declaration, Visibility
from geo.question import ask

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
