"""What browsers are told: next to nothing runs, loads or is framed."""

import base64
import hashlib

import pytest
from support.small_app import asked_small_app

from api.service.headers import map_policy, page_policy

STRICT = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
}


@pytest.mark.parametrize("path", ["/things/1", "/none", "/broken", "/things", "/slow?seconds=x"])
def test_every_answer_is_strict_those_to_errors_too(small, path):
    headers = small.get(path).headers
    assert STRICT.items() <= headers.items()
    assert headers["content-security-policy"].startswith("default-src 'none';")
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_refusals_of_large_bodies_are_strict(small):
    assert STRICT.items() <= small.post("/sized", content=b"x" * 20_000).headers.items()


def test_what_an_answer_says_of_itself_stands(small):
    assert small.get("/own").headers["content-security-policy"] == "own"


def test_the_server_does_not_tell_what_it_is_behind_https_it_says_so(small, tmp_path):
    assert "strict-transport-security" not in small.get("/own").headers
    with asked_small_app(tmp_path, public_url="https://q.example") as client:
        assert client.get("/own").headers["strict-transport-security"] == "max-age=31536000"


def sha(text):
    return f"'sha256-{base64.b64encode(hashlib.sha256(text).digest()).decode()}'"


def test_a_page_of_ours_has_its_styles_and_no_script():
    policy = page_policy("<style>a {}</style><script>steal()</script>")
    assert f"style-src {sha(b'a {}')}" in policy
    assert "script-src" not in policy


def test_an_exported_map_has_what_is_written_in_it_in_a_sandbox():
    html = (
        b'<style>a {}</style><script type="application/json" id="p">{"a": 1}</script>'
        b"<script>one()</script><script>\ntwo()\n</script>"
    )
    policy = map_policy(html)
    assert f"script-src {sha(b'one()')} {sha(chr(10).encode() + b'two()' + chr(10).encode())};" in (
        policy
    )
    assert policy.endswith("; sandbox allow-scripts")
    assert sha(b'{"a": 1}') not in policy


@pytest.mark.parametrize("html", [b"", b"<script", b"<script>", b"<style>x", b"<script>x</scrip"])
def test_what_is_no_page_may_run_nothing(html):
    assert "script-src 'none'; style-src 'none'" in map_policy(html)
