"""What a worker does: takes the job that has waited longest, does it, takes the next.

One thread does the job; the main thread watches. Whoever cancels a job, or stops the service, does
not wait for a computation to notice: the whole process ends, and another one takes its place.
"""

import logging
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import replace

from sqlalchemy import Connection

from api.districts.home import Home, remove
from api.store.errors import JobLostError, StoreError, StoreFullError, StoreUnavailableError
from api.store.job_claims import Claim, claim_job, fail_job, finish_job
from api.store.jobs import Job, WantedJobs, list_jobs
from api.work.failures import failure_of
from api.work.progress import Progress
from api.work.watch import Watch
from api.work.worker import Worker
from data.errors import QuankanError

_LOG = logging.getLogger("quankan.work")


def work(worker: Worker) -> None:
    """Do jobs until asked to stop. Leaves the process in the middle of a job that may not go on."""
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="job") as executor:
        while not worker.asked_to_stop():
            job = _next_job(worker)
            if job is None:
                time.sleep(worker.pace.idle_s)
            else:
                _see_through(worker, job, executor)


def _next_job(worker: Worker) -> Job | None:
    """The worker's next job; None where none waits, or the store does not answer."""
    store = worker.service.store
    try:
        with store.reading() as connection:
            # Looked for before anything is locked: mostly there is none.
            if not list_jobs(connection, WantedJobs(state="waiting"), limit=1):
                return None
        with store.writing() as connection:
            return claim_job(connection, worker.name)
    except StoreError as error:
        _LOG.warning("no jobs can be taken: %s", error)
        return None


def _see_through(worker: Worker, job: Job, executor: ThreadPoolExecutor) -> None:
    """Do a job and write what came of it."""
    claim, progress = Claim(job.id, worker.name), Progress()
    # Of its own, even where the same job was begun before by a worker that may still be alive.
    home = worker.service.home.with_room(f"{job.id}.{job.attempts}")
    own = replace(worker, service=replace(worker.service, home=home))
    _tidy_after_others(job, worker.service.home)
    with _room(home):
        future = executor.submit(_do, own, job, claim, progress)
        watch = Watch(own, claim, progress)
        while not _is_over(future, worker.pace.look_s):
            watch.look()
        _settle(own, job, claim, future)


def _is_over(future: "Future[None]", timeout_s: float) -> bool:
    return bool(wait([future], timeout=timeout_s).done)


def _tidy_after_others(job: Job, home: Home) -> None:
    """Take away what workers have left that had the job before and died."""
    for attempt in range(1, job.attempts):
        remove(home.with_room(f"{job.id}.{attempt}").scratch)


@contextmanager
def _room(home: Home) -> Iterator[None]:
    home.scratch.mkdir(parents=True, exist_ok=True)
    try:
        yield
    finally:
        remove(home.scratch)


def _do(worker: Worker, job: Job, claim: Claim, progress: Progress) -> None:
    """Do the job; its result and its end are written in one transaction."""
    finish = worker.performers[job.kind](worker.service, job, progress.tell)

    def end(connection: Connection) -> None:
        now = worker.service.now()
        finish_job(connection, claim, finish(connection, now), now)

    _write(worker, end)


def _settle(worker: Worker, job: Job, claim: Claim, future: "Future[None]") -> None:
    """What is left to do when a job is over: say why it failed, and drop what was sent for it."""
    error = future.exception()
    if isinstance(error, JobLostError):
        return  # somebody else's by now, with all that belongs to it
    if error is not None:
        _LOG.error("job %s failed", job.id, exc_info=_unless_on_purpose(error))
        problem = failure_of(error, job.id)
        try:
            _write(worker, lambda c: fail_job(c, claim, problem, worker.service.now()), tries=3)
        except StoreError as unwritten:
            _LOG.warning("how job %s ended cannot be written: %s", job.id, unwritten)
            return  # it is begun again when its worker has not been heard of for long enough
    remove(worker.service.home.upload(job.id))


def _unless_on_purpose(error: BaseException) -> BaseException | None:
    return None if isinstance(error, QuankanError) else error


def _write(worker: Worker, write: Callable[[Connection], None], tries: int | None = None) -> None:
    """Write, again and again while there is no store or no room.

    Without `tries` the watcher decides when it has been long enough: the lease has run out then.
    """
    left = tries
    while True:
        try:
            with worker.service.store.writing() as connection:
                write(connection)
            return
        except (StoreUnavailableError, StoreFullError):
            left = None if left is None else left - 1
            if left == 0:
                raise
            time.sleep(worker.pace.look_s)
