"""`quankan demo`: what a newcomer runs first."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli.main import app
from api.coverage_run import FILES
from api.demo_sites import DEMO_SURVEYS
from geo.survey.outcome import Outcome

ROOT = Path(__file__).parents[3]
MAP_BUDGET_BYTES = 5_000_000


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    out = tmp_path_factory.mktemp("demo")
    result = CliRunner().invoke(app, ["demo", "--out", str(out)])
    assert result.exit_code == 0, result.output
    return out, result.output


def test_it_writes_the_district_and_every_output(demo):
    asked = {"matters.csv", "week.csv"}
    siting = {"sites.csv", "screen", "compare", *(f"survey-{s.verdict.word}" for s in DEMO_SURVEYS)}
    assert {file.name for file in demo[0].iterdir()} == {"demo.gpkg", *asked, *siting, *FILES}


def test_it_says_what_to_open_next(demo):
    out, printed = demo
    assert str(out / "map.html") in printed
    assert f"quankan why {out / 'demo.gpkg'}" in printed


def test_every_verdict_is_shown_once():
    verdicts = [Outcome.PASS, Outcome.CONDITIONAL, Outcome.ON_SITE, Outcome.UNKNOWN, Outcome.FAIL]
    assert [each.verdict for each in DEMO_SURVEYS] == verdicts


@pytest.mark.parametrize("asked", DEMO_SURVEYS, ids=lambda asked: asked.verdict.word)
def test_a_survey_of_each_verdict_is_written(asked, demo):
    found = json.loads(
        (demo[0] / f"survey-{asked.verdict.word}" / "survey.json").read_text("utf-8")
    )
    assert found["verdict"] == asked.verdict.word, found["verdict_reasons"]
    assert asked.shows.zh in demo[1] or asked.shows.en in demo[1]


def test_a_screening_and_a_comparison_are_written(demo):
    out, printed = demo
    for page in (out / "screen" / "screen.html", out / "compare" / "comparison.html"):
        assert page.is_file()
        assert str(page) in printed


def test_every_field_of_the_screening_is_explained(demo):
    found = json.loads((demo[0] / "screen" / "screen.json").read_text("utf-8"))
    siting = (ROOT / "docs" / "siting.md").read_text("utf-8")
    told = siting.partition("### `screen.json`")[2].partition("\n## ")[0]
    rows = {name: found[name] for name in ("found", "pieces", "candidates", "not_known")}
    fields = {field for each in rows.values() for row in each for field in row}
    assert rows["pieces"] and rows["candidates"]
    assert not {name for name in {*found, *fields} if f"`{name}`" not in told}


def test_the_screening_shows_every_outcome_and_names_where_it_may(demo):
    found = json.loads((demo[0] / "screen" / "screen.json").read_text("utf-8"))
    shares = {word: each["area_m2"] for word, each in found["outcomes"].items()}
    assert set(shares) == {each.verdict.word for each in DEMO_SURVEYS}
    assert min(shares.values()) > 0
    assert {each["verdict"] for each in found["candidates"]} == {"pass", "conditional", "on_site"}
    assert all(each["address"] for each in found["candidates"])


def test_the_map_stays_within_its_budget(demo):
    assert (demo[0] / "map.html").stat().st_size < MAP_BUDGET_BYTES


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_readme_shows_the_share_of_the_demo(demo, readme):
    totals = json.loads((demo[0] / "coverage.json").read_text("utf-8"))["totals"]["population"]
    interval = f"{totals['share_min']:.1%}–{totals['share_max']:.1%}"
    assert interval in (ROOT / readme).read_text("utf-8")


@pytest.mark.browser
def test_the_map_opens_without_a_request_or_an_error(demo, browser_page):
    browser_page.goto((demo[0] / "map.html").as_uri())
    browser_page.wait_for_selector(".station")
    assert (browser_page.requests_seen, browser_page.console_errors) == ([], [])
