"""What the documents state about the code is true."""

import json
import re
from pathlib import Path

import pytest
import typer

from api.cli.main import app
from api.coverage_run import FILES, FILES_ON_REQUEST
from api.demo_sites import DEMO_SURVEYS
from api.outputs.batch_files import FILES as BATCH_FILES
from api.outputs.tables import (
    DEPENDENCE_COLUMNS,
    MATTER_COLUMNS,
    RESIDENT_COLUMNS,
    TALLY_COLUMNS,
    WEEK_COLUMNS,
)
from api.siting.comparison_run import FILES as COMPARISON_FILES
from api.siting.screening_run import FILES as SCREENING_FILES
from api.siting.survey_run import FILES as SURVEY_FILES
from data.declarations import Visibility
from data.rulepacks.labels import NOT_MET_TEXT, UNDERTAKING_TEXT
from data.rulepacks.pack_check import checked
from data.sites.facts import FactSource
from geo.answers import REASON_TEXT, Reason
from geo.profiles import PROFILES
from geo.scenario.causes import CAUSE_TEXT
from geo.scenario.difference import Change
from geo.survey.labels import OUTCOME_TEXT
from geo.survey.outcome import Outcome

ROOT = Path(__file__).parents[2]
COVERAGE = (ROOT / "docs" / "coverage.md").read_text("utf-8")
SITING = (ROOT / "docs" / "siting.md").read_text("utf-8")
READMES = [(ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh-CN.md")]


def options(*path):
    command = typer.main.get_command(app)
    for name in path:
        command = command.commands[name]
    return {o for p in command.params for o in p.opts if o.startswith("--")}


def test_every_option_of_coverage_is_explained():
    missing = {o for o in options("coverage") if f"`{o}`" not in COVERAGE} - {"--out"}
    assert not missing


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_is_explained_in_the_words_of_the_program(reason):
    assert f"| `{reason}` |" in COVERAGE
    assert REASON_TEXT[reason].zh in COVERAGE


@pytest.mark.parametrize("profile", PROFILES.values(), ids=list(PROFILES))
def test_every_profile_stands_with_its_speed(profile):
    row = next(line for line in COVERAGE.splitlines() if line.startswith(f"| `{profile.id}` |"))
    speed = float(profile.speed_m_s)
    assert f"{speed:g} m/s" in row or f"{speed * 3.6:g} km/h" in row
    assert ("| yes |" in row) == profile.steps


COLUMNS = {*RESIDENT_COLUMNS, *DEPENDENCE_COLUMNS, *TALLY_COLUMNS, *WEEK_COLUMNS}


def test_every_column_is_named():
    facts = {"name", "audience"}
    missing = {c for c in {*COLUMNS, *MATTER_COLUMNS} - facts if f"`{c}`" not in COVERAGE}
    assert not missing


@pytest.mark.parametrize("name", ["coverage", "scenario"])
def test_every_key_of_the_documents_is_explained(name):
    schema = json.loads((ROOT / "api" / "outputs" / f"{name}.schema.json").read_text("utf-8"))
    ours = set(schema["properties"]) - {"title", "file_sha256"}
    assert not {key for key in ours if f"`{key}`" not in COVERAGE}


def test_every_file_is_named():
    assert all(f"`{name}`" in COVERAGE for name in (*FILES, *FILES_ON_REQUEST))


@pytest.mark.parametrize("change", list(Change))
def test_every_change_of_a_scenario_is_explained(change):
    assert f"`{change}`" in COVERAGE


def test_the_causes_stand_in_the_order_and_the_words_of_the_program():
    page = (ROOT / "docs" / "scenarios.md").read_text("utf-8").partition("| `cause` |")[2]
    rows = [line for line in page.partition("\n\n")[0].splitlines() if line.startswith("| `")]
    said = [f"| `{cause}` | {text.zh} | {text.en} |" for cause, text in CAUSE_TEXT.items()]
    assert rows == said


@pytest.mark.parametrize("readme", READMES, ids=["en", "zh"])
def test_the_readme_names_every_file_and_every_command(readme):
    assert all(name in readme for name in FILES)
    for command in ("demo", "coverage", "why", "district build", "district check",
                    "district streets", "survey", "screen", "compare"):  # fmt: skip
        assert f"quankan {command}" in readme


SHARED = {"--out", "--no-cache", "--verify", "--calendar"}


@pytest.mark.parametrize("command", ["survey", "screen", "compare"])
def test_every_option_of_siting_is_explained(command):
    assert not {o for o in options(command) if o not in SITING} - SHARED


@pytest.mark.parametrize("outcome", list(OUTCOME_TEXT))
def test_every_outcome_is_explained_in_the_words_of_the_program(outcome):
    assert f"| {OUTCOME_TEXT[outcome].zh} `{outcome.word}` |" in SITING


def test_the_words_of_rules_sites_and_facts_are_told():
    told = {**{name: text.zh for name, text in NOT_MET_TEXT.items()},
            **{name: text.zh for name, text in UNDERTAKING_TEXT.items()}}  # fmt: skip
    assert all(f"{zh}\n`{n}`" in SITING or f"{zh} `{n}`" in SITING or f"`{n}` {zh}" in SITING
               for n, zh in told.items())  # fmt: skip
    assert all(f"`{source}`" in SITING or f"`@{source}`" in SITING for source in FactSource)
    assert "|".join(Visibility) in SITING


def test_every_key_of_a_survey_is_explained():
    schema = json.loads((ROOT / "api" / "outputs" / "survey.schema.json").read_text("utf-8"))
    assert not {key for key in schema["properties"] if f"`{key}`" not in SITING}


def test_every_file_of_siting_is_named():
    files = (*SURVEY_FILES, *SCREENING_FILES, *COMPARISON_FILES, *BATCH_FILES)
    assert all(f"`{name}`" in SITING for name in files)


DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document):
    for target in re.findall(r"\]\(([^)#]+)\)", document.read_text("utf-8")):
        if "://" not in target:
            assert (document.parent / target).exists(), target


def test_the_pack_that_is_shown_can_be_read_and_stacked(tmp_path):
    shown = tmp_path / "our_district.yaml"
    shown.write_text(SITING.partition("```yaml\n")[2].partition("```")[0], "utf-8")
    (read,) = checked([shown])
    assert read.pack.settings[0].numbers == {"school_m": 200, "kindergarten_m": 100}


def test_the_sites_shown_are_those_of_the_demo():
    shown = [each.site for each in DEMO_SURVEYS if each.verdict in (Outcome.FAIL, Outcome.ON_SITE)]
    assert all(site in readme for readme in READMES for site in shown)
