"""Workers come and go; a job belongs to one at a time."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update
from support.stores import order, settle

from api.store.errors import JobLostError
from api.store.job_claims import (
    MAX_ATTEMPTS,
    Claim,
    Requeued,
    beat,
    claim_job,
    fail_job,
    finish_job,
    give_back,
    requeue_lost,
    stop_job,
    tell_progress,
)
from api.store.jobs import ask_cancel, find_job
from api.store.store_clock import store_now
from api.store.tables import jobs

LOST = {"code": "worker-lost"}


@pytest.fixture
def settled(store, clock):
    with store.writing() as connection:
        settle(connection, clock())
    return store


def requeue(store, clock):
    """Take the jobs of all who were not heard of until now."""
    with store.writing() as connection:
        return requeue_lost(connection, timedelta(seconds=-1), LOST, clock())


def claimed(store, clock, worker):
    with store.writing() as connection:
        return claim_job(connection, worker)


def test_many_workers_never_get_the_same_job(settled, clock):
    with settled.writing() as connection:
        expected = [order(connection, clock(), f"job-{n:02}") for n in range(30)]
    got = []

    def work(worker):
        while True:
            with settled.writing() as connection:
                job = claim_job(connection, worker)
            if job is None:
                return
            got.append(job.id)

    threads = [threading.Thread(target=work, args=(f"w{each}",)) for each in range(6)]
    [each.start() for each in threads]
    [each.join() for each in threads]
    assert sorted(got) == expected


def test_the_job_of_a_worker_that_was_not_heard_of_is_begun_again(settled, clock):
    with settled.writing() as connection:
        order(connection, clock())
    claimed(settled, clock, "w1")
    assert requeue(settled, clock) == Requeued(waiting=("job-1",))
    again = claimed(settled, clock, "w2")
    assert (again.worker, again.attempts) == ("w2", 2)


def test_a_worker_that_is_heard_of_keeps_its_job(settled, clock):
    with settled.writing() as connection:
        order(connection, clock())
        claim_job(connection, "w1")
        long_ago = store_now(connection) - timedelta(hours=1)
        connection.execute(update(jobs).values(seen_at=long_ago))
        beat(connection, Claim("job-1", "w1"))
        assert requeue_lost(connection, timedelta(minutes=1), LOST, clock()) == Requeued()


def test_the_database_says_when_a_worker_was_heard_of(settled, clock):
    """Whatever time it is where the worker runs, or where lost jobs are looked for."""
    with settled.writing() as connection:
        order(connection, clock())
        before = store_now(connection)
        seen_at = claim_job(connection, "w1").seen_at
        assert before <= seen_at <= store_now(connection)
        assert abs(datetime.now(UTC) - seen_at) < timedelta(minutes=1)


def test_a_job_whose_workers_keep_dying_fails(settled, clock):
    with settled.writing() as connection:
        order(connection, clock())
    for attempt in range(MAX_ATTEMPTS):
        assert claimed(settled, clock, f"w{attempt}").attempts == attempt + 1
        found = requeue(settled, clock)
    assert found == Requeued(failed=("job-1",))
    with settled.reading() as connection:
        job = find_job(connection, "job-1")
    assert (job.state, job.problem, job.has_ended) == ("failed", LOST, True)


def test_a_cancelled_job_of_a_dead_worker_is_not_begun_again(settled, clock):
    with settled.writing() as connection:
        order(connection, clock())
        claim_job(connection, "w1")
        ask_cancel(connection, "job-1", clock())
    assert requeue(settled, clock) == Requeued(cancelled=("job-1",))


@pytest.mark.parametrize(
    "write",
    [
        lambda connection, claim, now: finish_job(connection, claim, "cov-1", now),
        lambda connection, claim, now: fail_job(connection, claim, LOST, now),
        lambda connection, claim, _: tell_progress(connection, claim, {"zh": "", "en": ""}),
        stop_job,
        give_back,
        lambda connection, claim, _: beat(connection, claim),
    ],
)
def test_who_has_lost_a_job_writes_nothing_about_it(settled, clock, write):
    with settled.writing() as connection:
        order(connection, clock())
    claimed(settled, clock, "w1")
    requeue(settled, clock)
    theirs = claimed(settled, clock, "w2")
    with pytest.raises(JobLostError), settled.writing() as connection:
        write(connection, Claim("job-1", "w1"), clock())
    with settled.reading() as connection:
        assert find_job(connection, "job-1") == theirs
