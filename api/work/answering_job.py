"""A job that answers a question: the same answer as one that is given at once."""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection

from api.answering.as_it_was import as_it_was
from api.answering.asked_of import AskedOf
from api.answering.asking import perform
from api.answering.handing_out import hand, keep
from api.answering.kinds import KINDS
from api.answering.question import Question, key_of
from api.districts.home import RULE_PACKS
from api.people.still_allowed import require_still
from api.service.service import Service
from api.store.answers import find_answer, packed
from api.store.errors import StaleError
from api.store.jobs import Job
from api.work.performing import Finish
from api.work.progress import Tell
from data.text import Text


def answer(service: Service, job: Job, tell: Tell) -> Finish:
    """Answer the question of a job; a `Perform`.

    The answer, the result and the end of the job are written together.

    Raises:
        AbsentError: The version that was asked is no longer there.
        StaleError: Other rules hold than those by which it was asked.
        QuankanError: Whatever makes the question one that cannot be answered.
    """
    question = Question.of(job.task)
    of = as_it_was(service, question)
    _require_same_rules(service, of, question)
    key = key_of(question, of.version, service.settings)
    with service.store.reading() as connection:
        known = find_answer(connection, key) is not None
    produced = None
    if not known:
        produced = perform(service, of, question, tell, service.home.upload(job.id))
        produced = replace(produced, files=tuple(map(packed, produced.files)))

    def finish(connection: Connection, now: datetime) -> str:
        require_still(connection, job.owner_id, KINDS[question.kind].deed, question.district_id)
        if produced is not None:
            keep(connection, key, question, produced, now)
        return hand(connection, of, question, key, job.owner_id, now).result.id

    return finish


def _require_same_rules(service: Service, of: AskedOf, question: Question) -> None:
    """Refuse to answer by other rule packs than those that are part of the question's key."""
    on = question.parameters.get("on")
    if on is None:
        return
    if service.warm.standing(of, date.fromisoformat(on)).book.packs != question.packs:
        raise StaleError(
            RULE_PACKS,
            Text("提问以来规则包已变动", "are others than when it was asked"),
            Text("重新提问", "the same asked again"),
        )
