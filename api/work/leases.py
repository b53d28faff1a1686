"""Jobs whose workers were not heard of: they wait again, or end where that happened too often.

What was sent for a job that ends so is taken away, as it is when a job ends otherwise.
"""

import logging
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import Connection

from api.districts.home import remove_job
from api.service.service import Service
from api.store.errors import StoreError
from api.store.job_claims import Requeued, requeue_lost, requeue_of
from api.work.failures import worker_lost
from api.work.pace import Pace

_LOG = logging.getLogger("quankan.work")


def requeue(service: Service, pace: Pace) -> None:
    """Let the jobs wait again whose workers were not heard of for the length of a lease.

    Where the store does not answer nothing happens; the next call makes up for it.
    """
    now, lease = service.now(), timedelta(seconds=pace.lease_s)
    _try(service, lambda connection: requeue_lost(connection, lease, worker_lost(), now))


def requeue_dead(service: Service, worker: str) -> None:
    """Let the jobs of a worker that is dead wait again at once; where that fails, after a lease."""
    now = service.now()
    _try(service, lambda connection: requeue_of(connection, worker, worker_lost(), now))


def _try(service: Service, take_away: Callable[[Connection], Requeued]) -> None:
    try:
        with service.store.writing() as connection:
            became = take_away(connection)
    except StoreError as error:
        _LOG.warning("lost jobs cannot be looked for: %s", error)
        return
    for job_id in became.ended:
        remove_job(service.home, job_id)
    if became.waiting or became.failed:
        waiting, failed = len(became.waiting), len(became.failed)
        _LOG.warning("lost jobs: %d wait again, %d failed", waiting, failed)
