"""quankan survey: one site on the terminal and as a file, and what is refused."""

import json

import pytest

from data.demo import demo_district
from data.geopackage import write_district


@pytest.fixture(scope="module")
def demo_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("demo") / "demo.gpkg"
    write_district(demo_district(), path)
    return path


@pytest.fixture(scope="module")
def printed(quankan, demo_file, tmp_path_factory):
    """What is printed of a noodle shop at a school, and the folder it is written to."""
    out = tmp_path_factory.mktemp("survey")
    words = ("--type", "面馆", "--site", "长井小学", "--facts", "floor=1,produces_fume=yes")
    result = quankan("survey", demo_file, *words, "--on", "2026-06-01", "--out", out, language="zh")
    assert result.exit_code == 0, result.output
    return result.output, out


def test_it_says_the_verdict_and_that_it_is_advice(printed):
    output, _ = printed
    assert output.startswith("餐饮服务（租用既有房屋）：")
    assert "行政指导" in output


def test_it_lists_what_to_compare_and_what_is_missing(printed):
    output, _ = printed
    assert "申请人自述，须核对" in output and "待补充后方可判定" in output


def test_no_sentence_is_cut_off(printed):
    output, _ = printed
    assert "…" not in output.split("申请人自述，须核对")[0]


def test_the_file_holds_the_same_verdict(printed):
    _, out = printed
    document = json.loads((out / "survey.json").read_text("utf-8"))
    assert document["counts"][document["verdict"]] > 0


def test_an_unknown_business_is_refused_with_names_near_it(refused, demo_file, tmp_path):
    said = refused("survey", demo_file, "--type", "internet_caffe", "--site", "长井小学",
                   "--out", tmp_path / "out")  # fmt: skip
    assert "internet_cafe" in said


def test_coordinates_without_a_datum_are_refused(refused, demo_file, tmp_path):
    said = refused("survey", demo_file, "--type", "网吧", "--site", "104.1,30.7",
                   "--out", tmp_path / "out")  # fmt: skip
    assert "--datum" in said


def test_a_table_of_which_no_row_can_be_surveyed_ends_with_1_and_says_why(
    quankan, demo_file, tmp_path
):
    table, out = tmp_path / "sites.csv", tmp_path / "out"
    table.write_text("id,lon,lat,datum,type\nA,1,2,wgs84,面馆\nB,3,4,wgs84,面馆\n", "utf-8")
    result = quankan("survey", demo_file, "--sites", table, "--on", "2026-06-01", "--out", out)
    assert result.exit_code == 1
    written = (out / "batch.csv").read_text("utf-8-sig").splitlines()
    assert [line.split(",")[1] for line in written[1:]] == ["A", "B"]
