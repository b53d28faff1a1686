"""The report of a check, for a person and for a machine."""

import io
import json
from dataclasses import replace

import pytest
from rich.console import Console
from shapely import Point, box
from typer.testing import CliRunner

from api.cli.check_report import show, to_json
from api.cli.main import app
from data.check.district_check import check_district
from data.declarations import Declaration
from data.geopackage import write_district
from data.text import Language


@pytest.fixture
def report(make_district, street, home, district_area):
    district = make_district(
        areas=[district_area],
        streets=[street("s1", (0, 0), (100, 0)), street("s2", (0, 500), (100, 500))],
        residents=[home("r1", 10, 10, 30), home("[red]r2", 10, 510, 10), home("r3", 900, 900, 60)],
        stations=[{"id": "t1", "geometry": Point(5, 5)}],
        declarations=(Declaration("stations", extent=box(0, 0, 500, 1000)),),
    )
    return check_district(district)


def printed(report, language):
    console = Console(file=io.StringIO(), width=160)
    show(report, console, language)
    return console.file.getvalue()


def test_a_person_reads_it_in_chinese(report):
    text = printed(report, Language.ZH)
    assert "2 个连通部分" in text
    assert "无法接入路网" in text
    assert "50.0%" in text


def test_a_person_reads_it_in_english(report):
    text = printed(report, Language.EN)
    assert "2 components" in text
    assert "farther than 250 m from any street" in text


@pytest.mark.parametrize(
    ("language", "says"), [(Language.ZH, "4及以上为吻合"), (Language.EN, "4andmorefits")]
)
def test_the_scores_of_the_datum_are_explained(report, language, says):
    assert says in "".join(printed(report, language).split())


def test_what_nobody_declared_is_said_in_words(report):
    assert "未声明" in printed(report, Language.ZH)
    assert "?" not in printed(report, Language.ZH)


def test_ids_from_the_data_are_text_and_never_markup(report):
    assert "[red]r2" in printed(report, Language.ZH)


def test_an_empty_district_prints(make_district):
    assert "警告" in printed(check_district(make_district()), Language.ZH)


def test_a_machine_gets_plain_values_under_sorted_keys(report):
    plain = to_json(report)
    assert json.loads(json.dumps(plain, allow_nan=False)) == plain
    assert list(plain) == sorted(plain)
    assert plain["people"]["by_access"]["off_streets"] == 60
    assert plain["streets"]["components"][0]["share"] == 0.3
    assert plain["errors"] == 0


def test_numbers_that_are_none_become_null(report):
    kinds = (replace(report.kinds[0], bounds=(float("nan"),) * 4),)
    plain = to_json(replace(report, kinds=kinds))
    assert plain["kinds"][0]["bounds"] == [None] * 4


def test_the_same_district_gives_the_same_bytes(report):
    assert json.dumps(to_json(report)) == json.dumps(to_json(replace(report)))


@pytest.mark.parametrize(("belongs_to", "exit_code"), [("t1", 0), ("nobody", 1)])
def test_the_command_fails_where_there_are_errors(make_district, tmp_path, belongs_to, exit_code):
    spot = Point(500_005, 3_400_005)  # where metres of the CRS are true
    district = make_district(
        areas=[{"id": "a-0", "level": "district", "geometry": spot.buffer(100)}],
        stations=[{"id": "t1", "geometry": spot}],
        gates=[{"id": "g1", "of": belongs_to, "geometry": spot}],
    )
    write_district(district, tmp_path / "d.gpkg")
    result = CliRunner().invoke(app, ["district", "check", str(tmp_path / "d.gpkg"), "--json"])
    assert result.exit_code == exit_code
    assert json.loads(result.stdout)["errors"] == exit_code
