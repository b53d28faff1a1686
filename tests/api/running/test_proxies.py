"""For whom a proxy asks is believed of those proxies only that the settings name."""

import logging
import threading
import time
from contextlib import contextmanager

import httpx
import pytest
import uvicorn
from support.office import open_office

from api.service.start import address_of, listening, server_config

FORWARDED = {"X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "https"}


@contextmanager
def behind(folder, **limits):
    """A client of the service as `quankan serve` sets it up."""
    office = open_office(folder, **limits)
    with listening("127.0.0.1", 0) as sock:
        server = uvicorn.Server(server_config(office.service, "0.0.0.0"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
        thread.start()
        address = address_of(sock, office.service.limits)
        with httpx.Client(base_url=address, headers=FORWARDED, timeout=30) as client:
            yield client
        server.should_exit = True
        thread.join(20)
    office.service.store.close()


@pytest.mark.parametrize(
    ("trusted", "seen"),
    [("", "127.0.0.1"), ("10.0.0.0/8", "127.0.0.1"), ("10.0.0.1,127.0.0.1", "203.0.113.7")],
)
def test_the_address_that_counts(tmp_path, caplog, monkeypatch, trusted, seen):
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "*")  # uvicorn's own, which is not ours
    with (
        caplog.at_level(logging.INFO, "quankan.request"),
        behind(tmp_path, trusted_proxies=trusted) as client,
    ):
        headers = client.get("/health").headers
        deadline_s = time.monotonic() + 10
        while not caplog.records and time.monotonic() < deadline_s:
            time.sleep(0.01)
    (record,) = (each for each in caplog.records if each.name == "quankan.request")
    assert record.address == seen
    assert ("strict-transport-security" in headers) == (seen == "203.0.113.7")
    assert "server" not in headers
