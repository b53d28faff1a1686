import csv
import io
import zipfile

import openpyxl
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from data.errors import SourceError
from data.sources import raw_file, tables
from data.sources.raw import SourceSpec
from data.sources.tables import read_csv, read_xlsx


def csv_of(folder, text, written_in="utf-8", **said):
    path = folder / "stations.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode(written_in))
    return read_csv(SourceSpec(path, **said))


def xlsx_of(folder, sheets, **said):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    path = folder / "stations.xlsx"
    book.save(path)
    return read_xlsx(SourceSpec(path, **said))


AT = {"x": "lon", "y": "lat", "crs": "gcj02"}


def test_a_table_without_coordinates_is_text_throughout(tmp_path):
    table = csv_of(tmp_path, "code,name\n0510,金牛\n007,\n")
    assert table.frame["code"].tolist() == ["0510", "007"]
    assert table.frame.loc[1, "name"] == "金牛"
    assert table.frame.loc[2, "name"] is pd.NA
    assert list(table.frame.index) == [1, 2]
    assert (table.crs, table.rejects, table.notes) == ("", (), ())


def test_coordinates_become_points_in_the_recipes_datum(tmp_path):
    table = csv_of(tmp_path, "lat,lon\n30.67,104.06\n", **AT)
    assert table.crs == "gcj02"
    assert table.frame.loc[1, "geometry"].equals(shapely.Point(104.06, 30.67))
    assert table.frame.loc[1, "lon"] == "104.06"


@pytest.mark.parametrize(
    ("x", "y", "reason"),
    [
        ("", "30", "empty"),
        ("  ", "30", "empty"),
        ("104", "北纬30度", "no number"),
        ("104°03′", "30", "no number"),
        ("1_04", "30", "no number"),
        ("nan", "30", "not a finite"),
        ("104", "inf", "not a finite"),
    ],
)
def test_a_row_without_a_place_is_a_reject_and_the_others_stay(tmp_path, x, y, reason):
    table = csv_of(tmp_path, f"lon,lat\n104,30\n{x},{y}\n105,31\n", **AT)
    assert list(table.frame.index) == [1, 3]
    (reject,) = table.rejects
    assert reject.row == "2"
    assert reason in reject.reason.en
    assert reject.found == f"{x.strip()}, {y.strip()}"


def test_full_width_digits_are_digits(tmp_path):
    table = csv_of(tmp_path, "lon,lat\n１０４．５,30\n", **AT)
    assert table.frame.loc[1, "geometry"].x == 104.5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_encodings_are_found_out(tmp_path, encoding):
    table = csv_of(tmp_path, "名称\n政务服务中心\n", encoding)
    assert table.frame.loc[1, "名称"] == "政务服务中心"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters_are_found_out(tmp_path, delimiter):
    table = csv_of(tmp_path, f'"a,;"{delimiter}b\n1{delimiter}"x,y"\n')
    assert table.frame.loc[1].tolist() == ["1", "x,y"]


@pytest.mark.parametrize("name", ["MZ", "fgb", "AC1032", "PK", "GIF"])
def test_a_column_name_is_not_taken_for_another_kind_of_file(tmp_path, name):
    assert list(csv_of(tmp_path, f"{name},b\n1,2\n").frame.columns) == [name, "b"]


def test_a_delimiter_can_be_named(tmp_path):
    assert csv_of(tmp_path, "a|b\n1|2\n", options={"delimiter": "|"}).frame.shape == (1, 2)


def test_titles_above_the_header_and_blank_lines(tmp_path):
    table = csv_of(tmp_path, "站点表,\na,b\n1,2\n\n3,4\n", options={"header_row": 2})
    assert table.frame["a"].to_dict() == {1: "1", 3: "3"}


def test_one_broken_row_is_one_reject(tmp_path):
    table = csv_of(tmp_path, 'a,b\n1,2\n1,2,3\n"x"y,2\n5\n6,7,,\n')
    assert list(table.frame.index) == [1, 5]
    assert [(r.row, r.reason.en) for r in table.rejects] == [
        ("2", "has 3 fields, expected 2"),
        ("3", "bad quoting: ',' expected after '\"'"),
        ("4", "has 1 fields, expected 2"),
    ]


