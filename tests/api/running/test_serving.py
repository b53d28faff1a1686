"""`quankan serve`: started, asked, stopped, started again, as a process of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager

import httpx
import pytest
from typer.testing import CliRunner

from api.cli.main import app
from api.service.start import address_of, is_exposed, listening
from api.settings import ServiceSettings

COMMAND = (sys.executable, "-c", "from api.cli.main import main; main()", "--lang", "en", "serve")


@contextmanager
def served(home, *options, **environment):
    """The process, its address, and what it printed before it was ready."""
    process = subprocess.Popen(
        (*COMMAND, "--port", "0", "--home", str(home), *options),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "QUANKAN_WORKERS": "0", "PYTHONUNBUFFERED": "1", **environment},
    )
    try:
        printed = ""
        while "stop with" not in printed:
            line = process.stdout.readline()
            assert line, process.stderr.read()
            printed += line
        process.address = re.search(r"serving at (\S+)", printed).group(1)
        yield process, printed
    finally:
        process.kill()
        process.communicate()


def stopped(process):
    """What it logged, once it was asked to stop."""
    process.send_signal(signal.SIGTERM)
    _, log = process.communicate(timeout=20)
    assert process.returncode == 0, log
    return log


def set_up(address, link):
    """Use the link for the first administrator."""
    typed = {"login": "admin", "password": "four score and 7", "again": "four score and 7"}
    secret = link.partition("link=")[2]
    own = {"Origin": address}
    done = httpx.post(f"{address}/first", data={"link": secret, **typed}, headers=own)
    assert done.status_code == 200, done.text


def stopped_while_asked(process):
    """The status of a request that is under way when the service is asked to stop."""
    url = httpx.URL(process.address)
    with socket.create_connection((url.host, url.port)) as half:
        half.sendall(b"POST /session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n")
        half.sendall(b"Content-Type: application/json\r\n\r\n")
        httpx.get(f"{process.address}/health")  # by now the half request is under way
        process.send_signal(signal.SIGTERM)
        half.sendall(b"{}")
        return half.makefile("rb").readline().split()[1]


def test_started_stopped_and_started_again(tmp_path):
    """A link for the administrator at first; what a crash left is taken away; nobody is cut off."""
    with served(tmp_path / "home", QUANKAN_WORKRES="2") as (process, printed):
        link = re.search(r"http\S+/first\?link=\S+", printed).group(0)
        assert httpx.get(f"{process.address}/ready").status_code == 200
        set_up(process.address, link)
        log = stopped(process)
    assert link.partition("link=")[2] not in log
    assert "QUANKAN_WORKRES is no setting" in log
    left = tmp_path / "home" / "scratch" / "left-by-a-crash"
    left.write_text("x", "utf-8")
    with served(tmp_path / "home") as (process, printed):
        assert "/first" not in printed
        assert not left.exists()
        assert stopped_while_asked(process) == b"422"
        assert process.wait(timeout=20) == 0


@pytest.mark.parametrize(
    ("host", "public_url", "exposed"),
    [
        ("127.0.0.1", "", False),
        ("0.0.0.0", "", True),
        ("0.0.0.0", "http://q.example", True),
        ("0.0.0.0", "https://q.example", False),
    ],
)
def test_beyond_this_machine_without_https_there_is_a_warning(host, public_url, exposed):
    with listening(host, 0) as sock:
        assert is_exposed(sock, ServiceSettings(public_url=public_url)) == exposed


@pytest.mark.parametrize(
    ("host", "public_url", "address"),
    [
        ("127.0.0.1", "", "http://127.0.0.1:{}"),
        ("0.0.0.0", "", "http://127.0.0.1:{}"),
        ("localhost", "https://q.example/", "https://q.example"),
    ],
)
def test_the_address_that_is_printed_can_be_opened(host, public_url, address):
    with listening(host, 0) as sock:
        found = address_of(sock, ServiceSettings(public_url=public_url))
        assert found == address.format(sock.getsockname()[1])


def refused(*options, **environment):
    result = CliRunner().invoke(app, ["--lang", "en", "serve", *options], env=environment)
    assert result.exit_code == 2, result.output
    return result.stderr


def test_a_port_that_is_taken_is_refused_before_anything_is_touched(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = refused("--port", port, "--home", str(tmp_path / "home"))
    assert f"127.0.0.1:{port}" in said
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("host", ["203.0.113.7", "no such host", "x" * 300])
def test_an_address_of_another_machine_is_refused(tmp_path, host):
    assert "cannot be listened at" in refused("--host", host, "--home", str(tmp_path))


def test_a_wrong_setting_is_refused(tmp_path):
    assert "QUANKAN_WORKERS" in refused("--home", str(tmp_path), QUANKAN_WORKERS="many")


def test_a_wrong_name_is_refused(tmp_path):
    said = refused("--home", str(tmp_path), "--allow-host", "q.cn", "--allow-host", "http://q.cn")
    assert "--allow-host" in said and "http://q.cn" in said
