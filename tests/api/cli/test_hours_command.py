"""`quankan hours` explains one text; `quankan district hours` lists a recipe's notices."""

import pytest
from typer.testing import CliRunner

from api.cli.main import app


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Mo-Fr 09:00-17:00; PH off", "OSM 语法：Mo-Fr 09:00-17:00; PH off"),
        ("24/7", "未提及法定节假日（PH）"),
        ("周一至周五 9:00-17:00,法定节假日除外", "换算为：Mo-Fr 09:00-17:00; PH off"),
        ("工作日上班时间", "无法解读"),
        ("[red]", "“[red]”无法理解"),
    ],
)
def test_it_says_how_a_text_is_read(text, says):
    result = run("hours", text)
    assert result.exit_code == 0
    assert says in result.output


@pytest.mark.parametrize(
    ("moment", "says"),
    [
        ("2026-10-07T10:00", "周三，节假日 国庆节）：关闭"),
        ("2026-10-10T10:00", "周六，调休上班日 国庆节，按周三）：开放"),
        ("2027-10-07T10:00", "周四，该年无工作日历）：无法判定"),
        ("2006-12-30T10:00", "按某工作日（未指明））：开放"),
    ],
)
def test_it_says_what_a_visitor_meets(moment, says):
    assert says in run("hours", "Mo-Fr 09:00-17:00; PH off", "--at", moment).output


@pytest.mark.parametrize(
    ("moment", "says"),
    [
        ("2027-10-07T10:00", "Thursday, in a year without a calendar): not known"),
        ("2026-10-07T10:00", "Wednesday, public holiday National Day): not known"),
    ],
)
def test_it_says_so_in_english(moment, says):
    assert says in run("--lang", "en", "hours", "24/7", "--at", moment).output


def test_an_office_has_its_own_days(tmp_path):
    table = tmp_path / "days.csv"
    table.write_text("date,kind,weekday,name\n2027,complete,,\n", encoding="utf-8")
    result = run("hours", "24/7", "--at", "2027-10-07T10:00", "--calendar", table)
    assert "平常日）：开放" in result.output


@pytest.mark.parametrize("moment", ["soon", "2026-02-30T10:00", "2026-10-07T10:00+08:00"])
def test_a_moment_that_is_none_is_refused(moment):
    assert run("hours", "24/7", "--at", moment).exit_code == 2


RECIPE = """confirmed_hours = "hours.csv"
[district]
name = "试区"
crs = "EPSG:4544"
[[layers.areas]]
drawn = { shape = "bbox", bbox = [500000, 3400000, 501000, 3401000], crs = "EPSG:4544" }
columns = { level = { value = "district" } }
[[layers.stations]]
file = "stations.csv"
crs = "EPSG:4544"
x = "x"
y = "y"
columns = { opening_hours = "时间" }
hours_notation = "notice"
"""


@pytest.fixture
def office(tmp_path):
    (tmp_path / "recipe.toml").write_text(RECIPE, encoding="utf-8")
    rows = ["500010,3400010,周一至周五9:00-17:00", "500010,3400010,工作日上班时间"]
    (tmp_path / "stations.csv").write_text("\n".join(["x,y,时间", *rows]), encoding="utf-8")
    return tmp_path


def test_the_table_is_confirmed_and_then_built_from(office):
    recipe, table, built = office / "recipe.toml", office / "hours.csv", office / "d.gpkg"
    listed = run("district", "hours", recipe, "-o", table)
    assert "2 条告示已写入" in listed.output
    assert "1 条无法自动换算" in listed.output
    assert run("district", "build", recipe, "-o", built).exit_code == 2
    text = table.read_text(encoding="utf-8-sig")
    table.write_text(text.replace("17:00,no", "17:00,yes"), encoding="utf-8-sig")
    assert run("district", "hours", recipe, "-o", table).exit_code == 0
    assert "17:00,yes" in table.read_text(encoding="utf-8-sig")
    assert run("district", "build", recipe, "-o", built).exit_code == 0


def test_a_source_is_never_written_over(office):
    result = run("district", "hours", office / "recipe.toml", "-o", office / "stations.csv")
    assert result.exit_code == 2
    assert (office / "stations.csv").read_text(encoding="utf-8").startswith("x,y,时间")


@pytest.mark.parametrize("gone", ['hours_notation = "notice"\n', "周一至周五9:00-17:00"])
def test_where_there_is_no_notice_nothing_is_written_and_that_is_said(office, gone):
    (office / "recipe.toml").write_text(RECIPE.replace(gone, ""), encoding="utf-8")
    if gone not in RECIPE:
        (office / "stations.csv").write_text("x,y,时间\n500010,3400010,24/7", encoding="utf-8")
    result = run("district", "hours", office / "recipe.toml", "-o", office / "new.csv")
    assert result.exit_code == 0
    assert result.output.startswith("没有需要换算的办公时间告示，未写文件")
    assert not (office / "new.csv").exists()
