"""What surveys, comparisons, batches and screenings have in common: a business and a day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from pydantic import Field

from api.answering.asked_of import AskedOf
from api.answering.bodies import AskedBody, Day, DistrictId, Line
from api.answering.facts_body import Facts, facts_document, facts_given, facts_of
from api.answering.question import Question
from api.answering.resting import rests_on
from api.answering.warm import Warm
from api.answering.workshop import Workshop
from api.settings import Settings
from api.siting.question import SitingQuestion, Standing
from data.errors import SiteError
from data.sites.business import business_type, undertaking
from data.sites.facts import GivenFact
from data.text import Language, Text
from geo.question import moment_of
from geo.survey.prepared import Prepared

# On which a site is placed, whatever the rules look at.
_PLACED_ON = ("areas", "buildings", "land_use", "gates", "addresses")


class SitingBody(AskedBody):
    """What every question of siting says."""

    district: Annotated[DistrictId, Field(description="区县编号 Id of the district")]
    business: Annotated[
        Line,
        Field(
            description="业态：编号、许可用语或俗称 Business type, permit words or an everyday word"
        ),
    ]
    undertaking: Annotated[
        Line,
        Field(description="租用、改变用途或新建 rent, change_use or construction"),
    ] = "rent"
    facts: Facts = Field(default_factory=dict)
    on: Annotated[
        Day | None, Field(description="依据哪一天的规则 The day whose rules hold; today by default")
    ] = None


def day_of(written: str | None, today: date) -> date:
    """The day that a request names.

    Raises:
        SiteError: There is no such day.
    """
    if written is None:
        return today
    try:
        return date.fromisoformat(written)
    except ValueError:
        found = Text(f"{written} 不是存在的日期", f"{written} is no day there is")
        expected = Text("日期，如 2026-11-21", "a day, such as 2026-11-21")
        raise SiteError("on", found, expected) from None


def siting_parameters(
    of: AskedOf, body: SitingBody, warm: Warm, today: date
) -> tuple[dict[str, Any], Mapping[str, str]]:
    """What a body asks, resolved, as JSON; and the packs that stand there on its day.

    Raises:
        SiteError: The business type, the undertaking, the day or a fact makes no sense.
    """
    stands = warm.standing(of, day_of(body.on, today))
    facts = facts_given(body.facts, stands.vocabulary)
    return resolved(of, stands, body.business, body.undertaking, facts), stands.book.packs


def resolved(
    of: AskedOf,
    stands: Standing,
    business: str | None,
    kind: str,
    facts: Mapping[str, GivenFact],
) -> dict[str, Any]:
    """The parameters that every question of siting has, as JSON.

    Args:
        of: What is asked.
        stands: The words and the rules of the day.
        business: Business type, permit words or an everyday word; None where each row says it.
        kind: Kind of undertaking, as written.
        facts: The facts.

    Raises:
        SiteError: The business type or the undertaking makes no sense.
    """
    words = stands.vocabulary
    named = None if business is None else business_type(business, words, "business").name
    return {
        **({} if named is None else {"business": named}),
        "undertaking": undertaking(kind, "undertaking"),
        "facts": facts_document(facts),
        "on": stands.book.on.isoformat(),
        "grid_m": of.grid_m,
    }


def siting_asked(
    kind: str,
    of: AskedOf,
    language: Language | None,
    said: Mapping[str, Any],
    packs: Mapping[str, str],
) -> Question:
    """A question of siting, resolved.

    Args:
        kind: survey, screening, comparison or batch.
        of: What is asked.
        language: Of the pages; None for the service's.
        said: The parameters, as JSON.
        packs: The packs that stand there on its day, by their hashes.
    """
    return Question(
        kind=kind,
        district_id=of.district_id,
        version_id=of.version.id,
        level=of.level,
        small_counts=False,
        language=language or of.language,
        parameters=said,
        packs=packs,
    )


def siting_question(of: AskedOf, question: Question, warm: Warm) -> SitingQuestion:
    """The question that resolved parameters stand for."""
    said = question.parameters
    stands = warm.standing(of, date.fromisoformat(said["on"]))
    at = said.get("at")
    return SitingQuestion(
        vocabulary=stands.vocabulary,
        business=stands.vocabulary.types[said["business"]],
        undertaking=said["undertaking"],
        book=stands.book,
        facts=facts_of(said["facts"]),
        at=None if at is None else moment_of(at),
        level=question.level,
        cell_m=float(of.grid_m),
    )


def settings_of(question: Question, shop: Workshop) -> Settings:
    """The settings with the language of the question's pages."""
    return replace(shop.settings, language=question.language)


def layers_of(
    prepared: Prepared,
    of: AskedOf,
    warm: Warm,
    *,
    looked_up: bool = False,
    more: tuple[str, ...] = (),
) -> dict[str, str]:
    """Layer to state, of those on which the findings of some rules rest, be they there or not.

    Offices and their hours are told along with a finding; no finding rests on them.

    Args:
        prepared: The rules, and what they look at.
        of: The district.
        warm: Where the states of its layers are kept.
        looked_up: Whether a site was found by its name or address.
        more: What else has been looked at.
    """
    scene = prepared.scene
    picked = {known.pick.layer for features in scene.features.values() for known in features.knowns}
    parts = {
        "permits": scene.permits,
        "residents": scene.residents,
        "streets": scene.walks,
        "street_extent": scene.walks,
    }
    used = {
        *_PLACED_ON,
        *picked,
        *more,
        *(name for name, part in parts.items() if part is not None),
    }
    names = (lambda: warm.name_states(of)) if looked_up else None
    return rests_on(used, warm.layer_states(of, prepared.book.on), names)
