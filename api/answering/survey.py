"""A survey over HTTP: one site, one business."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from pydantic import ConfigDict, Field

from api.answering.asked_of import AskedOf
from api.answering.bodies import Moment
from api.answering.locating import locate_body
from api.answering.produced import Later, Produced, file_of
from api.answering.question import Question
from api.answering.site_body import SiteBody
from api.answering.siting import (
    SitingBody,
    layers_of,
    siting_asked,
    siting_parameters,
    siting_question,
)
from api.answering.warm import Warm
from api.answering.workshop import Workshop
from api.outputs.document import document_bytes
from api.outputs.survey_document import survey_document
from api.outputs.surveyed_geojson import surveyed_geojson
from api.outputs.surveyed_geopackage import write_surveyed_geopackage
from api.outputs.surveyed_sites import surveyed_site
from api.siting.survey import Ready, Survey, survey_at
from api.siting.views import survey_view
from geo.question import moment_of
from maps.siting.survey_page import survey_page

KIND = "survey"
DOCUMENT, PAGE = "survey.json", "survey.html"
GEOJSON, GEOPACKAGE = "survey.geojson", "survey.gpkg"


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
    return siting_asked(KIND, of, body.language, {**said, "at": at, "site": site}, packs)


def perform(of: AskedOf, question: Question, shop: Workshop) -> Produced:
    """Survey the site. Its other files take longer than the survey, and are made when asked for.

    Raises:
        SiteError: The site cannot be read or found, or is none.
        SiteOutsideError: It lies outside the district.
    """
    found, ready = _surveyed(of, question, shop)
    asked = found.question
    return Produced(
        files=(file_of(DOCUMENT, document_bytes(survey_document(of.district, found))),),
        layers=layers_of(
            ready.prepared,
            of,
            shop.warm,
            looked_up=question.parameters["site"].get("address") is not None,
            more=("permits",),  # those at the address are told, whatever the rules ask
        ),
        rules=shop.warm.rule_hashes(of, asked.book.on, asked.business.name, asked.undertaking),
        verdict=found.verdict.word,
        business=asked.business.name,
    )


def page(of: AskedOf, question: Question, shop: Workshop) -> Later:
    """The page of a survey."""
    found, _ = _surveyed(of, question, shop)
    view = survey_view(of.district, found, shop.settings.map_approval_number)
    return _later(of, found, PAGE, survey_page(view, question.language).encode())


def geojson(of: AskedOf, question: Question, shop: Workshop) -> Later:
    """A survey's site and what shows its findings, as GeoJSON."""
    found, _ = _surveyed(of, question, shop)
    document = survey_document(of.district, found)
    made = surveyed_geojson(of.district, (surveyed_site(found),), document)
    return _later(of, found, GEOJSON, made)


def geopackage(of: AskedOf, question: Question, shop: Workshop) -> Later:
    """The same as layers, with the findings as a table."""
    found, _ = _surveyed(of, question, shop)
    document = document_bytes(survey_document(of.district, found))
    with TemporaryDirectory(dir=shop.scratch) as folder:
        path = Path(folder) / GEOPACKAGE
        write_surveyed_geopackage(path, of.district, (surveyed_site(found),), document)
        return _later(of, found, GEOPACKAGE, path.read_bytes())


def _later(of: AskedOf, found: Survey, name: str, content: bytes) -> Later:
    document = document_bytes(survey_document(of.district, found))
    return Later(file_of(name, content), goes_with=file_of(DOCUMENT, document))


def _surveyed(of: AskedOf, question: Question, shop: Workshop) -> tuple[Survey, Ready]:
    asked = siting_question(of, question, shop.warm)
    site = SiteBody.model_validate(question.parameters["site"])
    located = locate_body(shop.warm.placing(of), site)
    ready = shop.warm.ready(of, asked)
    return survey_at(ready.asked(asked), located), ready
