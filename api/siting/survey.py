"""A survey 勘验: one site, one business, every rule that binds, and what follows."""

from dataclasses import dataclass, replace

import numpy as np

from api.siting.around import Around, Bodies, around, bodies
from api.siting.given_site import GivenSite, Located, locate
from api.siting.question import SitingQuestion
from data.district import District
from data.hours.calendar import WorkCalendar
from geo.site.given import fact_columns
from geo.streets.network import WalkNetwork
from geo.survey.examine import examine
from geo.survey.explain import findings
from geo.survey.explained.background import Background, background
from geo.survey.explained.checklist import ToDo, checklist
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
        checklist: What to look at on site, what the applicant only says, and what is missing.
        around: Who is responsible and competent there, and what stands at the address.
    """

    question: SitingQuestion
    located: Located
    verdict: Outcome
    findings: tuple[Finding, ...]
    not_concerned: tuple[str, ...]
    changes: tuple[Change, ...]
    checklist: tuple[ToDo, ...]
    around: Around


@dataclass(frozen=True)
class Ready:
    """A district made ready for surveys of one question.

    Attributes:
        district: The district.
        question: What is asked.
        prepared: Rules and scene.
        bodies: Stations and permits.
        background: What explanations tell and no check asks for.
    """

    district: District
    question: SitingQuestion
    prepared: Prepared
    bodies: Bodies
    background: Background

    def asked(self, question: SitingQuestion) -> "Ready":
        """The same for another question of the same business on the same day."""
        return replace(self, question=question)


def ready(
    district: District,
    question: SitingQuestion,
    *,
    calendar: WorkCalendar | None = None,
    network: WalkNetwork | None = None,
) -> Ready:
    """Make a district ready, once for any number of surveys.

    Args:
        district: The district.
        question: What is asked.
        calendar: Rest days and make-up days; without one hours are seldom known.
        network: The walkable streets, with steps, where they are at hand.
    """
    prepared = prepare(
        district,
        question.vocabulary,
        question.book,
        question.business,
        question.undertaking,
        question.level,
        network=network,
        cell_m=question.cell_m,
    )
    return Ready(
        district,
        question,
        prepared,
        bodies(district, question, prepared.scene, calendar, network),
        background(district, question.book.on, question.level),
    )


def survey(prepared: Ready, given: GivenSite) -> Survey:
    """Survey one site.

    Raises:
        SiteError: The site cannot be read or found, or is none.
        SiteOutsideError: It lies outside the district.
    """
    return survey_at(prepared, locate(prepared.district, given, prepared.question.level))


def survey_at(prepared: Ready, located: Located) -> Survey:
    """Survey one site that has been located."""
    question, rules = prepared.question, prepared.prepared.rules
    sites = replace(located.sites, facts=fact_columns(question.facts))
    located = replace(located, sites=sites)
    asking = ask(prepared.prepared, sites)
    examined = examine(rules, asking)
    silent = np.flatnonzero(examined.outcome[:, 0] == Outcome.NOT_CONCERNED)
    told = findings(examined, asking, background=prepared.background)
    return Survey(
        question=question,
        located=located,
        verdict=Outcome(int(examined.verdict[0])),
        findings=told,
        not_concerned=tuple(rules[at].rule.id for at in silent),
        changes=what_would_change(examined, asking),
        checklist=checklist(told, sites, question.vocabulary, doors=located.doors),
        around=around(prepared.district, prepared.bodies, question, sites),
    )
