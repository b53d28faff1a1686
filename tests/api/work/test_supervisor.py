"""The supervisor outlives what goes wrong with one worker, or with one look for lost jobs."""

from multiprocessing.context import SpawnProcess

import pytest
from sqlalchemy.exc import IntegrityError
from support.small_jobs import job_of, order, terms, until

from api.work import supervisor
from api.work.supervisor import Supervisor
from data.errors import RulePackError

UNFORESEEN = IntegrityError("…", {}, Exception("…"))


@pytest.fixture
def failing(monkeypatch):
    """Let something fail the first times it is called; how often it was called."""

    def begin(owner, name, error, times=2):
        honest, calls = getattr(owner, name), []

        def fail_first(*args):
            calls.append(args)
            if len(calls) <= times:
                raise error
            return honest(*args)

        monkeypatch.setattr(owner, name, fail_first)
        return calls

    return begin


def done(service):
    return until(lambda: job_of(service).state == "done", 60)


def test_a_process_that_cannot_be_started_is_tried_again(service, working, failing):
    tried = failing(SpawnProcess, "start", OSError(11, "Resource temporarily unavailable"))
    order(service)
    with working():
        assert done(service)
    assert len(tried) == 3


def test_what_was_opened_for_a_process_that_cannot_be_started_is_closed(
    service, working, failing, monkeypatch
):
    honest, pipes = supervisor._SPAWN.Pipe, []

    def pipe():
        pipes.append(honest())
        return pipes[-1]

    monkeypatch.setattr(supervisor._SPAWN, "Pipe", pipe)
    failing(SpawnProcess, "start", OSError(24, "Too many open files"), times=1000)
    with working():
        until(lambda: len(pipes) > 1, 60)
    assert all(end.closed for pair in pipes for end in pair)


def test_lost_jobs_are_looked_for_again_whatever_the_store_says(service, working, failing):
    looked = failing(supervisor, "requeue", UNFORESEEN)
    with working(workers=0) as running:
        until(lambda: len(looked) > 2, 60)
        assert running.lives()


def test_a_job_that_cannot_be_taken_from_the_dead_is_done_after_a_lease(service, working, failing):
    tried = failing(supervisor, "requeue_dead", UNFORESEEN, times=1)
    order(service, die_first=1)
    with working():
        assert done(service) and tried


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_it_is_known_whether_the_supervisor_lives(service):
    pack = service.home.rule_pack("bad.yaml")
    pack.parent.mkdir()
    with Supervisor(terms(service.home.folder), 0) as running:
        assert running.lives()
    pack.write_text("no pack")
    with Supervisor(terms(service.home.folder), 0) as running:
        until(lambda: not running.lives())
    with pytest.raises(RulePackError):
        supervisor.open_service(terms(service.home.folder))
