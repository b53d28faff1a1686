"""Asking a survey again: as of today, on the version that stands now, and what is different."""

from dataclasses import dataclass, replace
from datetime import date

from api.answering.asked_of import AskedOf
from api.answering.asking import Answered, ask
from api.answering.question import Question
from api.answering.standing import Standing, standing
from api.people.caller import Caller
from api.service.service import Service
from api.store.results import Result


@dataclass(frozen=True)
class Again:
    """A survey asked again.

    Attributes:
        answered: The new one.
        was: Whether the earlier one still stood, or what had changed.
        verdict_before: Its verdict.
    """

    answered: Answered
    was: Standing
    verdict_before: str | None


def again(service: Service, caller: Caller, of: AskedOf, earlier: Result, today: date) -> Again:
    """Ask what an earlier survey asked, today.

    Raises:
        QuankanError: As for a survey; what was asked may make no sense any more.
    """
    was = standing(earlier, of, service.warm, service.now())
    before = Question.of(earlier.question)
    question = replace(
        before,
        version_id=of.version.id,
        level=of.level,
        parameters={**before.parameters, "on": today.isoformat(), "grid_m": of.grid_m},
        packs=service.warm.standing(of, today).book.packs,
    )
    found = ask(service, caller, of, question)
    if not isinstance(found, Answered):
        raise LookupError(question.kind)
    return Again(found, was, earlier.verdict)
