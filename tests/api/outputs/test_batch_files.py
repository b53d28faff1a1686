"""The files of a batch say the same, each as its readers expect it."""

import csv
import json

import openpyxl
import pytest

from api.outputs.batch_files import COLUMNS, CSV, GEOJSON, JSON, XLSX, write_batch_files
from api.outputs.workbook import write_workbook

GOOD = [1, "=cmd|' /C calc'!A0", "gym", "rent", 104.05, -30.6, "on_site", ["A-1", "B-2"],
        3, 0, 1, 0, 0, None, None, None]  # fmt: skip
BAD = [2, "bell\x07", *[None] * 11, "lat", "@SUM(1)", "a number"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("batch")
    write_batch_files(made, lambda: iter([GOOD, BAD]), {"rows": 2})
    return made


def sheet(folder):
    book = openpyxl.load_workbook(folder / XLSX)
    return [[cell.value for cell in row] for row in book["batch"].iter_rows()]


def test_in_a_spreadsheet_no_text_runs(folder):
    with (folder / CSV).open(encoding="utf-8-sig", newline="") as lines:
        titles, good, bad = csv.reader(lines)
    assert tuple(titles) == COLUMNS
    assert good[1].startswith("'=cmd") and bad[-2] == "'@SUM(1)"
    assert good[4:8] == ["104.0500000", "-30.6000000", "on_site", "A-1;B-2"]


def test_a_workbook_has_numbers_as_numbers_and_no_formula(folder):
    titles, good, bad = sheet(folder)
    assert tuple(titles) == COLUMNS
    assert (good[0], good[4], good[8]) == (1, 104.05, 3)
    assert good[1].startswith("'=cmd") and bad[1] == "bell\ufffd"


def test_json_holds_what_was_written_unchanged(folder):
    found = json.loads((folder / JSON).read_text("utf-8"))
    assert (found["schema_version"], found["rows"]) == ("1", 2)
    assert [list(row.values()) for row in found["results"]] == [GOOD, BAD]


def test_geojson_has_a_point_for_each_row_that_was_surveyed(folder):
    first, second = json.loads((folder / GEOJSON).read_text("utf-8"))["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [104.05, -30.6]}
    assert second["geometry"] is None and second["properties"]["field"] == "lat"


def test_a_batch_without_rows_is_still_whole(tmp_path):
    write_batch_files(tmp_path, lambda: iter([]), {})
    assert json.loads((tmp_path / JSON).read_text("utf-8"))["results"] == []


def test_a_workbook_holds_any_text_and_any_number(tmp_path):
    held = ["<a>&amp;\n b", " 两端 ", "x" * 40_000, "\ud800\x00", 1e-7, 10**15, -0.1]
    write_workbook(tmp_path / "w.xlsx", "s", [f"c{n}" for n in range(30)], [held])
    sheet = openpyxl.load_workbook(tmp_path / "w.xlsx")["s"]
    titles, values = sheet.iter_rows(values_only=True)
    assert titles[29] == "c29" and values[7:] == (None,) * 23
    assert list(values[:2]) == held[:2] and values[2] == "x" * 32_766
    assert values[3] == "\ufffd\ufffd" and list(values[4:7]) == held[4:7]


def test_rows_of_a_workbook_come_in_their_order(tmp_path):
    write_workbook(tmp_path / "w.xlsx", "s", ["n"], ([n] for n in range(1201)))
    book = openpyxl.load_workbook(tmp_path / "w.xlsx", read_only=True)
    assert [n for (n,) in book["s"].iter_rows(min_row=2, values_only=True)] == list(range(1201))
    book.close()
