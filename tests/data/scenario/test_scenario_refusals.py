"""What nobody could mean in a scenario is refused by the number of the change and its field."""

import re

import pytest
from pyproj import CRS

from data.errors import ScenarioFileError
from data.scenario.file import read_scenario
from data.text import Language

MOVED = """
[[change]]
kind = "station_closed"
station = "s-1"

[[change]]
kind = "station_moved"
station = "s-2"
at = [104.05, 30.69]
datum = "EPSG:4326"
"""
ADDED = """
[[change]]
kind = "station_added"
station = "s-new"
at = [104.05, 30.69]
datum = "EPSG:4326"
handles = [{ matter = "m-1", service = "accept" }]
"""


def refused(read, text):
    with pytest.raises(ScenarioFileError) as refusal:
        read(text)
    assert refusal.value.file.endswith("scenario.toml")
    return str(refusal.value).partition("scenario.toml")[2]


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("station_moved", "station_flown", "[change[2].kind]: is 'station_flown', no kind"),
        ('kind = "station_moved"', "", "[change[2].kind]: is missing"),
        ('kind = "station_moved"', "kind = 7", "[change[2].kind]: is 7, no kind"),
        ('station = "s-2"', 'station_id = "s-2"', "[change[2].station]: is missing"),
        ('station = "s-2"', 'station = "s-2"\ncolour = "red"', "[change[2].colour]: is a key nobo"),
        ('station = "s-2"', 'station = " "', "[change[2].station]: is ' '"),
        ('station = "s-2"', f'station = "{"s" * 201}"', "[change[2].station]"),
        ('station = "s-2"', 'station = "a\\nb"', "[change[2].station]"),
        ('station = "s-2"', "station = 2", "[change[2].station]: is 2"),
        ("\n[[change]]", "\n[[changes]]", "[changes]: is a key nobody"),
    ],
)  # fmt: skip
def test_a_change_that_nobody_understands(read, right, wrong, says):
    assert refused(read, MOVED.replace(right, wrong)).startswith(f" {says}")


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ('datum = "EPSG:4326"', "", "[change[2].datum]: is missing: a position without it"),
        ('datum = "EPSG:4326"', 'datum = ""', "[change[2].datum]: is missing"),
        ("EPSG:4326", "wgs72", "[change[2].datum]: is 'wgs72', no datum known here"),
        ("EPSG:4326", "EPSG:999999", "[change[2].datum]: is 'EPSG:999999', no datum"),
        ("EPSG:4326", "file:secret.txt", "[change[2].datum]: is 'file:secret.txt', no datum"),
        ("EPSG:4326", "+proj=longlat", "[change[2].datum]: is '+proj=longlat', no datum"),
        ("EPSG:4326", "EPSG:4214", "[change[2].datum]: no parameters are known that lead from"),
        ("EPSG:4326", "district", "[change[2].at]: the coordinate (104.05, 30.69) looks like deg"),
        ("104.05, 30.69", "30.69, 104.05", "[change[2].at]: the coordinate (30.69, 104.05) looks"),
        ("104.05, 30.69", "10.0, 50.0", "[change[2].at]: the coordinate (10, 50) lies far from"),
        ("104.05, 30.69", "400000, 3390000", "[change[2].at]: the coordinate (400000, 3390000) l"),
        ("[104.05, 30.69]", "[nan, 30.69]", "[change[2].at[1]]: is nan"),
        ("[104.05, 30.69]", "[104.05, inf]", "[change[2].at[2]]: is inf"),
        ("[104.05, 30.69]", "[1e300, 30.69]", "[change[2].at[1]]: is 1e+300"),
        ("[104.05, 30.69]", f"[{'9' * 400}, 30.69]", "[change[2].at[1]]"),
        ("[104.05, 30.69]", "[104.05]", "[change[2].at[2]]: is missing"),
        ("[104.05, 30.69]", "[104.05, 30.69, 500.0]", "[change[2].at]: is [...]"),
        ("[104.05, 30.69]", '["104.05", 30.69]', "[change[2].at[1]]: is '104.05'"),
        ("[104.05, 30.69]", "[true, 30.69]", "[change[2].at[1]]: is True"),
    ],
)
def test_a_position_that_means_nothing(read, right, wrong, says):
    assert refused(read, MOVED.replace(right, wrong)).startswith(f" {says}")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('tier = "village"', "[change[1].tier]: is 'village'"),
        ('station_kind = "shop"', "[change[1].station_kind]: is 'shop'"),
        ('network = "all"', "[change[1].network]: is 'all'"),
        ('step_free = "yes"', "[change[1].step_free]: is 'yes'"),
        ('opening_hours = "朝九晚五"', "[change[1].opening_hours]: the text '朝九晚五' is not"),
        ('host_hours = "Mo-Fr 09:00+"', "[change[1].host_hours]: the text 'Mo-Fr 09:00+' holds"),
        (f'name = "{"长" * 201}"', "[change[1].name]"),
    ],
)  # fmt: skip
def test_a_station_such_as_no_layer_holds(read, line, says):
    assert refused(read, f"{ADDED}{line}").startswith(f" {says}")


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("accept", "perhaps", "[change[1].handles[1].service]: is 'perhaps'"),
        (', service = "accept"', "", "[change[1].handles[1].service]: is missing"),
        ('"accept" }', '"accept", opening_hours = "Mo 9-" }', "[change[1].handles[1].opening_ho"),
        ('matter = "m-1"', 'mater = "m-1"', "[change[1].handles[1].matter]: is missing"),
    ],
)
def test_a_matter_that_is_not_handled_so(read, right, wrong, says):
    assert refused(read, ADDED.replace(right, wrong)).startswith(f" {says}")


