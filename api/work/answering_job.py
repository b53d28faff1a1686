"""A job that answers a question: the same answer as one that is given at once."""

from datetime import datetime

from sqlalchemy import Connection

from api.answering.asked_of import AskedOf
from api.answering.asking import perform
from api.answering.handing_out import hand, keep
from api.answering.question import Question, key_of
from api.people.errors import AbsentError
from api.service.service import Service
from api.store.answers import find_answer
from api.store.districts import find_district, find_version
from api.store.jobs import Job
from api.work.performing import Finish
from api.work.progress import Tell
from data.text import Text


def answer(service: Service, job: Job, tell: Tell) -> Finish:
    """Answer the question of a job; a `Perform`.

    The answer, the result and the end of the job are written together.

    Raises:
        AbsentError: The version that was asked is no longer there.
        QuankanError: Whatever makes the question one that cannot be answered.
    """
    question = Question.of(job.task)
    of = _asked_of(service, question)
    key = key_of(question, of.version, service.settings)
    with service.store.reading() as connection:
        known = find_answer(connection, key) is not None
    produced = None if known else perform(service, of, question, tell)

    def finish(connection: Connection, now: datetime) -> str:
        if produced is not None:
            keep(connection, key, question, produced, now)
        return hand(connection, of, question, key, job.owner_id, now).result.id

    return finish


def _asked_of(service: Service, question: Question) -> AskedOf:
    with service.store.reading() as connection:
        district = find_district(connection, question.district_id)
        version = find_version(connection, question.version_id)
    if district is None or version is None:
        raise AbsentError.of(Text("版本", "version"), question.version_id)
    return AskedOf(
        district_id=district.id,
        version=version,
        opened=service.pool.open(version.file_sha256),
        level=question.level,
        small_counts=question.small_counts,
        language=question.language,
        grid_m=district.grid_m,
    )
