"""The demo's sites still come to the verdicts they stand for."""

import pytest

from api.demo_sites import DEMO_DAY, DEMO_SURVEYS
from api.siting.given_site import GivenSite
from api.siting.question import Asked, siting_question
from api.siting.survey import ready, survey
from data.demo import demo_district
from data.hours.calendar import work_calendar
from data.sites.coordinates import is_coordinates
from geo.streets.network import walk_network
from geo.survey.outcome import Outcome

VERDICTS = [Outcome.FAIL, Outcome.UNKNOWN, Outcome.ON_SITE, Outcome.CONDITIONAL, Outcome.PASS]


@pytest.fixture(scope="module")
def demo():
    district = demo_district()
    return district, walk_network(district.features("streets"), takes_steps=True)


def test_there_is_one_for_each_verdict():
    assert sorted(each.verdict for each in DEMO_SURVEYS) == sorted(VERDICTS)


@pytest.mark.parametrize("asked", DEMO_SURVEYS, ids=lambda asked: asked.verdict.word)
def test_each_site_comes_to_its_verdict(asked, demo):
    district, network = demo
    question = siting_question(district, Asked(asked.business, facts=asked.facts, on=DEMO_DAY))
    prepared = ready(district, question, calendar=work_calendar(), network=network)
    datum = "wgs84" if is_coordinates(asked.site) else None
    found = survey(prepared, GivenSite(asked.site, datum))
    reasons = [f.reason.en for f in found.findings if f.outcome is found.verdict]
    assert found.verdict is asked.verdict, reasons
