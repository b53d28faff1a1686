"""Works on a store until it is killed, and says what is committed; run as a program.

`python -m support.store_writer write URL` loads everything once and then, for each line that it
reads, begins a process that writes for ever. Its output is one line each: `pid 17`, then what that
process has committed, then `dead`. So a process to be killed is there within milliseconds.
`restore URL HOME BACKUP` does the same with processes that restore a backup.
"""

import itertools
import os
import sys
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pg8000  # noqa: F401  # loaded before the fork, not after each
from support.stores import hand, keep, order, version

from api.districts.home import make_home
from api.store.districts import find_district, set_version
from api.store.engine import open_store
from api.store.ids import new_id
from api.store.job_claims import Claim, claim_job, finish_job
from api.store.numbers import next_number
from api.store.restore import restore

SERIES = "demo-2026"


@contextmanager
def _said(store, *words):
    """A transaction of which others are told once it is committed."""
    with store.writing() as connection:
        yield connection
    os.write(1, (" ".join(words) + "\n").encode())


def _write(store, turn):
    at = datetime.now(UTC)
    job, result, key, new = (new_id(each) for each in ("job", "svy", "key", "ver"))
    with _said(store, "job", job) as connection:
        order(connection, at, job)
    with _said(store, "version", new) as connection:
        before = find_district(connection, "demo").version_id
        file_sha256 = f"{turn:08x}{os.getpid():056x}"
        set_version(connection, version(at, new, file_sha256=file_sha256), instead_of=before)
    with store.writing() as connection:
        claimed = claim_job(connection, f"w{os.getpid()}")
    with _said(store, "result", result) as connection:
        keep(connection, at, key, version_id=new)
        number = f"{SERIES}-{next_number(connection, SERIES):06}"
        hand(connection, at, result, key=key, number=number)
        finish_job(connection, Claim(claimed.id, claimed.worker), result, at)


def _write_for_ever(url):
    store = open_store(url)
    for turn in itertools.count():
        _write(store, turn)


def _restore(url, home, backup):
    restore(open_store(url), make_home(Path(home)), Path(backup))
    os.write(1, b"restored\n")
    # It stays until it is killed, as those who write do.
    time.sleep(600)


WORK = {"write": _write_for_ever, "restore": _restore}


def main(kind, *words):
    for _ in sys.stdin:
        pid = os.fork()
        if pid == 0:
            WORK[kind](*words)
        os.write(1, f"pid {pid}\n".encode())
        os.waitpid(pid, 0)
        os.write(1, b"dead\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
