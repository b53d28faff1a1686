"""Jobs whose workers are gone."""

from dataclasses import replace
from datetime import timedelta

import pytest
from support.small_jobs import QUICK, begun, job_of, order, until

from api.clock import now
from api.store.job_claims import MAX_ATTEMPTS, claim_job
from api.store.jobs import ask_cancel
from api.work.leases import requeue, requeue_dead


def claim(service, worker):
    with service.store.writing() as connection:
        return claim_job(connection, worker)


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


@pytest.mark.parametrize("minutes", [-5, 5])
def test_a_worker_whose_clock_is_wrong_keeps_its_job_and_no_longer(service, working_here, minutes):
    """Machines that share a store need not agree on the time, nor on how it passes."""
    wrong = replace(service, now=lambda: now() + timedelta(minutes=minutes))
    order(service, wait_s=1.5)
    with working_here(of=wrong):
        until(lambda: begun(service))
        requeue(service, QUICK)
        assert job_of(service).state == "running"
        requeue(service, replace(QUICK, lease_s=-1))
        assert job_of(service).state == "waiting"


@pytest.mark.parametrize("jump", [timedelta(days=-1), timedelta(days=1)])
def test_a_clock_that_is_set_ends_no_job(service, working_here, jump):
    def leaping():
        return now() + jump if begun(service) else now()

    order(service, wait_s=0.5)
    with working_here(of=replace(service, now=leaping)):
        job = until(lambda: (job := job_of(service)).has_ended and job)
    assert (job.state, job.attempts) == ("done", 1)


def test_a_job_that_was_lost_too_often_fails(service):
    order(service)
    for _ in range(MAX_ATTEMPTS):
        claim(service, "dead")
        requeue_dead(service, "dead")
    assert job_of(service).problem["en"]["code"] == "worker-lost"


def sent_for(service, job_id):
    """What was sent for a job, and what a worker that died has left in its room."""
    service.home.upload(job_id).write_text("what was sent")
    room = service.home.with_room(f"{job_id}.1").scratch
    room.mkdir()
    return [service.home.upload(job_id), room]


@pytest.mark.parametrize("kind", ["coverage", "import"])
def test_what_was_sent_for_a_job_stays_until_it_is_given_up(service, kind):
    order(service, kind=kind)
    sent, others = sent_for(service, "job-1"), sent_for(service, "job-10")
    for _ in range(MAX_ATTEMPTS):
        assert all(path.exists() for path in sent)
        claim(service, "dead")
        requeue_dead(service, "dead")
    assert not any(path.exists() for path in sent)
    assert all(path.exists() for path in others)


def test_what_was_sent_for_a_job_cancelled_while_its_worker_died_goes(service):
    order(service)
    sent = sent_for(service, "job-1")
    claim(service, "dead")
    with service.store.writing() as connection:
        ask_cancel(connection, "job-1", service.now())
    requeue(service, replace(QUICK, lease_s=-1))
    assert job_of(service).state == "cancelled" and not any(path.exists() for path in sent)
