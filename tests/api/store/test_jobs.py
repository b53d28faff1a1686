import threading
import time

import pytest
from support.stores import order, settle

from api.store.job_claims import (
    Claim,
    beat,
    claim_job,
    fail_job,
    finish_job,
    give_back,
    stop_job,
    tell_progress,
)
from api.store.jobs import (
    Job,
    Ordered,
    WantedJobs,
    add_job_once,
    ask_cancel,
    count_jobs,
    find_head,
    find_job,
    list_jobs,
)
from api.store.listing import Position

STEP = {"zh": "计算可达", "en": "measuring reach"}
OURS, THEIRS = Claim("job-1", "w1"), Claim("job-1", "w2")


@pytest.fixture
def waiting(store, clock):
    """A job that waits."""
    with store.writing() as connection:
        settle(connection, clock())
        order(connection, clock())
    return store


@pytest.fixture
def running(waiting, clock):
    """The same job, begun by w1."""
    with waiting.writing() as connection:
        claim_job(connection, "w1")
    return waiting


def state(store, job_id="job-1"):
    with store.reading() as connection:
        return find_job(connection, job_id).state


def test_a_job_waits_until_somebody_claims_it(waiting, clock):
    with waiting.writing() as connection:
        job = find_job(connection, "job-1")
        assert (job.state, job.attempts, job.task) == ("waiting", 0, {"minutes": 15})
        begun = claim_job(connection, "w1")
        assert (begun.state, begun.attempts, begun.worker) == ("running", 1, "w1")
        assert claim_job(connection, "w2") is None


def test_who_has_waited_longest_comes_first(waiting, clock):
    with waiting.writing() as connection:
        order(connection, clock(), "job-0")
        assert [claim_job(connection, "w").id for _ in range(2)] == ["job-1", "job-0"]


def test_progress_is_seen_by_all(running, clock):
    with running.writing() as connection:
        tell_progress(connection, OURS, STEP, done=3, total=10)
    with running.reading() as connection:
        job = find_job(connection, "job-1")
    assert (job.step, job.done, job.total) == (STEP, 3, 10)


def test_a_job_ends_with_its_result(running, clock):
    with running.writing() as connection:
        finish_job(connection, OURS, "cov-1", end := clock())
        job = find_job(connection, "job-1")
    assert (job.state, job.result_id, job.ended_at, job.has_ended) == ("done", "cov-1", end, True)


def test_a_job_ends_with_its_problem(running, clock):
    with running.writing() as connection:
        fail_job(connection, OURS, {"code": "question"}, clock())
        job = find_job(connection, "job-1")
    assert (job.state, job.problem) == ("failed", {"code": "question"})


def test_a_job_that_waits_is_cancelled_at_once(waiting, clock):
    with waiting.writing() as connection:
        assert ask_cancel(connection, "job-1", clock()).state == "cancelled"
        assert claim_job(connection, "w1") is None


def test_the_worker_of_a_job_that_runs_is_asked_to_stop(running, clock):
    with running.writing() as connection:
        assert not beat(connection, OURS)
        assert ask_cancel(connection, "job-1", clock()).state == "running"
        assert beat(connection, OURS)
        stop_job(connection, OURS, clock())
    assert state(running) == "cancelled"


def test_what_has_ended_is_not_cancelled(running, clock):
    with running.writing() as connection:
        finish_job(connection, OURS, "cov-1", clock())
        job = ask_cancel(connection, "job-1", clock())
        assert (job.state, job.cancel) == ("done", False)
        assert ask_cancel(connection, "none", clock()) is None


def test_a_job_that_is_given_back_waits_as_if_never_begun(running, clock):
    with running.writing() as connection:
        give_back(connection, OURS, clock())
        again = claim_job(connection, "w2")
    assert (again.attempts, again.worker) == (1, "w2")


def test_a_job_given_back_after_somebody_cancelled_it_ends(running, clock):
    with running.writing() as connection:
        ask_cancel(connection, "job-1", clock())
        give_back(connection, OURS, clock())
    assert state(running) == "cancelled"


