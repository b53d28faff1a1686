"""The demo district in a service: there, as it is now, and to be read by everybody."""

import shutil
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from api.districts.home import keep_file
from api.districts.versions import district_hash, version_of
from api.service.service import Service
from api.store.districts import (
    District,
    add_district,
    find_district,
    set_version,
    standing_version,
)
from data.district import District as Layers

DEMO = "demo"
_GRID_M = 100
_NOTE = "quankan demo"


def offer_demo(service: Service, package: Path, layers: Layers) -> None:
    """Let the demo district stand in a service, with anonymous reading; nothing where it does.

    Args:
        service: The service, of which nobody has asked anything yet.
        package: Its GeoPackage.
        layers: What is in it.

    Raises:
        WriteError: The district cannot be kept.
        StoreError: The store does not answer.
    """
    now = service.now()
    with service.store.reading() as connection:
        standing = standing_version(connection, DEMO)
    if standing is not None and standing.hash == district_hash(layers):
        return
    copy = service.home.scratch / "demo.gpkg"
    shutil.copyfile(package, copy)
    size, sha256 = copy.stat().st_size, keep_file(service.home, copy)
    version = version_of(layers, DEMO, sha256, size=size, note=_NOTE, at=now, by=None)
    with service.store.writing() as connection:
        instead_of = _known(connection, layers.name, now).version_id
        set_version(connection, version, instead_of=instead_of)


def _known(connection: Connection, name: str, now: datetime) -> District:
    known = find_district(connection, DEMO)
    if known is None:
        known = District(DEMO, name, None, anonymous=True, grid_m=_GRID_M, created_at=now)
        add_district(connection, known)
    return known
