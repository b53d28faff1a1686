"""Results: answers handed to somebody, each with an id, never changed.

A result belongs to an account. One that was handed to nobody in particular is found by its id,
which cannot be guessed, and is in no list.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, insert, or_, select, update

from api.store.column_types import JsonText
from api.store.listing import Position, among, equal, newest_first, within
from api.store.records import every, first
from api.store.secret_hash import secret_hash
from api.store.shortened import shortened
from api.store.tables import answers, results

# Longer tables are told by how many rows they have.
MOST_TOLD_ROWS = 100
_HANDED = ("id", "kind", "district_id", "key", "number", "code_hash", "owner_id",
           "created_at", "expires_at")  # fmt: skip
_ANSWERED = ("version_id", "level", "rules", "layers", "verdict", "business")


@dataclass(frozen=True)
class Handed:
    """What is written when an answer is handed out.

    Attributes:
        id: Of the result.
        kind: That of its answer.
        district_id: The district.
        key: Of the answer, which is kept already.
        question: As it was asked, so that it can be asked again.
        number: Of a survey, such as `510106-2026-000017`; None elsewhere.
        code_hash: `secret_hash` of the code in its verification link; None where it has none.
        owner_id: The account it belongs to; None for nobody in particular.
        created_at: When it was issued.
        expires_at: When it ends at the latest; None for never.
    """

    id: str
    kind: str
    district_id: str
    key: str
    question: Mapping[str, Any]
    owner_id: str | None
    created_at: datetime
    number: str | None = None
    code_hash: str | None = field(default=None, repr=False)
    expires_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Result(Handed):
    """A result: what was handed out, and what `api.store.answers.Answer` says of its answer."""

    version_id: str
    level: str
    rules: Mapping[str, str]
    layers: Mapping[str, str]
    verdict: str | None
    business: str | None

    def is_over(self, now: datetime) -> bool:
        """Whether its time is over; that a layer or rule has changed is for others to say."""
        return self.expires_at is not None and self.expires_at <= now


@dataclass(frozen=True)
class Wanted:
    """Which results a list has; what is None is not asked for.

    Attributes:
        kind, owner_id, verdict, business: As in `Result`.
        districts: Only of these districts, and what `or_owner_id` owns elsewhere.
        since: Issued then or later.
        until: Issued before then.
        or_owner_id: An account; means something beside `districts` only.
    """

    kind: str | None = None
    districts: frozenset[str] | None = None
    owner_id: str | None = None
    verdict: str | None = None
    business: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    or_owner_id: str | None = None


def hand_out(connection: Connection, handed: Handed) -> None:
    """Keep a result. Its answer has been kept before, at the latest in this transaction."""
    said = handed.question.get("parameters", {})
    short = shortened(said, MOST_TOLD_ROWS)
    brief = None if short == said else {**handed.question, "parameters": short}
    connection.execute(insert(results).values(**vars(handed), brief=brief))


def find_result(connection: Connection, result_id: str) -> Result | None:
    """The result; None where there is none."""
    return first(connection, Result, _whole().where(results.c.id == result_id))


def find_verified(connection: Connection, code: str) -> Result | None:
    """The result by the code in its verification link; None where there is none."""
    chosen = results.c.code_hash == secret_hash(code)
    return first(connection, Result, _whole().where(chosen))


def renew_code(connection: Connection, result_id: str, code_hash: str) -> None:
    """Let another code stand in the verification link of a result; the one before is forgotten."""
    one = update(results).where(results.c.id == result_id)
    connection.execute(one.values(code_hash=code_hash))


def find_own(connection: Connection, owner_id: str, key: str, now: datetime) -> Result | None:
    """The newest result of an account with this answer that is not over; None where none is."""
    stands = or_(results.c.expires_at.is_(None), results.c.expires_at > now)
    query = _whole().where(results.c.owner_id == owner_id, results.c.key == key, stands)
    return first(connection, Result, newest_first(query, results, 1, None))


def list_results(
    connection: Connection, wanted: Wanted, *, limit: int, after: Position | None = None
) -> tuple[Result, ...]:
    """A page of results, the newest first.

    Args:
        connection: Any transaction.
        wanted: Which results.
        limit: How many at most.
        after: The last row of the page before; None for the first page.

    Returns:
        Those of somebody; results of nobody in particular are in no list. Of a table of more than
        `MOST_TOLD_ROWS` their questions say how many rows it has.
    """
    conditions = (
        *equal(results, kind=wanted.kind, owner_id=wanted.owner_id),
        *equal(answers, verdict=wanted.verdict, business=wanted.business),
        *_somewhere(wanted),
        *within(results.c.created_at, wanted.since, wanted.until),
    )
    question = func.coalesce(results.c.brief, results.c.question, type_=JsonText()).label(
        "question"
    )
    query = _whole(question).where(results.c.owner_id.is_not(None), *conditions)
    return every(connection, Result, newest_first(query, results, limit, after))


def _somewhere(wanted: Wanted) -> tuple[ColumnElement[bool], ...]:
    """In which districts, or whose elsewhere."""
    if wanted.districts is None:
        return ()
    there = among(results.c.district_id, wanted.districts)
    if wanted.or_owner_id is None:
        return (there,)
    return (or_(there, results.c.owner_id == wanted.or_owner_id),)


def _whole(question: ColumnElement[Any] = results.c.question) -> Select[Any]:
    handed = (results.c[name] for name in _HANDED)
    answered = (answers.c[name] for name in _ANSWERED)
    return select(*handed, question, *answered).join_from(results, answers)
