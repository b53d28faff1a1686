"""`quankan rules`: what the law packs say, for a person and for a machine."""

import json

import pytest
import typer
from support.tiny_packs import AROUND, rule, text
from typer.testing import CliRunner

from api.cli.group import RefusingGroup
from api.cli.rules import rules
from api.settings import Settings
from data.text import Language

app = typer.Typer(cls=RefusingGroup)
app.add_typer(rules, name="rules")
WIDER = AROUND.replace("200", "300")


@app.callback()
def _root(context: typer.Context, lang: Language = Language.ZH) -> None:
    context.obj = Settings(lang)


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words], env={"COLUMNS": "200"})


@pytest.fixture
def law(tmp_path):
    file = tmp_path / "law.yaml"
    versions = rule("OWN-1", ends="2026-01-01") + rule("OWN-1", begins="2026-01-01", body=WIDER)
    file.write_text(text(versions, name="law"), encoding="utf-8")
    return file


def listed(*words):
    result = run("rules", "list", "--json", *words)
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def test_list_gives_a_list_of_objects():
    found = listed()
    assert {"id", "business_types", "article", "check", "not_met", "confidence"} <= set(found[0])
    ids = [each["id"] for each in found]
    assert ids == sorted(ids)
    assert "NET-03" in ids


def test_a_place_has_its_own_rules_and_numbers():
    assert "NET-03" not in [each["id"] for each in listed("--place", "310101")]
    rules_here = {each["id"]: each for each in listed("--place", "510106")}
    assert rules_here["NET-01"]["set_by"]["way"]["pack"] == "sichuan"
    assert rules_here["NET-01"]["methods"]["way"]["value"] == "walking"


@pytest.mark.parametrize("word", ["internet_cafe", "网吧", "互联网上网服务营业场所"])
def test_a_type_has_its_rules(word):
    ids = {each["id"] for each in listed("--type", word)}
    assert {"NET-01", "ADR-02", "BASE-PBF-01"} <= ids
    assert "CAT-01" not in ids


def test_a_day_has_its_rules(law):
    def around(day):
        found = {each["id"]: each for each in listed("--on", day, "--pack", law)}
        return found["OWN-1"]["numbers"]["around_m"]["value"]

    assert (around("2025-12-31"), around("2026-01-01")) == (200, 300)


def test_the_list_is_read_in_two_languages():
    assert "中学、小学校园周围" in run("rules", "list", "--type", "网吧").output
    assert "campus" in run("--lang", "en", "rules", "list", "--type", "网吧").output


def test_show_says_who_set_a_number():
    output = run("rules", "show", "ENT-02", "--place", "510199").output
    assert "200 m（demo" in output
    assert "虚构" in output
    assert "地方尚未规定" in run("rules", "show", "ent-02").output


def test_diff_lists_what_changed(law):
    days = ("--from", "2025-06-01", "--to", "2026-06-01", "--pack", law)
    changes = json.loads(run("rules", "diff", *days, "--json").output)
    own = next(each for each in changes if each["rule"] == "OWN-1")
    assert {"field": "numbers.around_m.value", "before": 200, "after": 300} in own["fields"]
    assert "numbers.around_m.value" in run("rules", "diff", *days).output
    assert "没有变化" in run("rules", "diff", "--from", "2026-06-01", "--to", "2026-06-02").output


def test_check_reads_and_stacks(law):
    assert "2 条规则" in run("rules", "check", law).output
    law.write_text(law.read_text(encoding="utf-8").replace("school", "scool"), encoding="utf-8")
    refused = run("rules", "check", law)
    assert refused.exit_code == 2
    assert "OWN-1.check.least_distance.to[1]" in refused.output


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["list", "--type", "网把"], "internet_cafe"),
        (["list", "--on", "2026-13-01"], "不是存在的日期"),
        (["list", "--place", "成都"], "区划代码"),
        (["list", "--pack", "none.yaml"], "文件不存在"),
        (["show", "NET-00"], "NET-0"),
        (["diff", "--from", "today", "--to", "2026-01-01"], "--from"),
    ],
)
def test_what_makes_no_sense_is_refused(words, says):
    refused = run("rules", *words)
    assert refused.exit_code == 2
    assert says in refused.output
