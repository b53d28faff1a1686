"""A job that answers a question: the same answer as one that is given at once."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from api.answering.as_it_was import as_it_was
from api.answering.asking import perform
from api.answering.handing_out import hand, keep
from api.answering.question import Question, key_of
from api.service.service import Service
from api.store.answers import find_answer, packed
from api.store.jobs import Job
from api.work.performing import Finish
from api.work.progress import Tell


def answer(service: Service, job: Job, tell: Tell) -> Finish:
    """Answer the question of a job; a `Perform`.

    The answer, the result and the end of the job are written together.

    Raises:
        AbsentError: The version that was asked is no longer there.
        QuankanError: Whatever makes the question one that cannot be answered.
    """
    question = Question.of(job.task)
    of = as_it_was(service, question)
    key = key_of(question, of.version, service.settings)
    with service.store.reading() as connection:
        known = find_answer(connection, key) is not None
    produced = None
    if not known:
        produced = perform(service, of, question, tell, service.home.upload(job.id))
        produced = replace(produced, files=tuple(map(packed, produced.files)))

    def finish(connection: Connection, now: datetime) -> str:
        if produced is not None:
            keep(connection, key, question, produced, now)
        return hand(connection, of, question, key, job.owner_id, now).result.id

    return finish
