"""A page whose own name leads to this machine is not answered: the header `Host` gives it away."""

import socket

import httpx
import pytest
from support.layer_service import serving
from support.office import open_office

from api.service.app import create_app
from api.service.hosts import hosts_accepted
from api.settings import ServiceSettings

LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}


def accepted(address, **settings):
    return hosts_accepted(ServiceSettings(**settings), address)


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "127.8.8.8"])
def test_on_the_loopback_only_the_names_of_this_machine_are_its_own(address):
    assert accepted(address) == LOOPBACK


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "10.0.0.5", "fe80::1%eth0"])
def test_elsewhere_any_name_may_be_until_the_operator_names_some(address):
    assert accepted(address, public_url="https://q.example") is None
    named = accepted(address, allowed_hosts="Map.example, 10.0.0.5")
    assert named == LOOPBACK | {"map.example", "10.0.0.5"}


def test_the_address_that_people_are_told_is_one_of_its_own():
    """As behind a proxy, which passes on the name it was asked by."""
    assert "q.example" in accepted("127.0.0.1", public_url="https://Q.example:8443/")


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    office = open_office(tmp_path_factory.mktemp("hosts"), allowed_hosts="map.example")
    app = create_app(office.service, hosts_accepted(office.service.limits, "127.0.0.1"))
    with serving(app) as address, httpx.Client(base_url=address) as client:
        yield client
    office.service.store.close()


def asked_as(served, host, path="/health"):
    return served.get(path, headers={"Host": host})


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8000", "127.0.0.1:1", "[::1]", "[::1]:80", "map.example:443"]
)
def test_its_own_names_are_answered_with_any_port(served, host):
    assert asked_as(served, host).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8000", "testserver",
     "evil.example:localhost", "localhost:80:80", "::1", "[", "localhost/x"],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/health", "/metrics", "/surveys", "/first", "/nowhere"])
def test_any_other_name_is_refused_whatever_is_asked(served, host, path):
    answer = asked_as(served, host, path)
    assert (answer.status_code, answer.json()["code"]) == (421, "unknown-host")
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_the_refusal_says_what_was_found_and_is_logged_like_any_answer(served):
    told = asked_as(served, "evil.example", "/districts?lang=en").json()
    assert told["errors"][0] == {
        "field": "Host", "found": "is 'evil.example'",
        "expected": "a name or an address of this service",
    }  # fmt: skip
    assert told["instance"] == "/districts"


def test_a_request_without_a_host_is_refused(served):
    url = served.base_url
    with socket.create_connection((url.host, url.port)) as plain:
        plain.sendall(b"GET /health HTTP/1.0\r\n\r\n")
        assert plain.makefile("rb").readline().split()[1] == b"421"
