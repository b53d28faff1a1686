"""A survey 勘验: one site, one business, every rule that binds, and what follows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from api.siting.given_site import GivenSite, Located, locate
from api.siting.question import SitingQuestion
from data.district import District
from data.sites.facts import GivenFact
from geo.scene.sites import FactColumn, Source, same_facts
from geo.survey.examine import examine
from geo.survey.explain import findings
from geo.survey.finding import Finding
from geo.survey.outcome import Outcome
from geo.survey.prepared import Prepared, ask, prepare
from geo.survey.what_would_change import Change, what_would_change

_SOURCES = {"declared": Source.DECLARED, "document": Source.DOCUMENT, "seen": Source.SEEN}


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
    sites = replace(located.sites, facts=fact_columns(question.facts, located.sites.count))
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


def fact_columns(facts: Mapping[str, GivenFact], count: int) -> Mapping[str, FactColumn]:
    """The applicant's facts as the checks take them."""
    given = {name: (fact.value, _SOURCES[fact.source.value]) for name, fact in facts.items()}
    return MappingProxyType(dict(same_facts(given, count)))
