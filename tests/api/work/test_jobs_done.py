"""What a worker makes of a job."""

import time
from datetime import timedelta

from support.small_jobs import begun, job_of, order, until

from api.store.jobs import ask_cancel
from data.text import Text


def ended(service, job_id="job-1"):
    return until(lambda: (job := job_of(service, job_id)).has_ended and job)


def test_jobs_are_done_in_the_order_in_which_they_were_asked_for(service, working_here):
    for name in ("job-2", "job-1", "job-3"):
        order(service, name)
    with working_here():
        ended(service, "job-3")
    at = {name: job_of(service, name).ended_at for name in ("job-1", "job-2", "job-3")}
    assert sorted(at, key=at.get) == ["job-2", "job-1", "job-3"]


def test_a_job_that_is_done_leads_to_its_result_and_leaves_nothing_behind(service, working_here):
    order(service)
    service.home.upload("job-1").write_text("what was sent")
    with working_here():
        assert ended(service).result_id == "res-job-1"
    assert list(service.home.scratch.iterdir()) == []
    assert not service.home.upload("job-1").exists()


def test_a_job_whose_end_takes_long_to_write_leaves_nothing_behind_either(service, working_here):
    def perform(service, job, tell):
        def finish(connection, now):
            tell(Text("写入", "writing"))
            time.sleep(0.5)  # meanwhile the watcher wants to write what was told
            return f"res-{job.id}"

        return finish

    for name in ("job-1", "job-2"):
        order(service, name)
        service.home.upload(name).write_text("what was sent")
    with working_here({"coverage": perform}):
        ended(service, "job-2")
    assert not any(service.home.upload(name).exists() for name in ("job-1", "job-2"))


def test_what_is_worked_on_is_told(service, working_here):
    order(service, say=["读取", "统计"], between_s=0.5)
    with working_here():
        job = until(lambda: (job := job_of(service)).step and job)
    # The watcher writes at its own pace, and may miss what lasts half a second.
    assert (job.step["zh"], job.done, job.total) in [("读取", 1, 2), ("统计", 2, 2)]


def test_a_worker_that_has_nothing_to_tell_is_heard_of_nevertheless(service, working_here):
    order(service, wait_s=1)
    with working_here():
        first = until(lambda: job_of(service).seen_at)
        until(lambda: job_of(service).seen_at > first)


def test_a_failure_is_a_problem_document_in_both_languages(service, working_here):
    order(service, fail="yes")
    with working_here():
        job = ended(service)
    assert job.state == "failed"
    assert job.problem["zh"]["code"] == "source"
    assert job.problem["zh"]["errors"][0]["found"] == "没有列"
    assert job.problem["en"]["errors"][0]["found"] == "no column"


def test_an_error_that_nobody_foresaw_is_told_without_its_trace(service, working_here):
    order(service, fail="crash")
    with working_here():
        job = ended(service)
        order(service, "job-2")
        assert ended(service, "job-2").state == "done"  # the worker lives on
    assert job.problem["en"]["code"] == "internal"
    assert "ZeroDivision" not in str(job.problem)


def test_a_job_that_waits_is_cancelled_without_a_worker(service, working_here):
    order(service)
    with service.store.writing() as connection:
        ask_cancel(connection, "job-1", service.now())
    order(service, "job-2")
    with working_here():
        ended(service, "job-2")
    assert (job_of(service).state, len(begun(service))) == ("cancelled", 1)


def test_nothing_is_written_for_a_job_that_somebody_else_has_by_now(service, working_here):
    """The transaction that writes the result is the one that ends the job."""
    from api.store.districts import find_district
    from api.store.job_claims import requeue_lost

    def slow(own, job, tell):
        with own.store.writing() as connection:
            requeue_lost(connection, timedelta(seconds=-1), {}, own.now())
            claim_by_another(connection, own)
        return write_a_district

    order(service)
    with working_here({"coverage": slow}):
        until(lambda: job_of(service).worker == "another")
    with service.store.reading() as connection:
        assert find_district(connection, "written") is None


def claim_by_another(connection, service):
    from api.store.job_claims import claim_job

    claim_job(connection, "another")


def write_a_district(connection, at):
    from support.stores import district

    from api.store.districts import add_district

    add_district(connection, district(at, "written"))
    return "res-1"
