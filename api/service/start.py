"""Starting and stopping the service: a socket, the store, the home, the workers, the server."""

import ipaddress
import logging
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace

import uvicorn
from sqlalchemy import Connection

from api.districts.home import make_home, tidy
from api.districts.home_lock import alone_in
from api.people.first_admin import lacks_admin, new_admin_link
from api.service.app import create_app
from api.service.hosts import hosts_accepted
from api.service.logs import set_up_logging
from api.service.service import Service
from api.settings import ServiceSettings, unknown_settings
from api.store.districts import Version, files_named, list_districts, standing_version
from api.store.errors import StoreError
from api.store.jobs import WantedJobs, list_jobs
from api.store.listing import Position
from api.store.migrate import migrate
from api.work.process import Terms, open_service
from api.work.supervisor import Supervisor
from data.errors import QuankanError
from data.text import Text

_LOG = logging.getLogger("quankan.start")
# How long requests that are being answered have, once somebody wants the service to end.
_GRACE_S = 30
_IDLE_S = 15
_JOBS_A_PAGE = 500
_BACKLOG = 2048
_WILDCARDS = {"0.0.0.0": "127.0.0.1", "::": "::1"}


class ListenError(QuankanError, OSError):
    """Nobody can be listened to at an address."""


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """A socket that is bound, before anything else is touched.

    Args:
        host: A name or an address of this machine.
        port: The port; 0 for one that is free.

    Raises:
        ListenError: The address is not of this machine, or the port is taken.
    """
    sock = None
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        sock = socket.socket(family, kind, protocol)
        if sys.platform != "win32":  # where it would let two listen at once
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind(address)
        sock.listen(_BACKLOG)  # who comes before the server is there waits a moment
    except (OSError, OverflowError, UnicodeError) as error:
        if sock is not None:
            sock.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise ListenError(
            f"{host}:{port}",
            Text(f"无法监听（{reason}）", f"cannot be listened at ({reason})"),
            Text("本机的地址和空闲的端口", "an address of this machine and a port that is free"),
            at="--host, --port",
        ) from error
    with closing(sock):
        yield sock


@contextmanager
def opened(terms: Terms) -> Iterator[Service]:
    """The service with its home made, its tables brought up to date, and what a crash left away.

    Nobody else serves from the home meanwhile.

    Raises:
        HomeInUseError: Somebody does so already; nothing was touched.
        WriteError: The home cannot be made.
        StoreError: The store does not answer, or was written by a newer program.
    """
    home = make_home(terms.limits.home)
    service = open_service(terms)
    with closing(service.store), alone_in(home):
        migrate(service.store)
        with service.store.reading() as connection:
            named, unfinished = files_named(connection), _unfinished(connection)
        tidy(home, named, unfinished)
        yield service


def serve_until_stopped(
    service: Service, terms: Terms, sock: socket.socket, ready: Callable[[], None]
) -> None:
    """Serve until somebody stops it; then end requests, and give jobs back that are under way.

    Args:
        service: From `opened`.
        terms: What workers are told.
        sock: From `listening`.
        ready: Called when everything is there, before the first request is answered.
    """
    set_up_logging()
    for unknown in unknown_settings():
        _LOG.warning("%s is no setting", unknown)
    told = replace(terms, packs=service.warm.own())
    supervisor = Supervisor(told, terms.limits.workers)
    asked = replace(service, supervised=supervisor.lives)
    server = uvicorn.Server(server_config(asked, sock.getsockname()[0]))

    def stop(_: int, __: object) -> None:
        server.should_exit = True

    # Before the server takes these signals over; when it has ended it raises them once more.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    # Reading a district takes seconds; whoever asks for it meanwhile waits for the same reading.
    threading.Thread(target=open_districts, args=(service,), name="opening", daemon=True).start()
    with supervisor:
        ready()
        server.run(sockets=[sock])
    _LOG.info("stopped")


def open_districts(service: Service) -> None:
    """Open the districts that stand, so that the first who ask need not wait for it."""
    try:
        with service.store.reading() as connection:
            known = [standing_version(connection, each.id) for each in list_districts(connection)]
    except StoreError as error:
        _LOG.warning("districts cannot be listed: %s", error)
        return
    for version in known:
        if version is not None:
            _open(service, version)


def _open(service: Service, version: Version) -> None:
    try:
        service.pool.open(version.file_sha256)
    except QuankanError as error:
        _LOG.warning("district %s cannot be opened: %s", version.district_id, error)


def address_of(sock: socket.socket, settings: ServiceSettings) -> str:
    """Where people reach the service, as far as it can know."""
    if settings.public_url:
        return settings.public_url.rstrip("/")
    host, port = sock.getsockname()[:2]
    host = _WILDCARDS.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def is_exposed(sock: socket.socket, settings: ServiceSettings) -> bool:
    """Whether others can reach it, and nothing says that they do so by https."""
    is_loopback = ipaddress.ip_address(sock.getsockname()[0].split("%")[0]).is_loopback
    return not (is_loopback or settings.public_url.startswith("https:"))


def first_link(service: Service, address: str) -> str | None:
    """A link by which the first administrator is set up; None where there is one already."""
    if not lacks_admin(service.store):
        return None
    return f"{address}{new_admin_link(service.store, service.now())}"


def server_config(service: Service, address: str) -> uvicorn.Config:
    """How the server is set up; only proxies that are named in the settings are believed.

    Args:
        service: The parts of the service.
        address: Where it listens.
    """
    hosts = hosts_accepted(service.limits, address)
    proxies = service.limits.trusted_proxies
    return uvicorn.Config(
        create_app(service, hosts),
        lifespan="off",
        ws="none",
        log_config=None,
        log_level=logging.WARNING,
        access_log=False,
        server_header=False,
        # Said by us: uvicorn would look into the environment, and trust this machine by itself.
        proxy_headers=bool(proxies),
        forwarded_allow_ips=proxies,
        timeout_keep_alive=_IDLE_S,
        timeout_graceful_shutdown=_GRACE_S,
    )


def _unfinished(connection: Connection) -> frozenset[str]:
    """Ids of jobs that wait or run."""
    ids: set[str] = set()
    for state in ("waiting", "running"):
        after = None
        while page := list_jobs(
            connection, WantedJobs(state=state), limit=_JOBS_A_PAGE, after=after
        ):
            ids.update(job.id for job in page)
            after = Position(page[-1].created_at, page[-1].id)
    return frozenset(ids)
