"""Whoever is refused while still sending learns why: the connection does not just break."""

import http.client
import socket
import time

import httpx

LARGE = 8_000_000  # more than sockets hold back


def sent_whole(small, body, **headers):
    """What a client sees that sends all of a body before it looks for an answer."""
    url = httpx.URL(str(small.base_url))
    connection = http.client.HTTPConnection(url.host, url.port, timeout=30)
    try:
        connection.request("POST", "/uploads", body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def test_who_sends_all_before_looking_sees_the_refusal(small):
    status, said = sent_whole(small, b"x" * LARGE)
    assert status == 413 and b'"too-large"' in said


def test_however_it_is_sent(small):
    pieces = (b"x" * 100_000 for _ in range(LARGE // 100_000))
    assert sent_whole(small, pieces)[0] == 413


def test_the_answer_does_not_wait_for_who_sends_nothing_more(small):
    url, began_s = httpx.URL(str(small.base_url)), time.perf_counter()
    with socket.create_connection((url.host, url.port), timeout=30) as sock:
        sock.sendall(b"POST /sized HTTP/1.1\r\nHost: x\r\nContent-Length: 90000000\r\n\r\n")
        assert sock.recv(20).startswith(b"HTTP/1.1 413 ")
        sock.makefile("rb").read()
    assert time.perf_counter() - began_s < 10


def test_who_waits_for_leave_to_send_is_answered_and_sends_nothing(small):
    url = httpx.URL(str(small.base_url))
    lines = (b"POST /sized HTTP/1.1", b"Host: x", b"Expect: 100-continue", b"Content-Length: 90000")
    with socket.create_connection((url.host, url.port), timeout=30) as sock:
        sock.sendall(b"\r\n".join((*lines, b"", b"")))
        assert sock.makefile("rb").read().startswith(b"HTTP/1.1 413 ")
