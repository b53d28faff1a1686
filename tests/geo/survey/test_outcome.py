"""From answers to outcomes, and from outcomes to the verdict."""

import numpy as np
import pytest
from support.told import rule_of

from data.rulepacks import checks as of
from geo.checks.answers import WORDS
from geo.survey.outcome import Outcome, outcome_table, verdict

LOOK = of.Document(fact="owners_consent")


@pytest.mark.parametrize(
    ("not_met", "outcome"),
    [("prohibited", "fail"), ("approval_required", "conditional"), ("manual", "on_site")],
)
def test_the_rule_alone_says_what_a_no_comes_to(not_met, outcome):
    table = outcome_table(rule_of(LOOK, not_met=not_met))
    found = {word: Outcome(int(table[at])).word for at, word in enumerate(WORDS)}
    assert found == {"not_met": outcome, "unknown": "unknown", "on_site": "on_site", "met": "pass"}


def test_advice_is_a_remark_whatever_it_finds():
    assert set(outcome_table(rule_of(LOOK, not_met="advisory"))) == {Outcome.REMARK}


@pytest.mark.parametrize("confidence", ["memory_high", "memory_medium"])
def test_a_rule_from_memory_leaves_all_to_a_person_but_what_is_unknown(confidence):
    table = outcome_table(rule_of(LOOK, confidence=confidence))
    assert [Outcome(int(each)).word for each in table] == [
        "on_site",
        "unknown",
        "on_site",
        "on_site",
    ]


def worst(*words):
    codes = [[Outcome[word.upper()]] for word in words]
    return Outcome(int(verdict(np.array(codes, dtype=np.uint8).reshape(-1, 1))[0])).word


def test_the_worst_stands():
    assert worst("pass", "conditional") == "conditional"
    assert worst("on_site", "conditional") == "on_site"
    assert worst("on_site", "unknown") == "unknown"
    assert worst("fail", "unknown", "pass") == "fail"


def test_remarks_and_rules_of_others_have_no_say():
    assert worst("pass", "remark", "not_concerned") == "pass"


def test_without_a_rule_nothing_is_known():
    assert worst() == worst("remark") == "unknown"
