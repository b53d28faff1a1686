"""Watching over a job: it is heard of, told about, and broken off where it may not go on."""

import logging
import os
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection

from api.districts.home import remove
from api.service.service import Service
from api.store.errors import JobLostError, StoreError
from api.store.job_claims import Claim, beat, give_back, stop_job, tell_progress
from api.store.jobs import find_job
from api.work.pace import Pace
from api.work.progress import Progress

_LOG = logging.getLogger("quankan.work")
# Left on purpose: another worker takes the place at once.
LEFT = 0


class Watch:
    """The watch over one job, by the main thread of the worker that has it.

    Attributes:
        service: The parts of the service; its scratch folder is the job's own.
        claim: The job and the worker.
    """

    def __init__(
        self,
        service: Service,
        claim: Claim,
        progress: Progress,
        pace: Pace,
        asked_to_stop: Callable[[], bool],
    ) -> None:
        self.service = service
        self.claim = claim
        self._progress = progress
        self._asked_to_stop = asked_to_stop
        self._beat_every = timedelta(seconds=pace.beat_s)
        self._lease = timedelta(seconds=pace.lease_s)
        self._heard = service.now()

    def look(self) -> None:
        """Look once. Where the job may not go on this leaves the process and does not return."""
        if self._asked_to_stop():
            self._end_by(give_back)
        try:
            self._look()
        except JobLostError:
            self._leave("is no longer this worker's")
        except StoreError as error:
            _LOG.warning("job %s: the store does not answer: %s", self.claim.job_id, error)
        if self.service.now() - self._heard > self._lease:
            self._leave("was not heard of for too long")

    def _look(self) -> None:
        with self.service.store.reading() as connection:
            job = find_job(connection, self.claim.job_id)
        if job is not None and job.has_ended and job.worker == self.claim.worker:
            return  # its end has just been written by the thread that works
        if job is None or job.worker != self.claim.worker or job.state != "running":
            self._leave("is no longer this worker's")
        elif job.cancel:
            self._end_by(stop_job, and_upload=True)
        else:
            self._be_heard()

    def _be_heard(self) -> None:
        now, step = self.service.now(), self._progress.news()
        if step is None and now - self._heard < self._beat_every:
            return
        with self.service.store.writing() as connection:
            if step is None:
                beat(connection, self.claim, now)
            else:
                said = {"zh": step.text.zh, "en": step.text.en}
                tell_progress(connection, self.claim, said, now, done=step.done, total=step.total)
        self._heard = now

    def _end_by(
        self, end: Callable[[Connection, Claim, datetime], None], *, and_upload: bool = False
    ) -> None:
        """Write that the job has ended or waits again, and leave; unless it is done just now."""
        try:
            with self.service.store.writing() as connection:
                end(connection, self.claim, self.service.now())
        except JobLostError:
            return
        except StoreError as error:
            self._leave(f"cannot be given back: {error}")
        if and_upload:
            remove(self.service.home.upload(self.claim.job_id))
        self._leave("is broken off")

    def _leave(self, why: str) -> None:
        """End the process, whatever the thread that works is doing."""
        _LOG.warning("job %s %s", self.claim.job_id, why)
        remove(self.service.home.scratch)
        os._exit(LEFT)
