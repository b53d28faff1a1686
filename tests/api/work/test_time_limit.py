"""A job that takes longer than it may ends; nothing of it is left but the reason."""

from dataclasses import replace

import httpx
import pytest
from support.layer_service import serving
from support.small_jobs import QUICK, begun, job_of, order, small_service, terms, until

from api.service.app import create_app
from api.work.supervisor import Supervisor

# Some 0.3 s.
TINY_MIN = 0.005


@pytest.fixture
def service(tmp_path):
    made = small_service(tmp_path / "home", job_limit_min=TINY_MIN)
    yield made
    made.store.close()


def ended(service, job_id="job-1"):
    return until(lambda: (job := job_of(service, job_id)).has_ended and job, 60)


@pytest.mark.parametrize("kind", ["coverage", "import"])
def test_it_fails_at_once_and_leaves_nothing(service, working_here, kind):
    order(service, kind=kind, wait_s=3)
    service.home.upload("job-1").write_text("what was sent")
    with working_here():
        job = ended(service)
        until(lambda: not list(service.home.scratch.iterdir()))
    assert (job.state, job.result_id, job.attempts) == ("failed", None, 1)
    assert not service.home.upload("job-1").exists()


def test_another_worker_does_the_next_job(service):
    # The limit alone ends the first: on a busy machine, too, the second is done within it, and no
    # worker is taken for lost.
    patient, limit_min = replace(QUICK, lease_s=60), 0.05
    order(service, wait_s=60)
    with Supervisor(terms(service.home.folder, pace=patient, job_limit_min=limit_min), 1):
        assert ended(service).problem["en"]["code"] == "out-of-time"
        order(service, "job-2")
        assert ended(service, "job-2").state == "done"
    first, second = begun(service)
    assert first != second


def test_what_is_told_goes_on_for_nobody(service, working_here):
    """Telling how far it is wins no time."""
    order(service, say=["甲"] * 1000, between_s=0.01)
    with working_here():
        assert ended(service).problem["zh"]["detail"] == "超过 0.005 分钟"


def test_the_caller_sees_a_problem(service, working_here):
    order(service, wait_s=1)
    with working_here():
        ended(service)
    with serving(create_app(service)) as address:
        told = httpx.get(f"{address}/jobs/job-1?lang=en").json()
    assert (told["state"], told["result"]) == ("failed", None)
    assert (told["problem"]["code"], told["problem"]["status"]) == ("out-of-time", 503)
    assert told["problem"]["instance"] == "/jobs/job-1"
