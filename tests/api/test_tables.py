"""The CSV tables: columns that other tools rely on, and cells that no spreadsheet runs."""

import csv
import io

import pytest
from support.town import town

from api.outputs.tables import areas_csv, residents_csv, stations_csv
from geo.ground import prepare
from geo.question import ask
from geo.report import report


def rows(content: bytes):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.fixture(scope="module")
def place():
    return town()


@pytest.fixture(scope="module")
def found(place):
    return report(place, prepare(place, ask()), ask())


def test_residents_have_the_promised_columns(found):
    header = residents_csv(found).decode().splitlines()[0]
    assert (
        header == "id,status,minutes,station_id,reason,access_m,stations_within,tier,matters_within"
    )


def test_minutes_are_given_beyond_the_limit_too(found):
    near, far, walled, lost = rows(residents_csv(found))
    assert (near["status"], near["minutes"], near["access_m"]) == ("covered", "7.650000", "10.000")
    assert (far["status"], far["minutes"], far["station_id"]) == ("uncovered", "51.150000", "s1")
    assert (walled["minutes"], walled["reason"]) == ("", "gates_unknown")
    assert (lost["access_m"], lost["stations_within"]) == ("", "0")


def test_a_name_that_looks_like_a_formula_is_text(place, found):
    assert rows(stations_csv(place, found))[0]["name"] == "'=便民服务站"


def test_a_station_that_does_not_count_says_why(place, found):
    park = rows(stations_csv(place, found))[1]
    assert (park["covered"], park["note_zh"]) == ("", "只服务企业")


def test_tables_with_names_open_in_a_spreadsheet_as_they_are(place, found):
    assert areas_csv(place, found.coverage).startswith(b"\xef\xbb\xbf")


def test_people_in_no_area_have_the_last_line(place, found):
    *_, last = rows(areas_csv(place, found.coverage))
    assert (last["id"], last["total"]) == ("", "0.0")
