"""Who may see which jobs: one's own; an administrator, all."""

from sqlalchemy import Connection

from api.people.access import owns, require_account, require_admin
from api.people.caller import Caller
from api.people.errors import AbsentError
from api.store.jobs import JobHead, WantedJobs, find_head, list_jobs
from api.store.listing import Position
from data.text import Text

_A_JOB = Text("任务", "job")


def readable_job(connection: Connection, caller: Caller, job_id: str) -> JobHead:
    """A job that the caller may see.

    One that nobody in particular has asked for is seen by whoever knows its id.

    Raises:
        AbsentError: There is none, or none that the caller may know of.
    """
    job = find_head(connection, job_id)
    if job is None or not (job.owner_id is None or owns(caller, job.owner_id) or caller.admin):
        raise AbsentError.of(_A_JOB, job_id)
    return job


def read_again(connection: Connection, job: JobHead) -> JobHead:
    """A job that the caller may see, as it stands now.

    Raises:
        AbsentError: It is gone.
    """
    now = find_head(connection, job.id)
    if now is None:
        raise AbsentError.of(_A_JOB, job.id)
    return now


def readable_jobs(
    connection: Connection,
    caller: Caller,
    *,
    kind: str | None,
    state: str | None,
    everybodys: bool,
    limit: int,
    after: Position | None,
) -> tuple[tuple[JobHead, ...], Position | None]:
    """A page of the caller's jobs, or for an administrator of everybody's; and where the next is.

    Raises:
        SignInError: Nobody has signed in; whose jobs would they be?
        ForbiddenError: Everybody's are asked for by somebody who is no administrator.
    """
    account_id = require_account(caller, "list")
    if everybodys:
        require_admin(caller)
    owner_id = None if everybodys else account_id
    wanted = WantedJobs(owner_id=owner_id, kind=kind, state=state)
    found = list_jobs(connection, wanted, limit=limit, after=after)
    last = Position(found[-1].created_at, found[-1].id) if len(found) == limit else None
    return found, last
