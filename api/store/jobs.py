"""Jobs: work that takes longer than a request may.

    waiting -> running -> done | failed | cancelled

How workers come by them and give them back is in `api.store.job_claims`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, Text, case, func, insert, select, type_coerce, update

from api.store.accounts import hold_account
from api.store.listing import Position, equal, newest_first
from api.store.records import changed, every, first
from api.store.tables import jobs

Said = Mapping[str, str]


@dataclass(frozen=True)
class JobHead:
    """A job as it stands, but for its task: that may be long, and only its worker needs it.

    Attributes:
        id: Its id.
        kind: coverage, survey, screening, comparison, batch or import.
        district_id: The district; None where there is none yet.
        owner_id: The account that asked; None for nobody in particular.
        sent: Of an upload, what is asked for with it; None of other kinds.
        state: waiting, running, done, failed or cancelled.
        step: What is being worked on, as {zh, en}; None before it began.
        done, total: How far it is, where that can be counted.
        attempts: How often a worker has begun it.
        worker: Who has it, or had it last.
        seen_at: When that worker was last heard of.
        cancel: Whether somebody has asked to cancel it.
        result_id: What came of it; None unless it is done.
        problem: Why it failed; None unless it did.
        created_at, ended_at: When it was asked for, and when it ended.
    """

    id: str
    kind: str
    district_id: str | None
    owner_id: str | None
    sent: Mapping[str, Any] | None
    state: str
    step: Said | None
    done: int | None
    total: int | None
    attempts: int
    worker: str | None
    seen_at: datetime | None
    cancel: bool
    result_id: str | None
    problem: Mapping[str, Any] | None
    created_at: datetime
    ended_at: datetime | None

    @property
    def has_ended(self) -> bool:
        """Whether nothing will come of it any more but what is there."""
        return self.state not in {"waiting", "running"}


@dataclass(frozen=True, kw_only=True)
class Job(JobHead):
    """A job with its task: what is to be done."""

    task: Mapping[str, Any]


@dataclass(frozen=True)
class Ordered:
    """What is written when a job is asked for; see `Job`.

    Its level, up to which visibility the asker sees layers, tells it from others (`add_job_once`).
    """

    id: str
    kind: str
    district_id: str | None
    owner_id: str | None
    level: str
    task: Mapping[str, Any]
    created_at: datetime


@dataclass(frozen=True)
class WantedJobs:
    """Which jobs a list has; what is None is not asked for."""

    owner_id: str | None = None
    kind: str | None = None
    state: str | None = None


def add_job(connection: Connection, ordered: Ordered) -> None:
    """Let a job wait for a worker."""
    begun = {"state": "waiting", "attempts": 0, "cancel": False}
    connection.execute(insert(jobs).values({**vars(ordered), **begun}))


def add_job_once(connection: Connection, ordered: Ordered) -> str:
    """Let a job wait for a worker, unless the same account has the same one under way already.

    Jobs of others do not count, nor does one that somebody has asked to cancel; of nobody in
    particular nobody knows whether he is the same as before, so he has a job of his own each time.

    Returns:
        The id of the job that is under way now.
    """
    owner_id = ordered.owner_id
    known = None if owner_id is None else _under_way(connection, ordered, owner_id)
    if known is None:
        add_job(connection, ordered)
    return known or ordered.id


def count_waiting(connection: Connection, owner_id: str, kind: str) -> int:
    """How many jobs of a kind wait that an account has asked for."""
    wanted = equal(jobs, owner_id=owner_id, kind=kind, state="waiting")
    return connection.execute(select(func.count()).select_from(jobs).where(*wanted)).scalar_one()


def _heads() -> Select[Any]:
    columns = (jobs.c[each.name] for each in fields(JobHead) if each.name != "sent")
    # Those of uploads are short; of others the database does not even look at the task.
    return select(*columns, case((jobs.c.kind == "import", jobs.c.task)).label("sent"))


def _under_way(connection: Connection, ordered: Ordered, owner_id: str) -> str | None:
    # Or two requests at once would both find none.
    hold_account(connection, owner_id)
    task = json.dumps(ordered.task, ensure_ascii=False, separators=(",", ":"))
    query = select(jobs.c.id, jobs.c.task).where(
        jobs.c.state.in_(("waiting", "running")),
        jobs.c.cancel.is_(False),
        # A document is as long in whatever order its keys lie: few others are read with it.
        func.length(type_coerce(jobs.c.task, Text)) == len(task),
        *equal(jobs, owner_id=owner_id, kind=ordered.kind, level=ordered.level),
    )
    rows = connection.execute(query.order_by(jobs.c.created_at, jobs.c.id))
    same = json.dumps(json.loads(task), sort_keys=True)
    return next((row.id for row in rows if json.dumps(row.task, sort_keys=True) == same), None)


def find_job(connection: Connection, job_id: str) -> Job | None:
    """The job with its task; None where there is none."""
    return first(connection, Job, _heads().add_columns(jobs.c.task).where(jobs.c.id == job_id))


def find_head(connection: Connection, job_id: str) -> JobHead | None:
    """The job as it stands; None where there is none."""
    return first(connection, JobHead, _heads().where(jobs.c.id == job_id))


def ask_cancel(connection: Connection, job_id: str, now: datetime) -> JobHead | None:
    """Cancel a job: at once while it waits; while it runs, its worker is asked to stop.

    Returns:
        The job as it stands now; None where there is none. One that has ended is as it was.
    """
    mine = jobs.c.id == job_id
    # Locked, so that no worker claims it or gives it back in between.
    state = connection.execute(select(jobs.c.state).where(mine).with_for_update()).scalar()
    if state == "waiting":
        ended = {"state": "cancelled", "cancel": True, "ended_at": now}
        changed(connection, update(jobs).where(mine).values(ended))
    elif state == "running":
        changed(connection, update(jobs).where(mine).values(cancel=True))
    return find_head(connection, job_id)


def list_jobs(
    connection: Connection, wanted: WantedJobs, *, limit: int, after: Position | None = None
) -> tuple[JobHead, ...]:
    """A page of jobs, the newest first; `after` is the last row of the page before."""
    query = _heads().where(*equal(jobs, **vars(wanted)))
    return every(connection, JobHead, newest_first(query, jobs, limit, after))


def count_jobs(connection: Connection) -> dict[str, int]:
    """How many jobs there are in each state that has any."""
    query = (
        select(jobs.c.state, func.count().label("jobs"))
        .group_by(jobs.c.state)
        .order_by(jobs.c.state)
    )
    return {row.state: row.jobs for row in connection.execute(query)}
