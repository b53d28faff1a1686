"""Asking: answered from the store where the same was asked before, else here, or by a job."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from api.answering.as_it_was import of_version
from api.answering.asked_of import AskedOf
from api.answering.handing_out import HandedOut, hand, keep
from api.answering.kinds import KINDS
from api.answering.produced import Produced
from api.answering.question import Question, key_of
from api.answering.workshop import Workshop
from api.districts.shown import ShownDistrict, shown_district
from api.people.access import OpenTo, require
from api.people.audited import audited
from api.people.caller import Caller
from api.people.waiting_room import require_room
from api.service.service import Service
from api.store.answers import find_answer
from api.store.ids import new_id
from api.store.jobs import Ordered, add_job_once
from api.store.results import Result, find_own
from api.store.shortened import shortened
from api.work.progress import Tell
from data.text import Text

_LOGGED_ROWS = 20


@dataclass(frozen=True)
class Answered:
    """A question that is answered.

    Attributes:
        handed: The result.
        is_new: Whether it was handed out just now.
    """

    handed: HandedOut
    is_new: bool


@dataclass(frozen=True)
class Waiting:
    """A question that a job will answer: one made for it, or the caller's own that is under way."""

    job_id: str


def asked_of(service: Service, caller: Caller, district_id: str, kind: str) -> AskedOf:
    """What a caller asks a question of: the version of a district that stands.

    Raises:
        AbsentError: There is no such district, or none the caller may know of.
        SignInError: Nobody has signed in, and somebody might ask.
        ForbiddenError: The caller may not ask such questions there.
    """
    shown = shown_district(service, caller, district_id)
    require(caller, KINDS[kind].deed, OpenTo(shown.known.id, shown.known.anonymous))
    return of_shown(service, shown)


def of_shown(service: Service, shown: ShownDistrict) -> AskedOf:
    """What a caller who is shown a district asks questions of."""
    sight = shown.sight
    return of_version(
        service, shown.known, shown.version, sight.level, small_counts=sight.small_counts
    )


def ask(
    service: Service, caller: Caller, of: AskedOf, question: Question, job_id: str | None = None
) -> Answered | Waiting:
    """Answer a question of a caller, or let a job do it: `job_id`, where something was sent for it.

    The caller's own result to the same question is given again while it stands, and so is the
    caller's own job while it is under way. Others have jobs of their own: nobody learns what
    somebody else has asked, and whichever is done first answers all of them from the store.

    Raises:
        TooManyError: So many sites were asked about within a day that no more may be, or too many
            jobs wait with what was sent for them.
        QuankanError: Whatever makes the question one that cannot be answered.
    """
    key, now = key_of(question, of.version, service.settings), service.now()
    _count(service, caller, question)
    with service.store.reading() as connection:
        known = find_answer(connection, key) is not None
        own = _own(connection, caller, key, now) if known else None
    if own is not None:
        with service.store.writing() as connection:
            _log(connection, caller, question, own.id, now)
        return Answered(HandedOut(own), is_new=False)
    kind = KINDS[question.kind]
    if not known and not kind.is_quick(question):
        return _order(service, caller, question, job_id, now)
    produced = None if known else kind.perform(of, question, workshop(service))
    with service.store.writing() as connection:
        if produced is not None:
            keep(connection, key, question, produced, now)
        handed = hand(connection, of, question, key, caller.account_id, now)
        _log(connection, caller, question, handed.result.id, now)
    return Answered(handed, is_new=True)


def perform(
    service: Service, of: AskedOf, question: Question, say: Tell, kept: Path | None = None
) -> Produced:
    """Answer a question anew, whatever is kept: what a job does."""
    return KINDS[question.kind].perform(of, question, workshop(service, say, kept))


def _silent(step: Text, done: int | None = None, total: int | None = None) -> None:
    """Tells nobody."""


def workshop(service: Service, say: Tell = _silent, kept: Path | None = None) -> Workshop:
    """Where a service answers questions; `kept` is the folder of a job."""
    return Workshop(service.warm, service.settings, service.home.scratch, say, kept)


def _count(service: Service, caller: Caller, question: Question) -> None:
    kind = KINDS[question.kind]
    sites = kind.sites(question)
    if sites:
        per_day = kind.limit.per_day(service.limits)
        service.gate.counters.count_questions(caller, per_day, questions=sites, of=kind.limit.name)


def _own(connection: Connection, caller: Caller, key: str, now: datetime) -> Result | None:
    if caller.account_id is None:
        return None
    return find_own(connection, caller.account_id, key, now)


def _order(
    service: Service, caller: Caller, question: Question, sent_for: str | None, now: datetime
) -> Waiting:
    ordered = Ordered(
        id=sent_for or new_id("job"),
        kind=question.kind,
        district_id=question.district_id,
        owner_id=caller.account_id,
        level=question.level.value,
        task=question.document(),
        created_at=now,
    )
    with service.store.writing() as connection:
        under_way = add_job_once(connection, ordered)
        if sent_for is not None and caller.account_id is not None:
            kind = question.kind
            require_room(connection, caller.account_id, kind, kind, for_another=False)
        _log(connection, caller, question, under_way, now)
    return Waiting(under_way)


def noted(
    service: Service, caller: Caller, of: AskedOf, action: str, detail: Mapping[str, Any]
) -> None:
    """Write down that something was asked whose answer is not kept."""
    place = {"district_id": of.district_id, "version_id": of.version.id}
    with service.store.writing() as connection:
        audited(connection, caller, service.now(), action, of.district_id, **place, **detail)


def _log(
    connection: Connection, caller: Caller, question: Question, what: str, now: datetime
) -> None:
    audited(
        connection,
        caller,
        now,
        question.kind,
        what,
        district_id=question.district_id,
        version_id=question.version_id,
        parameters=in_short(question.parameters),
        packs=dict(question.packs),
    )


def in_short(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters, of a long table the number of its rows; the result has all of it."""
    return shortened(parameters, _LOGGED_ROWS)
