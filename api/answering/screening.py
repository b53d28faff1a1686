"""A screening over HTTP: where in the district may this business open?"""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import ConfigDict

from api.answering.asked_of import AskedOf
from api.answering.produced import Produced, files_in
from api.answering.question import Question
from api.answering.rule_hash import rule_hashes
from api.answering.siting import (
    SitingBody,
    layers_of,
    settings_of,
    siting_asked,
    siting_parameters,
    siting_question,
)
from api.answering.warm import Warm
from api.answering.workshop import Workshop
from api.siting.screening_run import FILES, run_screening

KIND = "screening"


class ScreeningBody(SitingBody):
    """选址筛查 Divide the district by where a business may open."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"district": "demo", "business": "网吧"}]}
    )


def resolve(of: AskedOf, body: ScreeningBody, warm: Warm, today: date) -> Question:
    """The question that a body asks.

    Raises:
        SiteError: The business, the undertaking, the day or a fact makes no sense.
    """
    said, packs = siting_parameters(of, body, warm, today)
    return siting_asked(KIND, of, body.language, said, packs)


def perform(of: AskedOf, question: Question, shop: Workshop) -> Produced:
    """Screen the district.

    Raises:
        DistrictError: The district says nowhere where it lies.
    """
    asked = siting_question(of, question, shop.warm)
    with TemporaryDirectory(dir=shop.scratch) as folder:
        found = run_screening(
            of.opened, asked, Path(folder), settings=settings_of(question, shop), say=shop.say
        )
        files = files_in(Path(folder), FILES)
    return Produced(
        files,
        layers_of(found.prepared, of, shop.warm),
        rule_hashes(found.prepared.rules),
        business=asked.business.name,
    )
