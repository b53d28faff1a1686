"""What the pages are given, from what was asked and found."""

import numpy as np

from api.siting.comparison import Compared
from api.siting.given_site import Located
from api.siting.question import SitingQuestion
from api.siting.screening import Screening
from api.siting.survey import Survey
from data.district import District
from geo.scene.sites import Shape
from geo.survey.not_examined import not_examined
from geo.survey.outcome import Outcome
from maps.siting.view import (
    AskedView,
    ComparedView,
    ComparisonView,
    PlaceView,
    ScreenView,
    SiteView,
    SurveyView,
)

# So many of the places that qualify are shown on the page; all are in the files.
SHOWN = 200


def asked_view(district: District, question: SitingQuestion, approval_number: str) -> AskedView:
    """What was asked."""
    return AskedView(
        district=district,
        vocabulary=question.vocabulary,
        business=question.business,
        undertaking=question.undertaking,
        book=question.book,
        facts=question.facts,
        at=question.at,
        level=question.level,
        approval_number=approval_number,
    )


def site_view(located: Located) -> SiteView:
    """Where it is."""
    sites = located.sites
    return SiteView(
        label=located.label,
        shape=sites.shapes[0],
        what=Shape(int(sites.what[0])).name.lower(),
        error_m=float(sites.error_m[0]),
        address=sites.address[0],
        doors=sites.doors[0],
        outline=located.outline,
    )


def survey_view(district: District, survey: Survey, approval_number: str) -> SurveyView:
    """One survey."""
    silent = set(survey.not_concerned)
    around = survey.around
    return SurveyView(
        asked=asked_view(district, survey.question, approval_number),
        site=site_view(survey.located),
        verdict=survey.verdict,
        findings=survey.findings,
        not_concerned=tuple(rule for rule in survey.question.book.rules if rule.rule.id in silent),
        changes=survey.changes,
        checklist=survey.checklist,
        responsible=around.responsible,
        competent=around.competent,
        same_address=around.same_address,
        not_examined=not_examined(),
    )


def screen_view(district: District, found: Screening, approval_number: str) -> ScreenView:
    """One screening; of the places that qualify the first ones."""
    return ScreenView(
        asked=asked_view(district, found.question, approval_number),
        screen=found.screen,
        scene=found.prepared.scene,
        error_m=found.error_m,
        found=found.found,
        places=tuple(_candidate(found, at) for at in range(min(SHOWN, len(found.names)))),
        places_in_all=len(found.names),
    )


def _candidate(found: Screening, at: int) -> PlaceView:
    kept, outlines, named = found.candidates, found.outlines, found.names[at]
    verdict, outcomes = kept.verdict[at], kept.findings[at]
    decides = np.flatnonzero(outcomes == verdict)
    return PlaceView(
        id=str(outlines.ids[kept.row[at]]),
        name=named.name,
        addresses=named.addresses,
        layer=outlines.layer,
        shape=outlines.shapes[kept.row[at]],
        outcome=Outcome(int(verdict)),
        rules=tuple(found.prepared.rules[rule].rule.id for rule in decides),
        conditional=int((outcomes == Outcome.CONDITIONAL).sum()),
        on_site=int((outcomes == Outcome.ON_SITE).sum()),
    )


def comparison_view(district: District, found: Compared, approval_number: str) -> ComparisonView:
    """Several sites compared."""
    sites = found.sites.sites
    return ComparisonView(
        asked=asked_view(district, found.question, approval_number),
        comparison=found.comparison,
        sites=tuple(
            ComparedView(
                site=SiteView(
                    label=str(found.sites.id[at]),
                    shape=sites.shapes[at],
                    what=Shape(int(sites.what[at])).name.lower(),
                    error_m=float(sites.error_m[at]),
                    address=sites.address[at],
                    doors=sites.doors[at],
                    outline=found.sites.outline[at],
                ),
                findings=found.findings[at],
                nearest=_nearest(found, at),
            )
            for at in range(sites.count)
        ),
    )


def _nearest(found: Compared, at: int) -> tuple[PlaceView, ...]:
    nearest, outlines = found.nearest[at], found.outlines
    if nearest is None:
        return ()
    return tuple(
        PlaceView(
            id=str(outlines.ids[row]),
            name=named.name,
            addresses=named.addresses,
            layer=outlines.layer,
            shape=outlines.shapes[row],
            outcome=Outcome(int(verdict)),
            distance_m=float(away_m),
        )
        for row, verdict, away_m, named in zip(
            nearest.row, nearest.verdict, nearest.distance_m, found.names[at], strict=True
        )
    )
