"""The supervisor: so many worker processes, another one for each that dies, none left behind."""

import logging
import multiprocessing
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from multiprocessing.connection import Connection as Pipe
from multiprocessing.context import SpawnProcess

from api.service.service import Service
from api.work.leases import requeue, requeue_dead
from api.work.pace import Pace
from api.work.process import Terms, open_service, run_worker, worker_name
from api.work.watch import LEFT

_LOG = logging.getLogger("quankan.work")
_SPAWN = multiprocessing.get_context("spawn")
# How many times in a lease lost jobs are looked for.
_LOOKS_A_LEASE = 6


def supervise(terms: Terms, workers: int, stop: threading.Event) -> None:
    """Keep so many workers at work until `stop` is set; then end them. Blocks.

    Jobs that are under way then wait again, and are begun anew when somebody works again.

    Args:
        terms: What each worker works with.
        workers: How many; with none, only lost jobs are looked after.
        stop: Set by whoever wants it to end.
    """
    service = open_service(terms)
    pace, places = terms.pace, [_Place(terms, service) for _ in range(workers)]
    looked = None
    with closing(service.store):
        try:
            while not stop.wait(pace.look_s):
                now = service.now()
                for place in places:
                    place.fill(now)
                if looked is None or now - looked >= _between_looks(pace):
                    requeue(service, pace)
                    looked = now
        finally:
            _dismiss(places, service, pace)


@contextmanager
def supervised(terms: Terms, workers: int) -> Iterator[None]:
    """Workers are at work while the block lasts, beside whatever else the process does."""
    stop = threading.Event()
    thread = threading.Thread(target=supervise, args=(terms, workers, stop), name="supervisor")
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


@dataclass(frozen=True)
class _Running:
    process: SpawnProcess
    pipe: Pipe
    name: str
    since: datetime


class _Place:
    """A place for one worker: who has it, and when the next may have it."""

    def __init__(self, terms: Terms, service: Service) -> None:
        self._terms = terms
        self._service = service
        self._running: _Running | None = None
        self._deaths = 0
        self._not_before: datetime | None = None

    @property
    def running(self) -> _Running | None:
        """Who has the place."""
        return self._running

    def fill(self, now: datetime) -> None:
        """See that somebody is there, unless the last ones died at once."""
        running = self._running
        if running is not None and not running.process.is_alive():
            self._bury(running, now)
        waits = self._not_before is not None and now < self._not_before
        if self._running is None and not waits:
            self._running = _spawned(self._terms, now)

    def _bury(self, running: _Running, now: datetime) -> None:
        pace, code = self._terms.pace, running.process.exitcode
        running.process.join()
        running.pipe.close()
        requeue_dead(self._service, running.name)
        self._running, self._not_before = None, None
        if code == LEFT:
            return
        settled = now - running.since >= timedelta(seconds=pace.settled_s)
        self._deaths = 1 if settled else self._deaths + 1
        pause_s = min(pace.retry_s * 2 ** (self._deaths - 1), pace.longest_retry_s)
        self._not_before = now + timedelta(seconds=pause_s)
        _LOG.error("worker %s died (%s); another one in %g s", running.name, code, pause_s)


def _spawned(terms: Terms, now: datetime) -> _Running:
    ours, theirs = _SPAWN.Pipe()
    name = worker_name()
    process = _SPAWN.Process(
        target=run_worker, args=(name, terms, theirs), name="quankan-worker", daemon=True
    )
    process.start()
    # With ours the last end on this side closes: a worker then sees that its supervisor is gone.
    theirs.close()
    return _Running(process, ours, name, now)


def _dismiss(places: list[_Place], service: Service, pace: Pace) -> None:
    """Tell everybody to leave; who does not in time is ended."""
    running = [place.running for place in places if place.running is not None]
    for each in running:
        _tell_to_stop(each)
    until = service.now() + timedelta(seconds=pace.grace_s)
    for each in running:
        each.process.join(max(0.0, (until - service.now()).total_seconds()))
        if each.process.is_alive():
            _LOG.error("worker %s does not leave and is ended", each.name)
            each.process.kill()
            each.process.join()
        requeue_dead(service, each.name)
        each.pipe.close()


def _tell_to_stop(running: _Running) -> None:
    try:
        if not running.pipe.poll():
            running.process.kill()  # it is still loading, and has no job
        running.pipe.send("stop")
    except OSError:
        _LOG.info("worker %s has left already", running.name)


def _between_looks(pace: Pace) -> timedelta:
    return timedelta(seconds=pace.lease_s / _LOOKS_A_LEASE)
