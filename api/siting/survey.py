"""A survey 勘验: one site, one business, every rule that binds, and what follows."""

from dataclasses import dataclass, replace

import numpy as np

from api.siting.given_site import GivenSite, Located, locate
from api.siting.question import SitingQuestion
from data.district import District
from geo.site.given import fact_columns
from geo.survey.examine import examine
from geo.survey.explain import findings
from geo.survey.finding import Finding
from geo.survey.outcome import Outcome
from geo.survey.prepared import Prepared, ask, prepare
from geo.survey.what_would_change import Change, what_would_change


@dataclass(frozen=True)
class Survey:
    """One site surveyed.

    Attributes:
        question: What was asked.
        located: Where.
        verdict: The worst of the findings.
        findings: What each rule found, the worst first.
        not_concerned: Ids of rules that bind the business but do not concern this undertaking.
        changes: Facts that would change the verdict.
    """

    question: SitingQuestion
    located: Located
    verdict: Outcome
    findings: tuple[Finding, ...]
    not_concerned: tuple[str, ...]
    changes: tuple[Change, ...]


def prepared_for(district: District, question: SitingQuestion) -> Prepared:
    """The district made ready for surveys of this question."""
    return prepare(
        district,
        question.vocabulary,
        question.book,
        question.business,
        question.undertaking,
        question.level,
    )


def survey(
    district: District, prepared: Prepared, question: SitingQuestion, given: GivenSite
) -> Survey:
    """Survey one site.

    Raises:
        SiteError: The site cannot be read or found, or is none.
        SiteOutsideError: It lies outside the district.
    """
    located = locate(district, given, question.level)
    sites = replace(located.sites, facts=fact_columns(question.facts))
    asking = ask(prepared, sites)
    examined = examine(prepared.rules, asking)
    silent = np.flatnonzero(examined.outcome[:, 0] == Outcome.NOT_CONCERNED)
    return Survey(
        question=question,
        located=replace(located, sites=sites),
        verdict=Outcome(int(examined.verdict[0])),
        findings=findings(examined, asking),
        not_concerned=tuple(examined.rules[at].rule.id for at in silent),
        changes=what_would_change(examined, asking),
    )
