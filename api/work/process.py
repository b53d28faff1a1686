"""A worker as a process of its own, spawned; it leaves when its supervisor says so or is gone."""

import platform
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection as Pipe

from api.answering.own_packs import own_packs
from api.answering.warm import Warm
from api.clock import now, today
from api.districts.home import Home
from api.districts.pool import Pool
from api.service.logs import set_up_logging
from api.service.service import Service
from api.settings import ServiceSettings, Settings
from api.store.engine import open_store
from api.store.ids import new_id
from api.work.doing import work
from api.work.pace import Pace
from api.work.performing import Perform, performers
from api.work.worker import Worker
from data.rulepacks.pack_file import PackFile

READY = "ready"


@dataclass(frozen=True)
class Terms:
    """What a worker process is told when it is spawned; it goes through a pipe.

    Attributes:
        settings: Language and map approval number.
        limits: With the home folder and the address of the store.
        pace: How often it looks up.
        performers: Gives what does each kind of job.
        packs: The office's own rule packs, where somebody has read them already: a worker that
            takes the place of another answers by the same rules, whatever lies there by then.
    """

    settings: Settings
    limits: ServiceSettings
    pace: Pace = field(default_factory=Pace)
    performers: Callable[[], Mapping[str, Perform]] = performers
    packs: tuple[PackFile, ...] | None = None


def open_service(terms: Terms) -> Service:
    """The parts of the service, opened in this process.

    Raises:
        RulePackError: A pack of the office cannot be read, or contradicts another.
    """
    home = Home(terms.limits.home.absolute())
    packs = own_packs(home.folder, today()) if terms.packs is None else terms.packs
    return Service(
        store=open_store(terms.limits.store or home.store_url),
        home=home,
        pool=Pool(home.district_file),
        settings=terms.settings,
        limits=terms.limits,
        now=now,
        warm=Warm(packs),
    )


def worker_name() -> str:
    """A name that no other worker has, here or elsewhere; it tells the machine."""
    return f"{platform.node()}:{new_id('wrk')}"


def run_worker(name: str, terms: Terms, supervisor: Pipe) -> None:
    """Work until the supervisor says stop, or is gone; what a spawned process runs.

    Args:
        name: From `worker_name`.
        terms: What to work with.
        supervisor: The end of a pipe: into it goes `READY` once jobs may be taken; a word out of
            it, or its other end closed, means stop.
    """
    # Ctrl+C reaches every process of a terminal; the supervisor decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    set_up_logging()
    service = open_service(terms)
    try:
        supervisor.send(READY)
        work(Worker(name, service, terms.performers(), terms.pace, supervisor.poll))
    finally:
        service.store.close()
