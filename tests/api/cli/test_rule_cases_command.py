"""`quankan rules test`: a line for each thing wrong, a summary, and an exit code."""

import json

import pytest
import typer
from support.tiny_cases import case
from support.tiny_packs import rule, text
from typer.testing import CliRunner

from api.cli.group import RefusingGroup
from api.cli.rules_test import test as rules_test
from api.settings import Settings
from data.text import Language

app = typer.Typer(cls=RefusingGroup)
app.command(name="test")(rules_test)
NEAR = "map: {facilities/primary_school: [[150, 0]]}"
EXACT = case("map: {facilities/primary_school: [[200, 0]]}")
MISSING = case("missing: [facilities/primary_school]", "unknown")


@app.callback()
def _root(context: typer.Context, lang: Language = Language.EN) -> None:
    context.obj = Settings(lang)


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def law(tmp_path):
    """A pack of one rule, and a way to write cases beside it."""
    (tmp_path / "law.yaml").write_text(text(rule("OWN-1"), name="law"), "utf-8")

    def with_cases(*written):
        (tmp_path / "law.cases.yaml").write_text(f"OWN-1:\n{''.join(written)}", "utf-8")
        return tmp_path / "law.yaml"

    return with_cases


def test_all_well(law):
    result = run("test", "--pack", law(case(NEAR, "fail"), EXACT, MISSING))
    assert result.exit_code == 0
    assert result.output == "1 rules, 3 cases, 0 failed; 0 rules lack cases\n"


def test_a_case_that_fails_is_one_line_and_exit_code_1(law):
    result = run("test", "--pack", law(case(NEAR), EXACT, MISSING))
    assert result.exit_code == 1
    first, second, _ = result.output.splitlines()
    assert "law.cases.yaml OWN-1 case: expected pass, found fail (150); " in first
    assert second.endswith("OWN-1: no case in which it is not met")


def test_in_chinese(law):
    result = run("--lang", "zh", "test", "--pack", law(case(NEAR), EXACT, MISSING))
    assert "案例：应为 pass，得 fail (150)；" in result.output
    assert "规则 1 条，案例 3 个，不符 1 个；1 条规则案例不全" in result.output


def test_an_alteration_that_no_case_notices_is_exit_code_1(law):
    result = run("test", "--mutate", "--pack", law(case(NEAR, "fail"), EXACT, MISSING))
    assert result.exit_code == 1
    assert "OWN-1: least_distance.at_least_m 200 -> 198: no case notices" in result.output
    assert result.output.endswith("not noticed\n")


def test_json_is_a_list_of_one_object_for_each_rule(law):
    result = run("test", "--json", "--mutate", "--pack", law(case(NEAR), EXACT))
    (told,) = json.loads(result.output)
    assert (told["rule"], told["lacks"]) == ("OWN-1", ["not_met", "layer_missing"])
    assert told["cases"][0] == {
        "case": {"zh": "案例", "en": "case"},
        "on": "2026-06-01",
        "expected": "pass",
        "found": "fail",
        "passed": False,
        "value": 150.0,
        "reason": told["cases"][0]["reason"],
    }
    assert told["altered"] > len(told["unnoticed"]) > 0


def test_packs_and_rules_are_chosen_by_name():
    one = json.loads(run("test", "national_internet_cafes", "--rule", "net-05", "--json").output)
    assert [each["rule"] for each in one] == ["NET-05"]
    assert "national_catering" in run("test", "nation_catering").output
    assert "NET-05" in run("test", "national_internet_cafes", "--rule", "NET-55").output


def test_without_cases_beside_it_the_pack_has_none(law):
    file = law()
    file.with_suffix(".cases.yaml").unlink()
    result = run("test", "--pack", file)
    assert result.exit_code == 0
    assert "law.cases.yaml OWN-1: no case" in result.output
