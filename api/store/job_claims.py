"""How workers come by jobs: one worker each, for as long as it is heard of.

What a worker writes about a job counts only while the job is its own. A worker that was not heard
of for a while has lost its jobs; they wait again, a few times. When it was heard of, and how long
ago that is, is told by the clock of the database: workers may be on machines whose clocks differ.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Update, and_, select, update

from api.store.errors import JobLostError
from api.store.jobs import Job, Said, find_job
from api.store.records import changed
from api.store.store_clock import store_now
from api.store.tables import jobs
from data.text import Text

# A job whose worker died so often is itself the likeliest reason.
MAX_ATTEMPTS = 3


@dataclass(frozen=True)
class Claim:
    """That a job belongs to a worker."""

    job_id: str
    worker: str


@dataclass(frozen=True)
class Requeued:
    """What became of the jobs whose workers were not heard of: their ids."""

    waiting: tuple[str, ...] = ()
    cancelled: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()

    @property
    def ended(self) -> tuple[str, ...]:
        """Those that nobody begins again."""
        return self.cancelled + self.failed


def claim_job(connection: Connection, worker: str) -> Job | None:
    """The job that has waited longest, now the worker's own; None where none waits.

    Two workers never get the same one: in PostgreSQL the second passes by rows that the first has
    locked; in SQLite it waits until the first has written.
    """
    waiting = select(jobs.c.id).where(jobs.c.state == "waiting")
    longest = waiting.order_by(jobs.c.created_at, jobs.c.id).limit(1)
    job_id = connection.execute(longest.with_for_update(skip_locked=True)).scalar()
    if job_id is None:
        return None
    begun = {"state": "running", "worker": worker, "seen_at": store_now(connection), "step": None,
             "done": None, "total": None, "attempts": jobs.c.attempts + 1}  # fmt: skip
    changed(connection, update(jobs).where(jobs.c.id == job_id).values(begun))
    return find_job(connection, job_id)


def tell_progress(
    connection: Connection,
    claim: Claim,
    step: Said,
    *,
    done: int | None = None,
    total: int | None = None,
) -> None:
    """Say which step a job is at, as {zh, en}, and how far; the worker is heard of.

    Raises:
        JobLostError: The job is no longer the worker's.
    """
    values = {"step": step, "done": done, "total": total, "seen_at": store_now(connection)}
    _require_own(connection, claim, _own(claim).values(values))


def beat(connection: Connection, claim: Claim) -> bool:
    """Let the worker be heard of.

    Returns:
        Whether somebody has asked to cancel the job.

    Raises:
        JobLostError: The job is no longer the worker's.
    """
    _require_own(connection, claim, _own(claim).values(seen_at=store_now(connection)))
    asked = select(jobs.c.cancel).where(jobs.c.id == claim.job_id)
    return bool(connection.execute(asked).scalar())


def finish_job(connection: Connection, claim: Claim, result_id: str, now: datetime) -> None:
    """End a job with what came of it; in the transaction that writes the result.

    Raises:
        JobLostError: The job is no longer the worker's; the result must not be written either.
    """
    ended = {"state": "done", "result_id": result_id, "ended_at": now}
    _require_own(connection, claim, _own(claim).values(ended))


def fail_job(
    connection: Connection, claim: Claim, problem: Mapping[str, Any], now: datetime
) -> None:
    """End a job with the reason why nothing came of it.

    Raises:
        JobLostError: The job is no longer the worker's.
    """
    ended = {"state": "failed", "problem": problem, "ended_at": now}
    _require_own(connection, claim, _own(claim).values(ended))


def stop_job(connection: Connection, claim: Claim, now: datetime) -> None:
    """End a job because somebody has asked to cancel it.

    Raises:
        JobLostError: The job is no longer the worker's.
    """
    _require_own(connection, claim, _own(claim).values(state="cancelled", ended_at=now))


def give_back(connection: Connection, claim: Claim, now: datetime) -> None:
    """Let a job wait again as if this worker had never begun it; for a worker that has to stop.

    A job that somebody has asked to cancel ends here.

    Raises:
        JobLostError: The job is no longer the worker's.
    """
    if beat(connection, claim):
        stop_job(connection, claim, now)
        return
    waits = {"state": "waiting", "attempts": jobs.c.attempts - 1}
    _require_own(connection, claim, _own(claim).values(waits))


def requeue_lost(
    connection: Connection, unheard_for: timedelta, problem: Mapping[str, Any], now: datetime
) -> Requeued:
    """Take the jobs from workers that were not heard of for a while.

    Args:
        connection: A writing transaction.
        unheard_for: Whoever was last heard of longer ago has lost its jobs.
        problem: Why those fail that were begun `MAX_ATTEMPTS` times.
        now: When they end that end.
    """
    lost = jobs.c.seen_at < store_now(connection) - unheard_for
    return _take_away(connection, lost, problem, now)


def requeue_of(
    connection: Connection, worker: str, problem: Mapping[str, Any], now: datetime
) -> Requeued:
    """Take the jobs from a worker that is known to be dead; as `requeue_lost`."""
    return _take_away(connection, jobs.c.worker == worker, problem, now)


def _take_away(
    connection: Connection, whose: ColumnElement[bool], problem: Mapping[str, Any], now: datetime
) -> Requeued:
    lost = select(jobs.c.id, jobs.c.cancel, jobs.c.attempts)
    lost = lost.where(jobs.c.state == "running", whose).order_by(jobs.c.id)
    # Locked, so that what is read of them here is what becomes of them.
    rows = connection.execute(lost.with_for_update()).all()
    cancelled = tuple(row.id for row in rows if row.cancel)
    failed = tuple(row.id for row in rows if not row.cancel and row.attempts >= MAX_ATTEMPTS)
    waiting = tuple(row.id for row in rows if not row.cancel and row.attempts < MAX_ATTEMPTS)
    _let(connection, cancelled, state="cancelled", ended_at=now)
    _let(connection, failed, state="failed", problem=problem, ended_at=now)
    _let(connection, waiting, state="waiting")
    return Requeued(waiting, cancelled, failed)


def _let(connection: Connection, job_ids: tuple[str, ...], **become: object) -> None:
    if job_ids:
        connection.execute(update(jobs).where(jobs.c.id.in_(job_ids)).values(become))


def _own(claim: Claim) -> Update:
    held = and_(jobs.c.worker == claim.worker, jobs.c.state == "running")
    return update(jobs).where(jobs.c.id == claim.job_id, held)


def _require_own(connection: Connection, claim: Claim, statement: Update) -> None:
    if changed(connection, statement) != 1:
        raise JobLostError(
            claim.job_id,
            Text("已不由此进程处理", f"is no longer the job of {claim.worker}"),
            Text("由现在的处理者继续", "to be left to whoever has it now"),
        )
