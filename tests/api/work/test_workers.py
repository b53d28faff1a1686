"""Workers as processes: what becomes of a job, whatever becomes of them."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from support.small_jobs import begun, job_of, order, until

from api.store.jobs import ask_cancel

ROOT = Path(__file__).parents[3]
UNIX = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")


def ended(service, job_id="job-1"):
    return until(lambda: (job := job_of(service, job_id)).has_ended and job, 60)


def rooms(service):
    return [path.name for path in service.home.scratch.iterdir()]


@UNIX
def test_a_job_whose_worker_is_killed_is_finished_by_another_one(service, working):
    order(service, die_first=1)
    with working():
        job = ended(service)
    assert (job.state, job.attempts) == ("done", 2)
    first, second = begun(service)
    assert len({first, second, os.getpid()}) == 3
    assert rooms(service) == []


def test_a_cancelled_job_ends_at_once_and_another_worker_does_the_next(service, working):
    order(service, wait_s=60)
    with working():
        until(lambda: begun(service), 60)
        with service.store.writing() as connection:
            ask_cancel(connection, "job-1", service.now())
        assert ended(service).state == "cancelled"
        until(lambda: not rooms(service))
        order(service, "job-2")
        assert ended(service, "job-2").state == "done"


def test_a_job_under_way_when_the_service_stops_is_begun_anew_when_it_starts(service, working):
    order(service, wait_s=0.7)
    with working():
        until(lambda: begun(service), 60)
    job = job_of(service)
    assert (job.state, job.attempts, rooms(service)) == ("waiting", 0, [])
    with working():
        assert ended(service).attempts == 1


@UNIX
def test_workers_give_their_jobs_back_when_their_supervisor_is_killed(service):
    order(service, wait_s=60)
    code = (
        "import sys, threading; from pathlib import Path;"
        "from support.small_jobs import terms; from api.work.supervisor import supervise;"
        "supervise(terms(Path(sys.argv[1])), 1, threading.Event())"
    )
    paths = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
    command = [sys.executable, "-c", code, str(service.home.folder)]
    with subprocess.Popen(command, env={**os.environ, "PYTHONPATH": paths}) as process:
        until(lambda: begun(service), 60)
        process.kill()
    until(lambda: job_of(service).state == "waiting")
    until(lambda: not rooms(service))
