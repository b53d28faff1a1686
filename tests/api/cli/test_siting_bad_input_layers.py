"""quankan survey: what no layer holds, or holds no more, stays unknown, and it says why."""

import json
from datetime import date

import pytest
from support.few_sites import degrees
from support.surveyed_town import RULE, WEST_HALF, own_pack, surveyed_town

from data.geopackage import write_district

# 240 m from the school: within the rule's look, but not within its 200 m.
BESIDE = "{:.7f},{:.7f}".format(*degrees(260, 550))
FAR = "{:.7f},{:.7f}".format(*degrees(1500, 1500))


@pytest.fixture
def found(quankan, tmp_path):
    """The finding of the one rule at a site, in a district changed so."""

    def run(site, *, pack=None, on="2026-06-01", **changes):
        (tmp_path / "own.yaml").write_text(pack or own_pack(), "utf-8")
        write_district(surveyed_town(**changes), tmp_path / "town.gpkg")
        words = ("--site", site, "--datum", "cgcs2000", "--pack", tmp_path / "own.yaml")
        asked = ("--type", "internet_cafe", *words, "--on", on, "--out", tmp_path / "out")
        result = quankan("survey", tmp_path / "town.gpkg", *asked)
        assert result.exit_code == 0, result.output
        document = json.loads((tmp_path / "out" / "survey.json").read_text("utf-8"))
        return next((each for each in document["findings"] if each["rule"] == RULE), None)

    return run


def test_with_all_that_is_needed_it_is_decided(found):
    assert found(BESIDE)["outcome"] == "pass"


def test_a_layer_that_covers_half_of_what_the_rule_must_see(found):
    finding = found(BESIDE, extent=WEST_HALF)
    assert finding["outcome"] == "unknown"
    assert finding["layer"] == "facilities"
    assert finding["kind"] in {"primary_school", "middle_school"}  # both end there
    assert "complete" in finding["reason"]["en"]


def test_a_failure_in_the_half_that_is_known_still_counts(found):
    near = "{:.7f},{:.7f}".format(*degrees(400, 550))
    assert found(near, extent=WEST_HALF)["outcome"] == "fail"


def test_a_stale_layer(found):
    finding = found(FAR, on="2027-06-01")
    assert finding["outcome"] == "unknown"
    assert "2026-12-31" in finding["reason"]["en"]


def test_a_layer_of_a_later_day_counts_and_says_so(found):
    finding = found(FAR, as_of=date(2026, 11, 1))
    assert finding["outcome"] == "pass"
    assert finding["layer_as_of"] == "2026-11-01"


def test_before_the_day_of_a_rule_whose_earlier_text_nobody_entered_it_is_unknown(found):
    later = own_pack(begins="2026-09-01")
    assert found(FAR, pack=later)["outcome"] == "unknown"
    assert found(FAR, pack=later, on="2026-09-01")["outcome"] == "pass"


def test_a_rule_that_no_layer_can_answer(found):
    body = """
    check:
      outside_zone: {zones: [military_zone]}
"""
    finding = found(FAR, pack=own_pack(body))
    assert finding["outcome"] == "unknown"
    assert finding["layer"] == "control_zones"
    assert "control_zones" in finding["reason"]["en"]
