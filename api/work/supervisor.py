"""The supervisor: so many worker processes, another one for each that dies, none left behind."""

import logging
import multiprocessing
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from math import ldexp
from multiprocessing.connection import Connection as Pipe
from multiprocessing.context import SpawnProcess
from time import monotonic
from typing import Self

from sqlalchemy.exc import SQLAlchemyError

from api.service.service import Service
from api.work.leases import requeue, requeue_dead
from api.work.pace import Pace
from api.work.process import Terms, open_service, run_worker, worker_name
from api.work.watch import LEFT
from data.errors import QuankanError

_LOG = logging.getLogger("quankan.work")
_SPAWN = multiprocessing.get_context("spawn")
# How many times in a lease lost jobs are looked for.
_LOOKS_A_LEASE = 6
# No pause is longer by then, and no number too large.
_MOST_DOUBLINGS = 30
# What the system and the database may refuse; whatever else ends the supervisor, and `/ready` says.
_FORESEEN = (OSError, RuntimeError, MemoryError, SQLAlchemyError, QuankanError)


def supervise(terms: Terms, workers: int, stop: threading.Event) -> None:
    """Keep so many workers at work until `stop` is set; then end them. Blocks.

    Jobs that are under way then wait again, and are begun anew when somebody works again.

    Args:
        terms: What each worker works with.
        workers: How many; with none, only lost jobs are looked after.
        stop: Set by whoever wants it to end.
    """
    service = open_service(terms)
    told = replace(terms, packs=service.warm.own())
    pace, places = terms.pace, [_Place(told, service) for _ in range(workers)]
    looked_s = None
    with closing(service.store):
        try:
            while not stop.wait(pace.look_s):
                now_s = monotonic()
                for place in places:
                    place.fill(now_s)
                if looked_s is None or now_s - looked_s >= pace.lease_s / _LOOKS_A_LEASE:
                    _try("lost jobs cannot be looked for", lambda: requeue(service, pace))
                    looked_s = now_s
        finally:
            _dismiss(places, service, pace)


class Supervisor:
    """A supervisor in a thread of its own: workers are at work while a `with` of it lasts."""

    def __init__(self, terms: Terms, workers: int) -> None:
        self._stop = threading.Event()
        self._thread = threading.Thread(
            target=supervise, args=(terms, workers, self._stop), name="supervisor"
        )

    def lives(self) -> bool:
        """Whether it looks after its workers."""
        return self._thread.is_alive()

    def __enter__(self) -> Self:
        """Begin."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End, once the workers have left."""
        self._stop.set()
        self._thread.join()


def _try(failing: str, do: Callable[[], None]) -> bool:
    """Do what one worker or one look needs: what goes wrong with it must not end the others.

    Returns:
        Whether it was done.
    """
    try:
        do()
    except _FORESEEN:
        _LOG.exception("%s", failing)
        return False
    return True


@dataclass(frozen=True)
class _Running:
    process: SpawnProcess
    pipe: Pipe
    name: str
    since_s: float


class _Place:
    """A place for one worker: who has it, and when the next may have it."""

    def __init__(self, terms: Terms, service: Service) -> None:
        self._terms = terms
        self._service = service
        self._running: _Running | None = None
        self._deaths = 0
        self._not_before_s: float | None = None

    @property
    def running(self) -> _Running | None:
        """Who has the place."""
        return self._running

    def fill(self, now_s: float) -> None:
        """See that somebody is there, unless the last ones died at once, or could not begin."""
        running = self._running
        if running is not None and not running.process.is_alive():
            self._bury(running, now_s)
        waits = self._not_before_s is not None and now_s < self._not_before_s
        if self._running is not None or waits:
            return
        if not _try("no worker can be started", lambda: self._begin(now_s)):
            self._deaths += 1
            self._pause(now_s)

    def _begin(self, now_s: float) -> None:
        self._running = _spawned(self._terms, now_s)

    def _bury(self, running: _Running, now_s: float) -> None:
        self._running, self._not_before_s = None, None
        code = running.process.exitcode
        running.process.join()
        running.pipe.close()
        if code != LEFT:
            settled = now_s - running.since_s >= self._terms.pace.settled_s
            self._deaths = 1 if settled else self._deaths + 1
            pause_s = self._pause(now_s)
            _LOG.error("worker %s died (%s); another one in %g s", running.name, code, pause_s)
        _give_back(self._service, running.name)

    def _pause(self, now_s: float) -> float:
        """Leave the place empty for a while, the longer the more died; how long, in seconds."""
        pace = self._terms.pace
        doublings = min(self._deaths - 1, _MOST_DOUBLINGS)
        pause_s = min(ldexp(pace.retry_s, doublings), pace.longest_retry_s)
        self._not_before_s = now_s + pause_s
        return pause_s


def _give_back(service: Service, worker: str) -> None:
    """Let the jobs of a dead worker wait again; where that fails they do so after a lease."""
    _try("jobs of the dead cannot be taken", lambda: requeue_dead(service, worker))


def _spawned(terms: Terms, now_s: float) -> _Running:
    ours, theirs = _SPAWN.Pipe()
    name = worker_name()
    process = _SPAWN.Process(
        target=run_worker, args=(name, terms, theirs), name="quankan-worker", daemon=True
    )
    # With ours the last end on this side closes: a worker then sees that its supervisor is gone.
    with theirs:
        try:
            process.start()
        except BaseException:
            ours.close()
            raise
    return _Running(process, ours, name, now_s)


def _dismiss(places: list[_Place], service: Service, pace: Pace) -> None:
    """Tell everybody to leave; who does not in time is ended."""
    running = [place.running for place in places if place.running is not None]
    for each in running:
        _tell_to_stop(each)
    until_s = monotonic() + pace.grace_s
    for each in running:
        each.process.join(max(0.0, until_s - monotonic()))
        if each.process.is_alive():
            _LOG.error("worker %s does not leave and is ended", each.name)
            each.process.kill()
            each.process.join()
        each.pipe.close()
        _give_back(service, each.name)


def _tell_to_stop(running: _Running) -> None:
    try:
        if not running.pipe.poll():
            running.process.kill()  # it is still loading, and has no job
        running.pipe.send("stop")
    except OSError:
        _LOG.info("worker %s has left already", running.name)
