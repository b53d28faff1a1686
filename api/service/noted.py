"""Whoever reads a result that somebody else has made is written down, before the answer leaves."""

from collections.abc import Sequence

from api.people.access import owns
from api.people.audited import Action, audited
from api.people.caller import Caller
from api.service.service import Service
from api.store.jobs import JobHead
from api.store.results import Result

_LONGEST_NAME = 80


def note_reading(service: Service, caller: Caller, result: Result, part: str) -> None:
    """Write down that a part of a result is read: `record`, or a file by its name."""
    if not _is_anothers(caller, result.owner_id):
        return
    with service.store.writing() as connection:
        audited(
            connection, caller, service.now(), Action.READ_RESULT, result.id,
            district_id=result.district_id, version_id=result.version_id,
            part=part[:_LONGEST_NAME], owner=result.owner_id,
        )  # fmt: skip


def note_listing(service: Service, caller: Caller, kind: str, results: Sequence[Result]) -> None:
    """Write down whose results a page of records shows, in one row."""
    others = [each.id for each in results if _is_anothers(caller, each.owner_id)]
    if others:
        with service.store.writing() as connection:
            audited(connection, caller, service.now(), Action.LIST_RESULTS, kind, results=others)


def note_report(service: Service, caller: Caller, job: JobHead) -> None:
    """Write down that the check report of an upload is read."""
    if not _is_anothers(caller, job.owner_id):
        return
    with service.store.writing() as connection:
        audited(
            connection, caller, service.now(), Action.READ_RESULT, job.id,
            district_id=job.district_id, part="report", owner=job.owner_id,
        )  # fmt: skip


def _is_anothers(caller: Caller, owner_id: str | None) -> bool:
    """Whether somebody else has made it; what nobody in particular has made is nobody's."""
    return owner_id is not None and not owns(caller, owner_id)
