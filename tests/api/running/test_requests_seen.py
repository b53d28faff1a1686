"""Every request has an id and a line in the log, from which nothing secret is learned."""

import io
import json
import logging
import time

import pytest

from api.service.logs import set_up_logging
from api.service.observing import request_id_of


@pytest.fixture
def log():
    """What is logged, line by line, as it would stand on standard error."""
    root, level = logging.getLogger(), logging.getLogger().level
    kept = list(root.handlers)
    set_up_logging()
    (handler,) = (each for each in root.handlers if each not in kept)
    stream = handler.setStream(io.StringIO()) and handler.stream
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.handlers[:] = kept
    root.setLevel(level)


def requests(log):
    return [line for line in log() if line["logger"] == "quankan.request"]


def test_a_request_leaves_one_line(small, log):
    answer = small.get("/things/7")
    (line,) = requests(log)
    assert (line["method"], line["route"], line["status"]) == ("GET", "/things/{thing}", 200)
    assert line["request_id"] == answer.headers["x-request-id"]
    assert (line["bytes"], line["address"], line["level"]) == (13, "127.0.0.1", "info")
    assert line["ms"] > 0


def test_neither_path_nor_question_nor_token_is_in_the_log(small, log):
    headers = {"Authorization": "Bearer qk_secret", "Cookie": "quankan=secret"}
    small.get("/things/secret-code?site=secret,30&link=secret", headers=headers)
    small.get("/secret?q=secret", headers=headers)
    assert len(requests(log)) == 2
    assert "secret" not in json.dumps(log())


def test_the_unforeseen_is_logged_by_the_same_id_and_told_without_its_trace(small, log):
    answer = small.get("/broken")
    failed = next(line for line in log() if line["level"] == "error")
    assert failed["request_id"] == answer.headers["x-request-id"] in answer.json()["detail"]
    assert "ZeroDivisionError" in failed["exception"]
    assert "machine" not in answer.text
    assert _last_request(log)["status"] == 500


def _last_request(log):
    """The line is written when the answer has left, maybe a moment after it is here."""
    for _ in range(100):
        if lines := requests(log):
            return lines[-1]
        time.sleep(0.02)
    raise LookupError("no line of a request")


@pytest.mark.parametrize("given", ["abcd-1234", "a" * 64, "0f8fad5b-d9cb-469f-a165-70867728950e"])
def test_a_well_formed_id_of_the_caller_is_kept(small, given):
    assert small.get("/none", headers={"X-Request-ID": given}).headers["x-request-id"] == given


@pytest.mark.parametrize(
    "given", [None, "", "short", "a" * 65, "-bcd-1234", 'x"}\n{"y', "请求编号请求编号"]
)
def test_any_other_is_replaced(given):
    assert request_id_of(given) != given
    assert request_id_of(request_id_of(given)) != given


def test_no_line_can_be_forged(small, log):
    logging.getLogger("quankan.service").info('one\n{"event": "forged"}')
    assert [line["event"] for line in log()] == ['one\n{"event": "forged"}']
