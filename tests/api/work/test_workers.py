"""Workers as processes: what happens to a job, whatever happens to them."""

import os
import signal
import time

import pytest
from support.small_jobs import begun, job_of, order, until

UNIX = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")


def ended(service, job_id="job-1"):
    return until(lambda: (job := job_of(service, job_id)).has_ended and job)


def rooms(service):
    return list(service.home.scratch.iterdir())


def test_a_job_is_done_by_another_process_and_leaves_nothing_behind(service, working):
    order(service)
    with working():
        assert ended(service).result_id == "res-job-1"
    assert begun(service) != [os.getpid()]
    assert rooms(service) == []


def test_jobs_are_done_in_the_order_in_which_they_were_asked_for(service, working):
    for name in ("job-2", "job-1", "job-3"):
        order(service, name, wait_s=0.02)
    with working():
        ended(service, "job-3")
    at = {name: job_of(service, name).ended_at for name in ("job-1", "job-2", "job-3")}
    assert sorted(at, key=at.get) == ["job-2", "job-1", "job-3"]


def test_what_is_worked_on_is_told(service, working):
    order(service, say=["读取", "统计"], between_s=0.2)
    with working():
        job = until(lambda: (job := job_of(service)).step and job)
        assert (job.step, job.done, job.total) == ({"zh": "读取", "en": "读取"}, 1, 2)
        ended(service)


def test_a_failure_is_a_problem_document_in_both_languages(service, working):
    order(service, fail="yes")
    with working():
        job = ended(service)
    assert job.state == "failed"
    assert job.problem["zh"]["code"] == "source"
    assert job.problem["zh"]["errors"][0]["found"] == "没有列"
    assert job.problem["en"]["errors"][0]["found"] == "no column"


def test_an_error_that_nobody_foresaw_is_told_without_its_trace(service, working):
    order(service, fail="crash")
    with working():
        job = ended(service)
        order(service, "job-2")
        assert ended(service, "job-2").state == "done"  # the worker lives on
    assert job.problem["en"]["code"] == "internal"
    assert "ZeroDivision" not in str(job.problem)


@UNIX
def test_a_job_whose_worker_is_killed_is_finished_by_another_one(service, working):
    order(service, die_first=1)
    with working():
        job = ended(service)
    assert (job.state, job.attempts) == ("done", 2)
    assert len(set(begun(service))) == 2
    assert rooms(service) == [service.home.scratch / "job-1.1"]  # for `tidy`


@UNIX
def test_a_job_that_kills_every_worker_fails_at_last(service, working):
    order(service, die_first=9)
    with working():
        job = ended(service)
    assert (job.state, job.attempts) == ("failed", 3)
    assert job.problem["zh"]["code"] == "worker-lost"


def test_a_job_that_is_cancelled_ends_at_once_and_the_next_one_is_done(service, working):
    from api.store.jobs import ask_cancel

    order(service, wait_s=60)
    with working():
        until(lambda: begun(service))
        with service.store.writing() as connection:
            ask_cancel(connection, "job-1", service.now())
        assert ended(service).state == "cancelled"
        until(lambda: not rooms(service))
        order(service, "job-2")
        assert ended(service, "job-2").state == "done"


def test_a_job_under_way_when_the_service_stops_is_begun_anew_when_it_starts(service, working):
    order(service, wait_s=0.7)
    with working():
        until(lambda: begun(service))
    job = job_of(service)
    assert (job.state, job.attempts, rooms(service)) == ("waiting", 0, [])
    with working():
        assert ended(service).attempts == 1


def test_two_workers_share_the_jobs_and_do_each_once(service, working):
    names = [f"job-{n}" for n in range(8)]
    for name in names:
        order(service, name, wait_s=0.1)
    with working(2):
        assert {ended(service, name).attempts for name in names} == {1}
    assert len(begun(service)) == 8
    assert len(set(begun(service))) == 2


def test_a_job_that_is_heard_of_is_left_to_its_worker_beyond_the_lease(service, working):
    order(service, wait_s=1.6)
    with working(2):
        assert ended(service).attempts == 1
    assert len(begun(service)) == 1


@UNIX
def test_workers_leave_when_their_supervisor_is_killed(service):
    import subprocess
    import sys
    from pathlib import Path

    order(service, wait_s=60)
    root = Path(__file__).parents[3]
    code = (
        "import sys, threading; from pathlib import Path;"
        "from support.small_jobs import terms; from api.work.supervisor import supervise;"
        "supervise(terms(Path(sys.argv[1])), 1, threading.Event())"
    )
    paths = os.pathsep.join((str(root), str(root / "tests")))
    with subprocess.Popen(
        [sys.executable, "-c", code, str(service.home.folder)],
        env={**os.environ, "PYTHONPATH": paths},
    ) as process:
        pid = until(lambda: begun(service))[0]
        process.kill()
    until(lambda: job_of(service).state == "waiting")
    time.sleep(0.2)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
