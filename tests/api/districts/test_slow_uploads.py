"""Uploads that come slowly, or break off."""

import socket
import time
from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from support.small_jobs import until

from api.districts import upload


@pytest.fixture
def begin(http, office):
    """Begin an upload of a hundred bytes with the first ten; gives the connection."""
    token = office.token(office.account("root", admin=True))["Authorization"]

    def run():
        host = urlsplit(str(http.base_url)).netloc
        name, _, port = host.partition(":")
        sock = socket.create_connection((name, int(port)))
        sock.sendall(
            f"POST /uploads?district=town HTTP/1.1\r\nHost: {host}\r\nContent-Length: 100\r\n"
            f"Authorization: {token}\r\n\r\n0123456789".encode()
        )
        return sock

    return run


def uploads(office):
    return list((office.service.home.folder / "uploads").iterdir())


def test_who_falls_silent_is_not_waited_for(begin, office, monkeypatch):
    monkeypatch.setattr(upload, "SILENT_S", 0.3)
    with begin() as sock:
        sock.settimeout(10)
        assert b" 408 " in sock.recv(1000).split(b"\r\n")[0]
    assert uploads(office) == []


def test_who_drips_is_not_waited_for_either(begin, office):
    object.__setattr__(office.service.limits, "upload_seconds", 1)
    with begin() as sock:
        sock.settimeout(10)
        with suppress(OSError):  # the other side may be the first to hang up
            for _ in range(12):
                sock.sendall(b"x")
                time.sleep(0.1)
        until(lambda: not uploads(office))


def test_what_broke_off_is_gone(begin, office):
    with begin():
        until(lambda: uploads(office))
    until(lambda: not uploads(office))
