"""A home with a store, and workers: in processes of their own, or in a thread of this one."""

import sys
import threading
from contextlib import contextmanager, suppress

import pytest
from support.small_jobs import QUICK, perform, small_service, terms

from api.work.doing import work
from api.work.process import worker_name
from api.work.supervisor import Supervisor
from api.work.worker import Worker


@pytest.fixture
def service(tmp_path):
    made = small_service(tmp_path / "home")
    yield made
    made.store.close()


@pytest.fixture
def working(service):
    """Use in a `with`: workers are at work meanwhile, each a process."""
    return lambda workers=1: Supervisor(terms(service.home.folder), workers)


@pytest.fixture
def working_here(service):
    """Use in a `with`: one worker is at work in a thread, which ends where a process would."""

    @contextmanager
    def begin(performers=None, of=service):
        stop = threading.Event()
        does = performers or dict.fromkeys(("coverage", "import"), perform)
        worker = Worker(worker_name(), of, does, QUICK, stop.is_set, sys.exit)
        thread = threading.Thread(target=_until_it_leaves, args=(worker,))
        thread.start()
        yield worker
        stop.set()
        thread.join()

    return begin


def _until_it_leaves(worker):
    with suppress(SystemExit):
        work(worker)
