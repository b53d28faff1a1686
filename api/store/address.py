"""Addresses of a store, and what they say to the driver.

`postgresql://user:password@host:port/name` takes the options that libpq knows by the same names:

    host=/var/run/postgresql    a socket of this machine, in that folder
    sslmode=                    disable, prefer (default), require, or verify-full
    sslrootcert=FILE            with verify-full: who signs the server's certificate
"""

import ssl
from pathlib import PurePosixPath
from typing import Any

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from api.store.errors import StoreUrlError
from data.text import Text

_DRIVER = "postgresql+pg8000"
_OPTIONS = {"host", "sslmode", "sslrootcert"}
_PORT = 5432


def read_address(given: str) -> tuple[URL, dict[str, Any]]:
    """What SQLAlchemy takes as address, and what the driver takes beside it.

    Raises:
        StoreUrlError: It is no address of a SQLite file or of a PostgreSQL database, or has options
            that are not known.
    """
    try:
        address = make_url(given)
    except ArgumentError:
        raise _refused() from None
    if address.drivername in {"postgresql", "postgres", _DRIVER}:
        return _postgresql(address.set(drivername=_DRIVER))
    in_a_file = address.database not in {None, "", ":memory:"}
    if address.drivername != "sqlite" or not in_a_file or address.query:
        raise _refused()
    return address, {}


def _postgresql(address: URL) -> tuple[URL, dict[str, Any]]:
    options = {name: str(value) for name, value in address.query.items()}
    if not set(options) <= _OPTIONS or not address.database:
        raise _refused()
    driver: dict[str, Any] = {"ssl_context": _encryption(options)}
    if "host" in options:
        socket = PurePosixPath(options["host"], f".s.PGSQL.{address.port or _PORT}")
        driver["unix_sock"] = str(socket)
    return address.set(query={}), driver


def _encryption(options: dict[str, str]) -> ssl.SSLContext | bool | None:
    """A context where the server has to encrypt, False where it must not, None where it may."""
    mode, root = options.get("sslmode", "prefer"), options.get("sslrootcert")
    if mode == "verify-full":
        try:
            return ssl.create_default_context(cafile=root)
        except OSError as error:
            raise _refused() from error
    if root is not None or mode not in {"disable", "prefer", "require"}:
        raise _refused()
    if mode != "require":
        return False if mode == "disable" else None
    unverified = ssl.create_default_context()
    unverified.check_hostname = False
    unverified.verify_mode = ssl.CERT_NONE
    return unverified


def _refused() -> StoreUrlError:
    # Never the address itself: there may be a password in it.
    return StoreUrlError(
        "QUANKAN_STORE",
        Text("不是可用的数据库地址", "is no address of a database that can be used"),
        Text(
            "sqlite:///文件 或 postgresql://用户@主机/库名（可加 ?sslmode= 或 ?host=）",
            "sqlite:///file or postgresql://user@host/name, with ?sslmode= or ?host= if need be",
        ),
    )
