"""Handing an answer out: kept once, and with an id, a number and a verification link each time."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from api.answering.asked_of import AskedOf
from api.answering.expiry import CHINA, expiry
from api.answering.kinds import KINDS
from api.answering.produced import Produced
from api.answering.question import Question, key_seen
from api.siting.question import division_code
from api.store.answers import Answer, keep_answer
from api.store.ids import new_id
from api.store.numbers import next_number
from api.store.results import Handed, Result, find_result, hand_out
from api.store.secret_hash import new_secret, secret_hash

_NUMBERED = "survey"


@dataclass(frozen=True)
class HandedOut:
    """A result, and what is told once.

    Attributes:
        result: The result.
        code: The code in its verification link; None where it has none, or was told before.
    """

    result: Result
    code: str | None = None


def keep(
    connection: Connection, key: str, question: Question, produced: Produced, now: datetime
) -> None:
    """Keep what came of a question, unless somebody else was sooner with the same.

    What is told of it at other levels is kept with it, as answers of their own.
    """
    answer = Answer(
        key=key,
        kind=question.kind,
        version_id=question.version_id,
        level=question.level.value,
        rules=produced.rules,
        layers=produced.layers,
        verdict=produced.verdict,
        business=produced.business,
        created_at=now,
    )
    keep_answer(connection, answer, produced.files)
    for level, files in produced.seen.items():
        seen = replace(answer, key=key_seen(key, level), level=level.value)
        keep_answer(connection, seen, files)


def hand(
    connection: Connection,
    of: AskedOf,
    question: Question,
    key: str,
    owner_id: str | None,
    now: datetime,
) -> HandedOut:
    """Hand an answer that is kept to somebody.

    A survey gets a number and a verification link. From the number on until the transaction ends
    others who want one wait: what takes time is done before.
    """
    numbered = question.kind == _NUMBERED
    code = new_secret() if numbered else None
    handed = Handed(
        id=new_id(KINDS[question.kind].prefix),
        kind=question.kind,
        district_id=question.district_id,
        key=key,
        question=question.document(),
        owner_id=owner_id,
        created_at=now,
        number=_number(connection, of, now) if numbered else None,
        code_hash=None if code is None else secret_hash(code),
        expires_at=expiry(now) if numbered else None,
    )
    hand_out(connection, handed)
    result = find_result(connection, handed.id)
    if result is None:
        raise LookupError(handed.id)
    return HandedOut(result, code)


def _number(connection: Connection, of: AskedOf, now: datetime) -> str:
    """`510106-2026-000017`: division code or id of the district, year, and a running number."""
    series = f"{division_code(of.district) or of.district_id}-{now.astimezone(CHINA).year}"
    return f"{series}-{next_number(connection, series):06d}"
