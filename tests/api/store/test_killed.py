"""A process that writes is killed at random points: what it said it had committed is there, and
nothing is half there. `QUANKAN_KILLS` says how often; `make soak` does it 200 times."""

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select, text
from support.store_writer import SERIES
from support.stores import everything, settle

from api.districts.home import make_home
from api.store.answers import read_file
from api.store.districts import find_district, find_version
from api.store.engine import open_store
from api.store.restore import restore
from api.store.tables import answer_files, answers, jobs, numbers, results, versions

KILLS = int(os.environ.get("QUANKAN_KILLS", "6"))
ROOT = Path(__file__).parents[3]
# Of one turn of the writer there are three; so a kill hits any place in one of the first turns.
MOST_SAID, MOST_DELAY_S = 7, 0.02
# About as long as a restore takes.
MOST_RESTORE_S = 0.3


pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="a process can only be forked where there is fork"
)


@contextmanager
def nursery(*words):
    """The program that begins processes to be killed."""
    paths = os.pathsep.join((str(ROOT / "tests"), str(ROOT)))
    process = subprocess.Popen(
        [sys.executable, "-m", "support.store_writer", *map(str, words)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
        env={**os.environ, "PYTHONPATH": paths}, start_new_session=True,
    )  # fmt: skip
    with process:
        try:
            yield process
        finally:
            # Whatever still works, too.
            os.killpg(process.pid, signal.SIGKILL)


def one_killed(process, lines_first, delay_s):
    """Begin one and kill it a while after some lines; what it said it had committed."""
    process.stdin.write("begin\n")
    lines = []
    while len(lines) < lines_first or not any(line.startswith("pid") for line in lines):
        lines.append(process.stdout.readline())
        assert lines[-1] not in {"", "dead\n"}, "it has died by itself"
    time.sleep(delay_s)
    pid = next(int(line.split()[1]) for line in lines if line.startswith("pid"))
    os.kill(pid, signal.SIGKILL)
    while lines[-1] != "dead\n":
        lines.append(process.stdout.readline())
    return [tuple(line.split()) for line in lines if not line.startswith(("pid", "dead"))]


def test_what_was_said_to_be_committed_is_there_and_nothing_is_half_there(store, store_url, clock):
    with store.writing() as connection:
        settle(connection, clock())
    said, chance = [], random.Random(2026)
    with nursery("write", store_url) as process:
        for _ in range(KILLS):
            lines_first = 1 + chance.randrange(MOST_SAID)
            said += one_killed(process, lines_first, chance.uniform(0, MOST_DELAY_S))
            with store.reading() as connection:
                require_all(connection, said)
                require_whole(connection)
    assert {kind for kind, _ in said} == {"job", "version", "result"}


def test_a_restore_that_is_killed_has_restored_all_or_nothing(full, saved, empty_url, tmp_path):
    """Killed again and again, until one gets through."""
    wanted, chance = everything(full), random.Random(2026)
    into, home = open_store(empty_url), tmp_path / "other"
    with nursery("restore", empty_url, home, saved) as process:
        for _ in range(KILLS):
            said = one_killed(process, 1, chance.uniform(0, MOST_RESTORE_S))
            there = everything(into)
            assert there == wanted or (there == {} and not said)
            if there:
                break
    if not everything(into):
        restore(into, make_home(home), saved)
    assert everything(into) == wanted
    into.close()


def require_all(connection, said):
    """Everything that was said to be committed is there."""
    there = {
        "job": connection.execute(select(jobs.c.id)).scalars(),
        "version": connection.execute(select(versions.c.id)).scalars(),
        "result": connection.execute(select(results.c.id)).scalars(),
    }
    for kind, ids in there.items():
        assert {name for of, name in said if of == kind} <= set(ids)


def require_whole(connection):
    """Whatever is there is there with all that was written in its transaction."""
    handed = connection.execute(select(results.c.id, results.c.key, results.c.number)).all()
    last = connection.execute(select(numbers.c.last)).scalar() or 0
    wanted = [f"{SERIES}-{n:06}" for n in range(1, last + 1)]
    assert sorted(row.number for row in handed) == wanted
    assert {row.key for row in handed} == set(connection.execute(select(answers.c.key)).scalars())
    files = connection.execute(select(answer_files)).all()
    assert Counter(row.key for row in files) == {row.key: 2 for row in handed}
    read = (read_file(connection, row.key, row.name) for row in files)
    assert all(hashlib.sha256(each.content).hexdigest() == each.sha256 for each in read)
    finished = select(jobs.c.result_id).where(jobs.c.state == "done")
    assert set(connection.execute(finished).scalars()) == {row.id for row in handed}
    assert find_version(connection, find_district(connection, "demo").version_id)
    if connection.dialect.name == "sqlite":
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