def test_jobs_are_listed_newest_first_and_paged(running, clock):
    with running.writing() as connection:
        order(connection, clock(), "job-2", owner_id="acc-2")
        order(connection, clock(), "job-3", kind="survey")
        page = list_jobs(connection, WantedJobs(), limit=2)
        rest = Position(page[-1].created_at, page[-1].id)
        assert [each.id for each in page] == ["job-3", "job-2"]
        assert [each.id for each in list_jobs(connection, WantedJobs(), limit=2, after=rest)] == [
            "job-1"
        ]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"owner_id": "acc-2"}, ["job-2"]),
        ({"kind": "survey"}, ["job-3"]),
        ({"state": "running"}, ["job-1"]),
    ],
)
def test_a_list_of_jobs_has_what_is_wanted(running, clock, wanted, expected):
    with running.writing() as connection:
        order(connection, clock(), "job-2", owner_id="acc-2")
        order(connection, clock(), "job-3", kind="survey")
        found = list_jobs(connection, WantedJobs(**wanted), limit=10)
        assert count_jobs(connection) == {"running": 1, "waiting": 2}
    assert [each.id for each in found] == expected


def test_how_a_job_stands_is_read_without_its_task(waiting, clock):
    with waiting.writing() as connection:
        order(connection, clock(), "job-2", kind="import", task={"check_only": True})
        job = find_job(connection, "job-1")
        assert not hasattr(find_head(connection, "job-1"), "task") and job.task
        assert job == Job(**vars(find_head(connection, "job-1")), task=job.task)
        assert find_head(connection, "none") is None
        found = {job.id: job.sent for job in list_jobs(connection, WantedJobs(), limit=9)}
    assert found == {"job-1": None, "job-2": {"check_only": True}}


TASK = {"parameters": {"minutes": 15, "title": "圈"}, "language": "zh"}
TURNED = {"language": "zh", "parameters": {"title": "圈", "minutes": 15}}


def once(connection, at, job_id, *, owner="acc-1", level="public", **task):
    task = task or TASK
    return add_job_once(connection, Ordered(job_id, "coverage", "demo", owner, level, task, at))


@pytest.fixture
def asked_once(store, clock):
    """A store with a job of acc-1."""
    with store.writing() as connection:
        settle(connection, clock())
        assert once(connection, clock(), "job-1") == "job-1"
    return store


@pytest.mark.parametrize("begins", [False, True])
def test_the_same_of_the_same_account_is_the_job_that_is_under_way(asked_once, clock, begins):
    with asked_once.writing() as connection:
        if begins:
            claim_job(connection, "w1")
        assert once(connection, clock(), "job-2", **TURNED) == "job-1"
        assert find_job(connection, "job-2") is None


@pytest.mark.parametrize(
    "other",
    [{"owner": "acc-2"}, {"owner": None}, {"level": "internal"}, {**TASK, "language": "en"},
     {**TASK, "parameters": {"minutes": 16, "title": "圈"}}],
)  # fmt: skip
def test_another_account_or_another_question_has_a_job_of_its_own(asked_once, clock, other):
    with asked_once.writing() as connection:
        assert once(connection, clock(), "job-2", **other) == "job-2"


def test_nobody_in_particular_is_never_given_the_job_of_another(asked_once, clock):
    with asked_once.writing() as connection:
        for job_id in ("job-2", "job-3"):
            assert once(connection, clock(), job_id, owner=None) == job_id


@pytest.mark.parametrize("begins", [False, True])
def test_a_job_that_is_being_cancelled_is_under_way_no_more(asked_once, clock, begins):
    with asked_once.writing() as connection:
        if begins:
            claim_job(connection, "w1")
        ask_cancel(connection, "job-1", clock())
        assert once(connection, clock(), "job-2") == "job-2"


def test_what_has_ended_is_asked_anew(asked_once, clock):
    with asked_once.writing() as connection:
        claim_job(connection, "w1")
        fail_job(connection, OURS, {"code": "internal"}, clock())
        assert once(connection, clock(), "job-2") == "job-2"


def test_of_many_who_ask_at_once_all_get_the_same_job(store, clock):
    with store.writing() as connection:
        settle(connection, clock())
    got, at = [], clock()

    def ask(job_id):
        with store.writing() as connection:
            got.append(once(connection, at, job_id))
            time.sleep(0.1)  # nobody else sees it yet

    threads = [threading.Thread(target=ask, args=(f"job-{n}",)) for n in range(4)]
    [each.start() for each in threads]
    [each.join() for each in threads]
    assert len(got) == 4 and len(set(got)) == 1
