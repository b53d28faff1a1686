"""Whatever workers, people and deaths do in whatever order: a job is where a plain account of the
same deeds says that it is."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete
from support.stores import order, settle

from api.store.errors import JobLostError
from api.store.job_claims import (
    MAX_ATTEMPTS,
    Claim,
    beat,
    claim_job,
    finish_job,
    give_back,
    requeue_lost,
)
from api.store.jobs import WantedJobs, ask_cancel, list_jobs
from api.store.tables import jobs

NAMES, WORKERS = ("job-1", "job-2"), ("w1", "w2")


@dataclass
class Told:
    """A job in the plain account."""

    state: str = "waiting"
    worker: str | None = None
    attempts: int = 0
    cancel: bool = False


def told_claim(account, worker):
    for job in account.values():
        if job.state == "waiting":
            job.state, job.worker, job.attempts = "running", worker, job.attempts + 1
            return


def told_cancel(job):
    if job.state in {"waiting", "running"}:
        job.cancel = True
    if job.state == "waiting":
        job.state = "cancelled"


def told_give_back(job):
    job.state = "cancelled" if job.cancel else "waiting"
    job.attempts -= 0 if job.cancel else 1


def told_deaths(account):
    for job in account.values():
        if job.state == "running":
            spent = "failed" if job.attempts >= MAX_ATTEMPTS else "waiting"
            job.state = "cancelled" if job.cancel else spent


def do(connection, account, deed, name, worker, at):
    """One deed, in the store and in the plain account."""
    job, claim = account[name], Claim(name, worker)
    own = job.state == "running" and job.worker == worker
    if deed == "claim":
        claim_job(connection, worker)
        told_claim(account, worker)
    elif deed == "cancel":
        ask_cancel(connection, name, at)
        told_cancel(job)
    elif deed == "deaths":
        requeue_lost(connection, timedelta(seconds=-1), {}, at)
        told_deaths(account)
    elif not own:
        with pytest.raises(JobLostError):
            beat(connection, claim)
    elif deed == "finish":
        finish_job(connection, claim, "cov-1", at)
        job.state = "done"
    else:
        give_back(connection, claim, at)
        told_give_back(job)


DEEDS = st.tuples(
    st.sampled_from(["claim", "claim", "finish", "give back", "cancel", "deaths"]),
    st.sampled_from(NAMES),
    st.sampled_from(WORKERS),
)


@pytest.fixture
def settled(store, clock):
    with store.writing() as connection:
        settle(connection, clock())
    return store


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(deeds=st.lists(DEEDS, max_size=15))
def test_a_job_is_where_a_plain_account_says(settled, clock, deeds):
    account = {name: Told() for name in NAMES}
    with settled.writing() as connection:
        connection.execute(delete(jobs))
        for name in NAMES:
            order(connection, clock(), name)
        for deed in deeds:
            do(connection, account, *deed, clock())
        found = list_jobs(connection, WantedJobs(), limit=9)
    assert {
        job.id: Told(job.state, job.worker, job.attempts, job.cancel) for job in found
    } == account
