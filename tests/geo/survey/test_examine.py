"""Rules at sites: conditions, several sites at once, and what the verdict rests on."""

import pytest
from support.small_scene import at_points, small
from support.told import examined, rule_of

from data.rulepacks import checks as of
from geo.scene.sites import Source
from geo.survey.outcome import Outcome

FUME = of.Fact(fact="produces_fume", equals=True)
AWAY = of.LeastDistance(to=("school",), at_least_m=200.0)
SCHOOLS = small(facilities=[{"kind": "primary_school", "at": (100, 0)}])


def outcome(fume, x=0.0):
    facts = {} if fume is None else {"produces_fume": (fume, Source.DECLARED)}
    found, _ = examined((rule_of(AWAY, when=FUME),), SCHOOLS, at_points((x, 0), facts=facts))
    return Outcome(int(found.outcome[0, 0])).word


@pytest.mark.parametrize(
    ("fume", "word"), [(1.0, "fail"), (0.0, "not_concerned"), (None, "unknown")]
)
def test_a_rule_concerns_only_those_who_meet_its_condition(fume, word):
    assert outcome(fume) == word


def test_what_is_met_anyway_does_not_wait_for_the_condition():
    assert outcome(None, x=900.0) == "pass"


def test_many_sites_are_examined_at_once_and_each_by_itself():
    rules = (rule_of(AWAY), rule_of(of.Document(fact="owners_consent"), "R-2", not_met="manual"))
    points = ((0, 0), (900, 0), (250, 0))
    together, _ = examined(rules, SCHOOLS, at_points(*points))
    alone = [examined(rules, SCHOOLS, at_points(point))[0].verdict[0] for point in points]
    assert together.verdict.tolist() == alone
    assert [Outcome(v).word for v in together.verdict] == ["fail", "on_site", "fail"]


def test_the_verdict_rests_on_the_rules_that_give_it():
    rules = (rule_of(AWAY), rule_of(of.Document(fact="owners_consent"), "R-2", not_met="manual"))
    found, _ = examined(rules, SCHOOLS, at_points((0, 0), (900, 0)))
    assert found.deciding.tolist() == [[True, False], [False, True]]


def test_without_rules_nothing_is_known():
    found, _ = examined((), SCHOOLS, at_points((0, 0)))
    assert found.verdict.tolist() == [Outcome.UNKNOWN]


@pytest.mark.parametrize(
    ("source", "word"), [(Source.DECLARED, "on_site"), (Source.DOCUMENT, "not_concerned")]
)
def test_what_only_the_applicant_says_keeps_no_rule_away(source, word):
    flue = of.Fact(fact="dedicated_flue", equals=True)
    here = at_points((0, 0), facts={"dedicated_flue": (0.0, source)})
    found, _ = examined((rule_of(AWAY, when=flue),), SCHOOLS, here)
    assert Outcome(int(found.outcome[0, 0])).word == word
