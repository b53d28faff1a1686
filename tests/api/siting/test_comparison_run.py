"""A comparison lays sites side by side and names what would do where one fails."""

import json

import pytest
from support.siting_town import opened, question, table

from api.settings import Settings
from api.siting.comparison_run import FILES, run_comparison
from data.errors import SiteError
from data.sites.batch import BatchDefaults, read_batch
from data.text import Language


def compared(folder, *places):
    return compare_table(folder, table(folder, *places))


def compare_table(folder, path):
    asked = question()
    batch = read_batch(path, asked.vocabulary)
    defaults = BatchDefaults(
        type=asked.business.name, undertaking=asked.undertaking, facts=asked.facts
    )
    out = folder / "out"
    settings = Settings(Language.ZH)
    run_comparison(opened(folder), asked, batch, defaults, out, settings=settings)
    assert sorted(path.name for path in out.iterdir()) == sorted(FILES)
    return json.loads((out / "comparison.json").read_text("utf-8"))


def test_the_site_that_does_not_fail_comes_first_and_dominates(tmp_path):
    found = compared(tmp_path, (200, -200), (200, 0))
    assert found["sites"][0]["verdict"] == "fail"
    assert found["order"] == ["s2", "s1"]
    assert found["dominates"] == [["s2", "s1"]]


def test_what_differs_stands_first(tmp_path):
    rules = compared(tmp_path, (200, -200), (200, 0))["rules"]
    assert [rule["differs"] for rule in rules] == sorted(
        (rule["differs"] for rule in rules), reverse=True
    )
    assert {rule["rule"] for rule in rules if rule["differs"]} >= {"NET-02"}


def test_a_row_that_is_no_site_is_told_and_the_others_compared(tmp_path):
    found = compared(tmp_path, (200, -200), ("somewhere", "else"), (200, 0))
    assert [site["id"] for site in found["sites"]] == ["s1", "s3"]
    assert {problem["row"] for problem in found["problems"]} == {2}


def test_one_site_alone_is_refused(tmp_path):
    with pytest.raises(SiteError, match="2 to 20"):
        compared(tmp_path, (200, 0))


def test_two_sites_of_one_id_are_refused_by_their_id(tmp_path):
    path = table(tmp_path, (200, 0), (200, -200))
    path.write_text(path.read_text("utf-8").replace("s2", "s1"), "utf-8")
    with pytest.raises(SiteError, match="its id is another row's as well"):
        compare_table(tmp_path, path)
