"""Watching over a job: it is heard of, told about, and broken off where it may not go on."""

import logging
from collections.abc import Callable
from datetime import datetime
from time import monotonic
from typing import NoReturn

from sqlalchemy import Connection

from api.districts.home import remove
from api.store.errors import JobLostError, StoreError
from api.store.job_claims import (
    Claim,
    beat,
    fail_job,
    give_back,
    stop_job,
    tell_progress,
)
from api.store.jobs import find_head
from api.work.failures import out_of_time
from api.work.progress import Progress
from api.work.worker import Worker

_LOG = logging.getLogger("quankan.work")
# Left on purpose: another worker takes the place at once.
LEFT = 0


class Watch:
    """The watch over one job, by the main thread of the worker that has it.

    Attributes:
        worker: The worker; the scratch folder of its service is the job's own.
        claim: The job and the worker.
    """

    def __init__(self, worker: Worker, claim: Claim, progress: Progress) -> None:
        self.worker = worker
        self.claim = claim
        self._service = worker.service
        self._progress = progress
        # By a clock that nobody sets: what is measured is how long, not when.
        self._heard_s = self._began_s = monotonic()

    def look(self) -> None:
        """Look once. Where the job may not go on this leaves the process and does not return."""
        if self.worker.asked_to_stop():
            self._end_by(give_back)
        try:
            self._look()
        except JobLostError:
            # Unless its end was written in between, by the thread that works.
            if not self._has_ended_here():
                self._leave("is no longer this worker's")
        except StoreError as error:
            _LOG.warning("job %s: the store does not answer: %s", self.claim.job_id, error)
        if self._silent_s() > self.worker.pace.lease_s:
            self._leave("was not heard of for too long")

    def _look(self) -> None:
        with self._service.store.reading() as connection:
            job = find_head(connection, self.claim.job_id)
        if job is not None and job.has_ended and job.worker == self.claim.worker:
            return  # its end has just been written by the thread that works
        if job is None or job.worker != self.claim.worker or job.state != "running":
            self._leave("is no longer this worker's")
        elif job.cancel:
            self._end_by(stop_job, and_upload=True)
        elif monotonic() - self._began_s > self._most_s:
            self._end_by(self._fail_late, and_upload=True)
        else:
            self._be_heard()

    def _has_ended_here(self) -> bool:
        with self._service.store.reading() as connection:
            job = find_head(connection, self.claim.job_id)
        return job is not None and job.has_ended and job.worker == self.claim.worker

    def _be_heard(self) -> None:
        step = self._progress.news()
        if step is None and self._silent_s() < self.worker.pace.beat_s:
            return
        now_s = monotonic()
        with self._service.store.writing() as connection:
            if step is None:
                beat(connection, self.claim)
            else:
                said = {"zh": step.text.zh, "en": step.text.en}
                tell_progress(connection, self.claim, said, done=step.done, total=step.total)
        self._heard_s = now_s

    def _silent_s(self) -> float:
        return monotonic() - self._heard_s

    @property
    def _most_s(self) -> float:
        return 60.0 * self._service.limits.job_limit_min

    def _fail_late(self, connection: Connection, claim: Claim, now: datetime) -> None:
        problem = out_of_time(claim.job_id, self._service.limits.job_limit_min)
        fail_job(connection, claim, problem, now)

    def _end_by(
        self, end: Callable[[Connection, Claim, datetime], None], *, and_upload: bool = False
    ) -> None:
        """Write that the job has ended or waits again, and leave; unless it is done just now."""
        try:
            with self._service.store.writing() as connection:
                end(connection, self.claim, self._service.now())
        except JobLostError:
            return
        except StoreError as error:
            self._leave(f"cannot be given back: {error}")
        if and_upload:
            remove(self._service.home.upload(self.claim.job_id))
        self._leave("is broken off")

    def _leave(self, why: str) -> NoReturn:
        """End the process, whatever the thread that works is doing."""
        _LOG.warning("job %s %s", self.claim.job_id, why)
        remove(self._service.home.scratch)
        self.worker.leave(LEFT)
