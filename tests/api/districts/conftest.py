"""An office that takes districts in: its API on the loopback, and a worker in a thread."""

import sys
import threading
from contextlib import contextmanager, suppress

import httpx
import pytest
from support.layer_service import serving
from support.office import open_office
from support.parcels_sent import small_package
from support.small_jobs import QUICK, until

from api.service.app import create_app
from api.store.jobs import find_job
from api.work.doing import work
from api.work.performing import performers
from api.work.process import worker_name
from api.work.worker import Worker


@pytest.fixture(scope="session")
def package_file(tmp_path_factory):
    """An honest district; not to be changed."""
    return small_package(tmp_path_factory.mktemp("sent") / "district.gpkg")


@pytest.fixture
def office(tmp_path):
    made = open_office(tmp_path)
    yield made
    made.service.store.close()


@pytest.fixture
def http(office):
    """A client of the office's service; it keeps no cookies of its own accord."""
    with (
        serving(create_app(office.service)) as address,
        httpx.Client(base_url=address, timeout=60) as client,
    ):
        yield client


@pytest.fixture
def working(office):
    """Use in a `with`: a worker is at work in a thread meanwhile."""

    @contextmanager
    def begin():
        stop = threading.Event()
        worker = Worker(worker_name(), office.service, performers(), QUICK, stop.is_set, sys.exit)
        thread = threading.Thread(target=_until_it_leaves, args=(worker,))
        thread.start()
        yield
        stop.set()
        thread.join()

    return begin


@pytest.fixture
def ended(office, working):
    """Let a worker do a job; the job as it stands then."""

    def see(job_id):
        def found():
            with office.service.store.reading() as connection:
                job = find_job(connection, job_id)
            return job.has_ended and job

        with working():
            return until(found, 60)

    return see


def _until_it_leaves(worker):
    with suppress(SystemExit):
        work(worker)
