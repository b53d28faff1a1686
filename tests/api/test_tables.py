"""The CSV tables: columns that other tools rely on, and cells that no spreadsheet runs."""

import csv
import io

import pytest
from support.town import town

from api.outputs.tables import areas_csv, residents_csv, stations_csv
from geo.coverage import coverage
from geo.question import ask


def rows(content: bytes):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.fixture(scope="module")
def place():
    return town()


@pytest.fixture(scope="module")
def answer(place):
    return coverage(place, ask())


def test_residents_have_the_promised_columns(answer):
    header = residents_csv(answer).decode().splitlines()[0]
    assert header == "id,status,minutes,station_id,reason,access_m,stations_within"


def test_minutes_are_given_beyond_the_limit_too(answer):
    near, far, walled, lost = rows(residents_csv(answer))
    assert (near["status"], near["minutes"], near["access_m"]) == ("covered", "7.650000", "10.000")
    assert (far["status"], far["minutes"], far["station_id"]) == ("uncovered", "51.150000", "s1")
    assert (walled["minutes"], walled["reason"]) == ("", "gates_unknown")
    assert (lost["access_m"], lost["stations_within"]) == ("", "0")


def test_a_name_that_looks_like_a_formula_is_text(place, answer):
    assert rows(stations_csv(place, answer))[0]["name"] == "'=便民服务站"


def test_a_station_that_does_not_count_says_why(place, answer):
    park = rows(stations_csv(place, answer))[1]
    assert (park["covered"], park["note_zh"]) == ("", "只服务企业")


def test_tables_with_names_open_in_a_spreadsheet_as_they_are(place, answer):
    assert areas_csv(place, answer).startswith(b"\xef\xbb\xbf")


def test_people_in_no_area_have_the_last_line(place, answer):
    *_, last = rows(areas_csv(place, answer))
    assert (last["id"], last["total"]) == ("", "0.0")