@pytest.mark.parametrize("text", ["", 'title = "空"', "change = []"])
def test_a_scenario_that_changes_nothing(read, text):
    assert "changes nothing. Expected: at least one [[change]]" in refused(read, text)


def test_more_changes_than_a_person_writes(read):
    one = '[[change]]\nkind = "station_closed"\nstation = "s"\n'
    assert len(read(one * 1000).changes) == 1000
    assert "[change]: is [...]" in refused(read, one * 1001)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a = " + "[" * 20_000, "nested too deep"),
        ("#" * (1024**2 + 1), "at most 1048576 bytes"),
        ("[[change", "cannot be parsed"),
        ("[change]\n", "[change]: is {...}"),
    ],
    ids=["deep", "large", "no TOML", "one table"],
)
def test_a_file_made_to_break_the_reader(read, text, says):
    assert says in refused(read, text)


def test_bytes_that_are_not_utf8(tmp_path):
    path = tmp_path / "scenario.toml"
    path.write_bytes('title = "方案"'.encode("gbk"))
    with pytest.raises(ScenarioFileError, match="cannot be parsed"):
        read_scenario(path, CRS.from_epsg(4544))


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(ScenarioFileError, match="no such file"):
        read_scenario(tmp_path / "missing.toml", CRS.from_epsg(4544))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "没有任何变更"),
        (MOVED.replace("station_moved", "搬家"), "没有 '搬家' 这种变更"),
        (MOVED.replace('datum = "EPSG:4326"', ""), "坐标没有写明坐标系"),
        (MOVED.replace("104.05, 30.69", "10, 50"), "远在本区之外"),
        (ADDED + 'tier = "x"', "其中之一：district、subdistrict、community、post"),
        (ADDED + 'step_free = "x"', "true 或 false"),
        (ADDED + 'name = "\\u0007"', "不含控制字符的文本"),
        (ADDED + 'opening_hours = "朝九晚五"', "不符合 opening_hours 语法"),
        (ADDED + 'x = "1"', "情景说明"),
    ],
)
def test_a_chinese_message_is_chinese_throughout(read, text, says):
    with pytest.raises(ScenarioFileError) as refusal:
        read(text)
    sentence = refusal.value.text(Language.ZH).partition("scenario.toml")[2]
    assert says in sentence
    assert not re.search(r"[A-Za-z]{3,} [A-Za-z]{2,} [A-Za-z]{2,}", sentence)
