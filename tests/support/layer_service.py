"""A service with the given districts, as far as layers need one; and a loopback address for it."""

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from api.districts.home import Home, keep_file, make_home
from api.districts.pool import Pool
from api.people.caller import Caller
from api.service.app import create_app
from api.service.depends import caller_of
from api.service.service import Service
from api.settings import ServiceSettings, Settings
from api.store.districts import District as KnownDistrict
from api.store.districts import Version, add_district, find_district, set_version
from api.store.engine import Store, open_store
from api.store.migrate import migrate
from data.district import District
from data.geopackage import write_district

NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
NOBODY = Caller("127.0.0.1")


@dataclass
class LayerService:
    """The service, its app, and who is asking."""

    service: Service
    app: FastAPI
    caller: Caller = NOBODY

    def take_in(self, district_id: str, district: District, version: str = "ver-1") -> None:
        """Let a version of a district stand."""
        take_in(self.service, district_id, district, version)


def layer_service(
    folder: Path, districts: Mapping[str, District], *, anonymous: bool = True
) -> LayerService:
    """A service that holds districts which anybody may read, unless said otherwise."""
    home = make_home(folder)
    store = open_store(home.store_url)
    migrate(store)
    service = _service(home, store)
    for district_id, district in districts.items():
        with store.writing() as connection:
            known = KnownDistrict(district_id, district.name, None, anonymous, 100, NOW)
            add_district(connection, known)
        take_in(service, district_id, district, f"{district_id}-1")
    made = LayerService(service, create_app(service))
    made.app.dependency_overrides[caller_of] = lambda: made.caller
    return made


def take_in(service: Service, district_id: str, district: District, version: str) -> None:
    path = service.home.scratch / f"{version}.gpkg"
    write_district(district, path)
    sha256 = keep_file(service.home, path)
    with service.store.writing() as connection:
        known = find_district(connection, district_id)
        row = Version(
            version, district_id, "0" * 64, dict(district.hashes), sha256, 0, "", NOW, None
        )
        set_version(connection, row, instead_of=known.version_id)


def _service(home: Home, store: Store) -> Service:
    pool = Pool(home.district_file)
    return Service(store, home, pool, Settings(), ServiceSettings(), lambda: NOW)


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """The app behind an address on the loopback, until the block ends."""
    config = uvicorn.Config(
        app, host="127.0.0.1", port=0, log_level="warning", lifespan="off", proxy_headers=False
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)
