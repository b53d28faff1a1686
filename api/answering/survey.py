"""A survey over HTTP: one site, one business."""

from datetime import date
from typing import Annotated

from pydantic import ConfigDict, Field

from api.answering.asked_of import AskedOf
from api.answering.bodies import Moment
from api.answering.locating import locate_body
from api.answering.produced import Page, Produced, file_of
from api.answering.question import Question
from api.answering.rule_hash import rule_hashes
from api.answering.site_body import SiteBody
from api.answering.siting import SitingBody, layers_of, siting_parameters, siting_question
from api.answering.warm import Warm
from api.answering.workshop import Workshop
from api.outputs.document import document_bytes
from api.outputs.survey_document import survey_document
from api.siting.survey import Ready, Survey, survey_at
from api.siting.views import survey_view
from geo.question import moment_of
from maps.siting.survey_page import survey_page

KIND = "survey"
DOCUMENT, PAGE = "survey.json", "survey.html"


class SurveyBody(SitingBody):
    """勘验一处场址 Survey one site."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "district": "demo",
                    "business": "面馆",
                    "site": {"point": [104.0517, 30.6573], "datum": "wgs84"},
                    "facts": {"floor": 1, "area_m2": 120},
                    "on": "2026-11-21",
                }
            ]
        }
    )
    site: SiteBody
    at: Annotated[
        Moment | None,
        Field(description="办公时间以何时为准 Moment for opening hours, local time in China"),
    ] = None


def resolve(of: AskedOf, body: SurveyBody, warm: Warm, today: date) -> Question:
    """The question that a body asks.

    Raises:
        SiteError: The business, the undertaking, the day, a fact or the site makes no sense.
        QuestionError: The moment is none.
    """
    said, packs = siting_parameters(of, body, warm, today)
    at = None if body.at is None else moment_of(body.at).isoformat(timespec="minutes")
    site = body.site.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return Question(
        KIND, of.district_id, of.version.id, of.level, False,
        body.language or of.language, {**said, "at": at, "site": site}, packs,
    )  # fmt: skip


def perform(of: AskedOf, question: Question, shop: Workshop) -> Produced:
    """Survey the site. Its page takes longer than the survey, and is made by `page`.

    Raises:
        SiteError: The site cannot be read or found, or is none.
        SiteOutsideError: It lies outside the district.
    """
    found, ready = _surveyed(of, question, shop)
    return Produced(
        files=(file_of(DOCUMENT, document_bytes(survey_document(of.district, found))),),
        layers=layers_of(ready.prepared, of.district),
        rules=rule_hashes(ready.prepared.rules),
        verdict=found.verdict.word,
        business=found.question.business.name,
    )


def page(of: AskedOf, question: Question, shop: Workshop) -> Page:
    """The page of a survey, and the document that it goes with."""
    found, _ = _surveyed(of, question, shop)
    view = survey_view(of.district, found, shop.settings.map_approval_number)
    return Page(
        file=file_of(PAGE, survey_page(view, question.language).encode()),
        goes_with=file_of(DOCUMENT, document_bytes(survey_document(of.district, found))),
    )


def _surveyed(of: AskedOf, question: Question, shop: Workshop) -> tuple[Survey, Ready]:
    asked = siting_question(of, question, shop.warm)
    site = SiteBody.model_validate(question.parameters["site"])
    located = locate_body(shop.warm.placing(of), site)
    ready = shop.warm.ready(of, asked)
    return survey_at(ready.asked(asked), located), ready
