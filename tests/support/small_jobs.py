"""Jobs that do nothing much, for workers in processes of their own; and a service to put them in.

A job's task says what it does: `wait_s`, `say`, `fail` (with an error of ours, or `crash`), and
`die_first` (its first worker is killed in the middle). Each beginning leaves a line in `begun`.
"""

import os
import signal
import time
from dataclasses import replace

from api.clock import now
from api.districts.home import make_home
from api.service.service import Service
from api.settings import ServiceSettings, Settings
from api.store.jobs import Ordered, add_job, find_job
from api.store.migrate import migrate
from api.work.pace import Pace
from api.work.process import Terms, open_service
from data.errors import SourceError
from data.text import Text

QUICK = Pace(
    look_s=0.02, idle_s=0.02, beat_s=0.2, lease_s=2, retry_s=0.05, longest_retry_s=0.2, grace_s=20
)
BEGUN = "begun"


def perform(service, job, tell):
    folder = service.home.folder
    with (folder / BEGUN).open("a") as file:
        file.write(f"{job.id} {os.getpid()} {job.attempts}\n")
    task = job.task
    (service.home.scratch / "half").write_text("under way")
    for number, said in enumerate(task.get("say", ())):
        tell(Text(said, said), number + 1, len(task["say"]))
        time.sleep(task.get("between_s", 0))
    if task.get("die_first", 0) >= job.attempts:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    time.sleep(task.get("wait_s", 0))
    if task.get("fail") == "crash":
        raise ZeroDivisionError
    if task.get("fail"):
        raise SourceError("a.csv", Text("没有列", "no column"), Text("列", "a column"), at="x")
    return lambda connection, at: f"res-{job.id}"


def performers():
    return dict.fromkeys(("coverage", "import"), perform)


def terms(folder, store_url="", pace=QUICK, **others):
    limits = replace(ServiceSettings(), home=folder, store=store_url, **others)
    return Terms(Settings(), limits, pace, performers)


def small_service(folder, store_url="", **limits) -> Service:
    """A service with a store that has its tables."""
    make_home(folder)
    service = open_service(terms(folder, store_url, **limits))
    if not store_url:
        migrate(service.store)
    return service


def order(service, job_id="job-1", kind="coverage", owner=None, **task):
    ordered = Ordered(job_id, kind, None, owner, "public", task, now())
    with service.store.writing() as connection:
        add_job(connection, ordered)
    return job_id


def job_of(service, job_id="job-1"):
    with service.store.reading() as connection:
        return find_job(connection, job_id)


def begun(service):
    """Pids of the processes that have begun a job, in order."""
    path = service.home.folder / BEGUN
    lines = path.read_text().splitlines() if path.exists() else []
    return [int(line.split()[1]) for line in lines]


def until(condition, timeout_s=20):
    """Wait until something holds; what it then gives."""
    end = time.monotonic() + timeout_s
    while not (found := condition()):
        if time.monotonic() > end:
            raise TimeoutError(condition)
        time.sleep(0.02)
    return found
