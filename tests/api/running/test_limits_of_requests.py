"""No request is larger than allowed, and none waits for ever."""

import socket
import time

import httpx


def parts(count):
    return (b"x" * 1000 for _ in range(count))


def test_a_body_within_the_limit_comes_through(small):
    assert small.post("/sized", content=b"x" * 10_000).json() == {"bytes": 10_000}
    assert small.post("/sized", content=parts(10)).json() == {"bytes": 10_000}


def test_a_larger_one_is_refused_however_it_is_sent(small):
    for content in (b"x" * 10_001, parts(11)):
        answer = small.post("/sized", content=content)
        assert (answer.status_code, answer.json()["code"]) == (413, "too-large")


def test_a_body_that_is_announced_too_large_is_not_read(small):
    url = httpx.URL(str(small.base_url))
    with socket.create_connection((url.host, url.port), timeout=10) as sock:
        sock.sendall(b"POST /sized HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n")
        answer = sock.makefile("rb").read()
    assert answer.startswith(b"HTTP/1.1 413 ")


def test_an_upload_may_be_larger(small):
    assert small.post("/uploads", content=b"x" * 1_000_000).json() == {"bytes": 1_000_000}
    assert small.post("/uploads", content=b"x" * 1_100_000).status_code == 413


def test_who_waits_too_long_is_told_to_ask_again(small):
    began_s = time.perf_counter()
    answer = small.get("/slow?seconds=2.5", headers={"Accept-Language": "en"})
    assert time.perf_counter() - began_s < 2
    assert (answer.status_code, answer.json()["code"]) == (503, "too-slow")
    assert answer.headers["retry-after"] == "10"
    assert small.get("/things/1").status_code == 200


def test_a_request_that_does_not_come_is_not_waited_for(small):
    url = httpx.URL(str(small.base_url))
    with socket.create_connection((url.host, url.port), timeout=10) as sock:
        sock.sendall(b"POST /sized HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nxxx")
        answer = sock.makefile("rb").read()
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b'"slow-request"' in answer