@pytest.mark.parametrize(
    ("content", "said", "says"),
    [
        ("<!DOCTYPE html><html>404</html>", {}, "web page"),
        (b"\x89PNG\r\n\x1a\n...", {}, "PNG"),
        (b"PK\x03\x04....", {}, "ZIP"),
        (b"a,b\x00\n", {}, "binary"),
        ("", {}, "empty"),
        ("a,a\n1,2\n", {}, "twice: a"),
        (",\n1,2\n", {}, "0 columns"),
        ('a,b\n1,"2\n3,4\n', {}, "never closed"),
        (b"\xff\x80\xff", {}, "no known encoding"),
        ("名".encode("gbk"), {"encoding": "utf-8"}, "not in utf-8"),
        ("名", {"encoding": "klingon"}, "'klingon' is unknown"),
        ("a,b\n1,2\n", {"x": "lon", "y": "b", "crs": "gcj02"}, "'lon'.*one of: a, b"),
        ("a,b\n1,2\n", {"x": "a", "crs": "gcj02"}, "y is not named"),
        ("a,b\n1,2\n", {"x": "a", "y": "b"}, "which CRS"),
        ("a\n", {"options": {"header_row": 0}}, "header_row is 0"),
        ("a\n", {"options": {"delimiter": "ab"}}, "delimiter is 'ab'"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path, content, said, says):
    with pytest.raises(SourceError, match=says):
        csv_of(tmp_path, content, **said)


def test_size_and_rows_are_bounded(tmp_path, monkeypatch):
    monkeypatch.setattr(raw_file, "MAX_ROWS", 2)
    with pytest.raises(SourceError, match="more than 2 rows"):
        csv_of(tmp_path, "a\n1\n2\n3\n")
    monkeypatch.setattr(raw_file, "MAX_BYTES", 3)
    with pytest.raises(SourceError, match="GiB large"):
        raw_file.require_bytes(tmp_path, 4, limit=3)


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00", exclude_categories=["Cs"]))


@given(st.lists(st.tuples(CELLS, st.just("x")), min_size=1, max_size=5))
def test_what_csv_writes_comes_back(tmp_path_factory, rows):
    file = io.StringIO(newline="")
    csv.writer(file).writerows([("a", "b"), *rows])
    table = csv_of(tmp_path_factory.getbasetemp(), file.getvalue())
    assert [v if v is not pd.NA else "" for v in table.frame["a"]] == [a for a, _ in rows]


def test_a_sheet_keeps_the_types_of_its_cells(tmp_path):
    rows = [("code", "n", "lon", "lat"), ("0101", 3, 104.5, "30.5"), (), ("x", None, None, 30)]
    table = xlsx_of(tmp_path, {"站点": rows}, **AT)
    assert table.frame.loc[1, ["code", "n"]].tolist() == ["0101", 3]
    assert table.frame.loc[1, "geometry"].equals(shapely.Point(104.5, 30.5))
    assert [(r.row, r.reason.en) for r in table.rejects] == [("3", "the coordinate is empty")]


def test_titles_above_the_header_of_a_sheet(tmp_path):
    table = xlsx_of(tmp_path, {"s": [("表",), ("a", "b"), (1, 2)]}, options={"header_row": 2})
    assert table.frame.to_dict("index") == {1: {"a": 1, "b": 2}}


def test_of_several_sheets_one_must_be_named(tmp_path):
    sheets = {"一": [("a",), (1,)], "二": [("b",), (2,)]}
    with pytest.raises(SourceError, match="sheets: 一, 二"):
        xlsx_of(tmp_path, sheets)
    with pytest.raises(SourceError, match="sheets: 一, 二"):
        xlsx_of(tmp_path, sheets, sublayer="三")
    assert list(xlsx_of(tmp_path, sheets, sublayer="二").frame.columns) == ["b"]


def test_who_sends_several_sheets_is_told_what_to_do(tmp_path):
    with pytest.raises(SourceError) as refused:
        xlsx_of(tmp_path, {"一": [("a",)], "二": [("b",)]})
    assert refused.value.expected.en.startswith("one visible sheet (the others deleted or hidden")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"a,b\n1,2\n", "a text file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office"),
        (b"PK\x03\x04broken", "cannot be read"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path, content, says):
    path = tmp_path / "stations.xlsx"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=says):
        read_xlsx(SourceSpec(path))


@pytest.mark.parametrize("members", [{"a.txt": "x"}, {"xl/workbook.xml": "<broken"}])
def test_an_archive_that_is_no_workbook_is_refused(tmp_path, members):
    path = tmp_path / "stations.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    with pytest.raises(SourceError, match="workbook"):
        read_xlsx(SourceSpec(path))


def test_an_empty_sheet_has_no_header(tmp_path):
    with pytest.raises(SourceError, match="0 columns"):
        xlsx_of(tmp_path, {"s": []})


def test_a_field_too_long_is_named_as_such(tmp_path):
    with pytest.raises(SourceError, match="longer than 131072 characters"):
        csv_of(tmp_path, "a,b\n1," + "x" * 140_000 + "\n")


@pytest.mark.parametrize(
    ("row", "found"), [(",", ""), ("104,", "104"), ("9" * 5000 + ",30", None), ("1e999,30", None)]
)
def test_a_coordinate_that_is_none_is_a_reject(tmp_path, row, found):
    table = csv_of(tmp_path, f"x,y,n\n{row},1\n", x="x", y="y", crs="EPSG:4490")
    assert table.frame.empty
    assert found is None or table.rejects[0].found == found


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "_MAX_UNPACKED_BYTES", 1000)
    with pytest.raises(SourceError, match="GiB"):
        xlsx_of(tmp_path, {"a": [["x"], [1]]})


def test_a_workbook_with_too_many_cells_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "_MAX_CELLS", 3)
    with pytest.raises(SourceError, match="more than 3 cells"):
        xlsx_of(tmp_path, {"a": [["x", "y"], [1, 2], [3, 4]]})


def test_only_cells_under_the_header_count(tmp_path, monkeypatch):
    """However many columns there might be."""
    monkeypatch.setattr(tables, "_MAX_CELLS", 3)
    table = xlsx_of(tmp_path, {"a": [["x"], [1], [2, "beside"], [], [3]]})
    assert table.frame["x"].to_dict() == {1: 1, 2: 2, 4: 3}
