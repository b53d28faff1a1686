"""A throw-away PostgreSQL with PostGIS on the loopback, for tests; it trusts whoever asks.

Debian does not put its programs on the path, and PostgreSQL refuses to run as root: then they run
as the system user `postgres`, who must be able to reach the folder.
"""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, text

USER = "quankan"
START_S = 60
# Nothing here has to outlive the machine; what is committed still has to outlive the server.
_QUICK = {"fsync": "off", "full_page_writes": "off", "listen_addresses": "127.0.0.1"}

_EMPTY = """
DO $$ DECLARE name text; BEGIN
    PERFORM set_config('session_replication_role', 'replica', true);
    FOR name IN SELECT tablename FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> 'alembic_version'
    LOOP EXECUTE format('DELETE FROM %I', name); END LOOP;
    FOR name IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'
    LOOP EXECUTE format('ALTER SEQUENCE %I RESTART', name); END LOOP;
END $$
"""


def programs():
    """Folder with initdb and pg_ctl; None where there is no PostgreSQL."""
    debian = Path("/usr/lib/postgresql").glob("[0-9]*/bin/initdb")
    newest = max(debian, key=lambda path: int(path.parts[-3]), default=None)
    found = newest or shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def postgis_is_there():
    """Whether PostGIS can be created in a new cluster."""
    asked = Path(programs(), "pg_config")
    shared = subprocess.run([asked, "--sharedir"], capture_output=True, text=True)
    return Path(shared.stdout.strip(), "extension", "postgis.control").exists()


def lacking():
    """What this machine lacks for these tests; empty for nothing."""
    if not programs():
        return "there is no PostgreSQL on this machine"
    return "" if postgis_is_there() else "there is no PostGIS on this machine"


@dataclass(frozen=True)
class Cluster:
    """One server: its folder, and the port on which it listens when it runs."""

    folder: Path
    port: int

    def url(self, database):
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{database}"

    def start(self):
        options = {**_QUICK, "port": self.port, "unix_socket_directories": self.folder}
        said = " ".join(f"-c {name}={value}" for name, value in options.items())
        _run("pg_ctl", "-D", self.folder / "data", "-w", "-t", START_S,
             "-l", self.folder / "log", "-o", said, "start")  # fmt: skip

    def stop(self, mode="fast"):
        _run("pg_ctl", "-D", self.folder / "data", "-w", "-m", mode, "stop")

    @contextmanager
    def connect(self, database):
        engine = create_engine(self.url(database).replace("postgresql:", "postgresql+pg8000:"))
        try:
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                yield connection
        finally:
            engine.dispose()

    def run(self, statement, database="postgres"):
        with self.connect(database) as connection:
            connection.execute(text(statement))

    def make_database(self, name, *, postgis=False):
        self.run(f"CREATE DATABASE {name}")
        if postgis:
            self.run("CREATE EXTENSION postgis", database=name)

    def empty_database(self, name):
        """Take all rows away, of the audit log, too; quicker than making the tables again."""
        self.run(_EMPTY, database=name)

    def drop_database(self, name):
        self.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def make_cluster():
    """A new cluster, started; its folder lies where the system user can reach it."""
    folder = Path(tempfile.mkdtemp(prefix="quankan-postgres-"))
    if _as_other_user():
        shutil.chown(folder, "postgres", "postgres")
    _run("initdb", "-D", folder / "data", "-U", USER, "--auth=trust", "-E", "UTF8",
         "--locale=C.UTF-8", "--no-sync")  # fmt: skip
    cluster = Cluster(folder, _free_port())
    cluster.start()
    return cluster


def remove_cluster(cluster):
    """Stop it, if it runs, and take its folder away."""
    with suppress(subprocess.CalledProcessError):
        cluster.stop("immediate")
    shutil.rmtree(cluster.folder, ignore_errors=True)


@contextmanager
def shared_cluster(folder, name) -> Iterator[Cluster]:
    """The cluster of a whole test session: the first worker starts it, the last one stops it.

    Args:
        folder: A folder that all workers of the session know; there it is told where it runs.
        name: Of this worker.
    """
    told, users = folder / "postgres-cluster", folder / "postgres-users"
    users.mkdir(exist_ok=True)
    with _alone(folder / "postgres-lock"):
        if not told.exists():
            cluster = make_cluster()
            told.write_text(f"{cluster.port}\n{cluster.folder}", "utf-8")
        port, where = told.read_text("utf-8").split("\n")
        (users / name).touch()
    cluster = Cluster(Path(where), int(port))
    try:
        yield cluster
    finally:
        with _alone(folder / "postgres-lock"):
            (users / name).unlink()
            if not any(users.iterdir()):
                told.unlink()
                remove_cluster(cluster)


@contextmanager
def _alone(lock):
    """Hold a lock among processes: who makes the folder has it."""
    deadline = time.monotonic() + 2 * START_S
    while True:
        try:
            lock.mkdir()
            break
        except FileExistsError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
    try:
        yield
    finally:
        lock.rmdir()


def _as_other_user():
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _run(program, *words):
    command = [str(Path(programs(), program)), *map(str, words)]
    if _as_other_user():
        become = ("--reuid=postgres", "--regid=postgres", "--init-groups")
        command = ["setpriv", *become, "env", f"HOME={tempfile.gettempdir()}", *command]
    # Not our pipes: the server would keep them open as long as it runs.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(command, stdout=said, stderr=said, cwd=tempfile.gettempdir())
        said.seek(0)
        if done.returncode:
            raise subprocess.CalledProcessError(done.returncode, command, said.read())


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
