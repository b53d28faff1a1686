"""Jobs whose workers are gone."""

from dataclasses import replace

from support.small_jobs import QUICK, job_of, order

from api.store.job_claims import MAX_ATTEMPTS, claim_job
from api.work.leases import requeue, requeue_dead


def claim(service, worker):
    with service.store.writing() as connection:
        return claim_job(connection, worker, service.now())


def test_a_worker_that_is_dead_loses_its_job_at_once_and_others_keep_theirs(service):
    for name in ("job-1", "job-2"):
        order(service, name)
    claim(service, "dead")
    claim(service, "alive")
    requeue_dead(service, "dead")
    assert job_of(service, "job-1").state == "waiting"
    assert job_of(service, "job-2").state == "running"


def test_a_worker_that_was_heard_of_lately_keeps_its_job(service):
    order(service)
    claim(service, "somewhere")
    requeue(service, QUICK)
    assert job_of(service).state == "running"
    requeue(service, replace(QUICK, lease_s=-1))
    assert job_of(service).state == "waiting"


def test_a_job_that_was_lost_too_often_fails(service):
    order(service)
    for _ in range(MAX_ATTEMPTS):
        claim(service, "dead")
        requeue_dead(service, "dead")
    assert job_of(service).problem["en"]["code"] == "worker-lost"
