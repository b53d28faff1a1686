"""Jobs whose workers were not heard of: they wait again, or end where that happened too often."""

import logging
from datetime import timedelta

from api.service.service import Service
from api.store.errors import StoreError
from api.store.job_claims import requeue_lost
from api.work.failures import worker_lost
from api.work.pace import Pace

_LOG = logging.getLogger("quankan.work")


def requeue(service: Service, pace: Pace) -> None:
    """Let the jobs wait again whose workers were not heard of for the length of a lease.

    Where the store does not answer nothing happens; the next call makes up for it.
    """
    now = service.now()
    unheard_since = now - timedelta(seconds=pace.lease_s)
    try:
        with service.store.writing() as connection:
            became = requeue_lost(connection, unheard_since, worker_lost(), now)
    except StoreError as error:
        _LOG.warning("lost jobs cannot be looked for: %s", error)
        return
    if became.waiting or became.failed:
        _LOG.warning("lost jobs: %d wait again, %d failed", became.waiting, became.failed)
